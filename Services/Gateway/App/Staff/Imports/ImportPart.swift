import Domain
import GatewayCore
import Templates

/// One import as its page shows it.
struct ImportPart {
    private let found: ApplicationImport
    private let language: Language
    private let time: LocalTime
    private let words: JobWords

    init(_ found: ApplicationImport, page: ConsolePage, language: Language, time: LocalTime) {
        self.found = found
        self.language = language
        self.time = time
        words = JobWords(page: page, language: language)
    }

    /// Whether it goes on by itself, so that the page is worth another look.
    private var isMoving: Bool { [.arriving, .reading, .checking, .running].contains(found.standing) }

    var values: [String: TemplateValue] {
        let check = found.check
        let left = check.map { $0.goodCount - found.writtenCount }
        var values: [String: TemplateValue] = [
            "jobID": .text(found.jobID.text), "importID": .text(found.importID.text),
            "standing": .text(found.standing.rawValue), "isMoving": .flag(isMoving),
            "state": .text(words("import-standing-\(found.standing.rawValue)")),
            "reason": .optional(found.reason.map { words.page.word("import-reason-\($0)", in: language) ?? $0 }),
            "isBad": .flag(found.standing == .unreadable),
            "opened": .text(say("import-opened", found.openedBy, found.openedAt)),
            "started": .optional(
                found.startedBy.flatMap { who in found.startedAt.map { say("import-started", who, $0) } }),
            "ends": .optional(
                found.standing == .over || found.standing == .unreadable
                    ? nil : words("import-ends", ["time": time.text(found.endsAt, in: language)])),
            "rows": .optional(found.extent.map { words("import-rows-read", ["count": "\($0.rowCount)"]) }),
            "isChecked": .flag(check != nil), "good": .text("\(check?.goodCount ?? 0)"),
            "refused": .text("\(check?.refusedCount ?? 0)"), "hasRefused": .flag(found.hasRefused),
            "faults": .list(
                (check?.faults ?? []).prefix(30).map { count in
                    .object(["what": .text(ImportText.sentence(count.fault, language)), "rows": .text("\(count.rows)")])
                }),
            "examples": .list(
                (check?.examples ?? []).map { example in
                    .object([
                        "row": .text("\(example.row)"),
                        "why": .list(example.faults.map { .text(ImportText.sentence($0, language)) }),
                    ])
                }),
            "more": .optional(
                check.flatMap { check in
                    check.refusedCount > check.examples.count
                        ? words("import-more", ["count": "\(check.refusedCount - check.examples.count)"]) : nil
                }),
        ]
        values["mayStart"] = .flag(found.mayStart)
        values["isStopped"] = .flag(found.standing == .stopped)
        values["isRunning"] = .flag(found.standing == .running)
        values["nothingGood"] = .flag(found.standing == .checked && check?.goodCount == 0)
        values["isFinished"] = .flag(found.standing == .finished)
        values["hasProgress"] = .flag([.running, .stopped, .finished].contains(found.standing))
        values["done"] = .text("\(found.writtenCount)")
        values["left"] = .text("\(max(0, left ?? 0))")
        return values
    }

    private func say(_ name: String, _ who: ActorID, _ at: Instant) -> String {
        words(name, ["who": who.text, "time": time.text(at, in: language)])
    }

    /// Which sheet it is, where there are several: the others are not read.
    func sheet(of head: TableHead) -> String? {
        guard let sheet = head.sheet, let count = head.sheetCount, count > 1 else { return nil }
        return words("import-sheet", ["name": sheet, "count": "\(count)"])
    }

    /// The columns with what stands first in each, and what each is proposed to be.
    func columns(of head: TableHead, _ mapping: ImportMapping) -> TemplateValue {
        .object([
            "columns": .list(
                head.columns.indices.map { column in
                    let chosen = mapping.columns.first { $0.value == column }?.key
                    let name =
                        head.columns[column].isEmpty
                        ? words("import-column-unnamed", ["number": "\(column + 1)"]) : head.columns[column]
                    return .object([
                        "number": .text("\(column)"), "name": .text(name),
                        "sample": .text(head.samples.indices.contains(column) ? head.samples[column] : ""),
                        "options": .list(
                            ImportField.allCases.map { field in
                                .object([
                                    "value": .text(field.rawValue), "isChosen": .flag(field == chosen),
                                    "label": .text(words("import-field-\(field.rawValue)")),
                                ])
                            }),
                    ])
                })
        ])
    }
}
