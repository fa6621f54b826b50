import Domain
import HTTP
import Templates

/// One field of the form of a job. Its name is the place of its value in the job, a JSON Pointer, by which a fault finds it.
struct JobField: Sendable {
    enum Kind: Sendable {
        case line(charactersMax: Int)
        case area(charactersMax: Int)
        case number(ClosedRange<Int>)
        case date
        case choice([(value: String, label: String)])
    }

    let pointer: String
    /// A word of the page.
    let label: String
    let kind: Kind
    let value: String
    /// A word of the page.
    var hint: String?

    init(_ pointer: String, _ label: String, _ kind: Kind, _ value: String, hint: String? = nil) {
        self.pointer = pointer
        self.label = label
        self.kind = kind
        self.value = value
        self.hint = hint
    }

    /// In the page: letters, digits and hyphens.
    static func id(of pointer: String) -> String { String(pointer.dropFirst()).replacing("/", with: "-") }

    func shown(on page: ConsolePage, in language: Language, faults: [JobFormFault]) -> TemplateValue {
        let own = faults.filter { $0.pointer == pointer }
        let value = own.lazy.compactMap(\.given).first ?? self.value
        let id = Self.id(of: pointer)
        var values: [String: TemplateValue] = [
            "id": .text(id), "name": .text(pointer), "label": .text(page.say(label, in: language)),
            "value": .text(value), "isLine": false, "isArea": false, "isChoice": false, "type": "text", "min": "",
            "max": "", "length": "", "options": [], "isNumber": false, "isWide": false,
            "hints": .optional(hint.map { page.say($0, in: language) }),
            "fault": .optional(own.map(\.words).joined(separator: " ")),
            "described": .optional(
                [hint.map { _ in "\(id)-hint" }, own.isEmpty ? nil : "\(id)-fault"].compactMap(\.self).joined(
                    separator: " ")),
        ]
        switch kind {
        case .line(let charactersMax):
            values.merge(["isLine": true, "length": .text("\(charactersMax)")]) { $1 }
        case .area(let charactersMax):
            values.merge(["isArea": true, "isWide": true, "length": .text("\(charactersMax)")]) { $1 }
        case .number(let range):
            values.merge(
                ["isNumber": true, "min": .text("\(range.lowerBound)"), "max": .text("\(range.upperBound)")]) { $1 }
        case .date: values.merge(["isLine": true, "type": "date", "length": "10"]) { $1 }
        case .choice(let options):
            values["isChoice"] = true
            values["options"] = .list(
                options.map { option in
                    .object([
                        "value": .text(option.value), "label": .text(option.label),
                        "isChosen": .flag(option.value == value),
                    ])
                })
        }
        return .object(values)
    }
}

extension JobField.Kind {
    /// What is wrong about what cannot be held, in the page's language.
    func fault(_ page: ConsolePage, in language: Language) -> String {
        switch self {
        case .number(let range):
            page.say(
                "job-whole-fault", in: language, ["least": "\(range.lowerBound)", "most": "\(range.upperBound)"])
        case .date: page.say("job-date-fault", in: language)
        case .line, .area, .choice: page.say("job-number-fault", in: language)
        }
    }
}

/// Fields that belong together, such as one skill.
struct JobFieldGroup: Sendable {
    let legend: String
    let fields: [JobField]
}

/// What is wrong about one field.
struct JobFormFault: Sendable {
    /// Nil: of no field that the page shows.
    var pointer: String?
    let words: String
    /// What was typed, where the job cannot hold it.
    var given: String?
}

/// The form of a part of a job as it was sent.
struct JobForm {
    let form: Form
    private(set) var faults: [Fault] = []

    /// What the job cannot hold.
    struct Fault {
        let pointer: String
        /// Nil: nothing was typed there.
        let given: String?
        /// A word of the page, unless the field's kind says it.
        var word: String?
    }

    init(_ form: Form) { self.form = form }

    /// Without blanks at its ends.
    func text(_ pointer: String) -> String {
        let all = (form[pointer] ?? "").replacing("\r\n", with: "\n")
        let start = all.drop { $0.isWhitespace }
        guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(start[...last])
    }

    func optional(_ pointer: String) -> String? {
        let text = text(pointer)
        return text.isEmpty ? nil : text
    }

    func isYes(_ pointer: String) -> Bool { form[pointer] == "yes" }

    /// A whole number; nil where nothing was typed. What is none is a fault of the field, under the place where it is shown again.
    mutating func number(_ pointer: String, shownAt place: String? = nil) -> Int? {
        guard let text = optional(pointer) else { return nil }
        if let number = Int(text), abs(number) <= 1_000_000 { return number }
        faults.append(Fault(pointer: place ?? pointer, given: text))
        return nil
    }

    /// A number of points, 0 to 100.
    mutating func score(_ pointer: String, shownAt place: String? = nil) -> Score? {
        guard let text = optional(pointer) else { return nil }
        if let points = Double(text), let score = try? Score(points: points) { return score }
        faults.append(Fault(pointer: place ?? pointer, given: text, word: "job-score-fault"))
        return nil
    }

    mutating func fault(_ pointer: String, _ given: String, _ word: String? = nil) {
        faults.append(Fault(pointer: pointer, given: given, word: word))
    }

    /// The numbers of the rows in which something is typed. A row without the first field, its name, is a fault: what was typed in the
    /// others would be lost. Rows are shown again without the empty ones between them.
    mutating func rows(
        _ list: String, _ name: String, _ others: [String], shownAt shown: String? = nil
    ) -> [Int] {
        let rows = (0..<Form.itemCountMax).filter { row in
            ([name] + others).contains { !text("\(list)/\(row)\($0)").isEmpty }
        }
        for (index, row) in rows.enumerated() where text("\(list)/\(row)\(name)").isEmpty {
            let place = "\(shown ?? list)/\(index)\(name)"
            faults.append(Fault(pointer: place, given: nil, word: "job-name-fault"))
        }
        return rows
    }

    /// Words between commas, of either language.
    func words(_ pointer: String) -> [String] { Self.words(in: text(pointer)) }

    static func words(in text: String) -> [String] {
        text.split { ",，、;；\n".contains($0) }.compactMap { part in
            let start = part.drop { $0.isWhitespace }
            return start.lastIndex { !$0.isWhitespace }.map { String(start[...$0]) }
        }
    }
}
