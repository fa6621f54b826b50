import Domain

/// What single cells say.
extension TableCell {
    /// A text on one line: a name.
    func line(charactersMax: Int) throws(CellFault) -> String {
        let text = try told(charactersMax: charactersMax)
        guard case .text = self, text.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .control }) else {
            throw CellFault(code: .malformed)
        }
        return text
    }

    /// Whatever stands there, as text.
    func told(charactersMax: Int) throws(CellFault) -> String {
        let text: String
        switch self {
        case .empty: throw CellFault(code: .missing)
        case .text(let written): text = Self.unguarded(written)
        case .number(let number): text = number
        case .date(let date): text = "\(date)"
        case .flawed(.formula): throw CellFault(code: .formula)
        case .flawed(.error): throw CellFault(code: .error)
        case .flawed(.tooLong): throw CellFault(code: .tooLong)
        }
        // What a spreadsheet program shows for an error stands in files of text as well.
        guard !Self.errors.contains(text) else { throw CellFault(code: .error) }
        guard text.unicodeScalars.count <= charactersMax else { throw CellFault(code: .tooLong) }
        guard text.contains(where: { !$0.isWhitespace }) else { throw CellFault(code: .missing) }
        return text
    }

    func email() throws(CellFault) -> EmailAddress {
        let text = try line(charactersMax: 254)
        do { return try EmailAddress(text) } catch { throw CellFault(code: .malformed) }
    }

    /// A telephone number. One that was stored as a number is taken where it is a mobile number of the mainland, which begins with 1
    /// and has eleven digits: nothing can have been lost. Of any other, zeros or a plus sign may be gone.
    func phone() throws(CellFault) -> String {
        let text = Self.ascii(try told(charactersMax: 40))
        if case .number = self {
            guard let digits = try Self.whole(text), Self.isMobile(digits) else { throw CellFault(code: .notText) }
            return digits
        }
        guard !text.contains("."), !text.contains("e"), !text.contains("E") else {
            guard let digits = try Self.whole(text), Self.isMobile(digits) else { throw CellFault(code: .malformed) }
            return digits
        }
        let marks = text.filter { !$0.isNumber }
        guard marks.allSatisfy({ "+-() /".contains($0) }), !text.dropFirst().contains("+"),
            (6...15).contains(text.count - marks.count)
        else { throw CellFault(code: .malformed) }
        return text
    }

    /// The identifier that the sender has for the application. It stands in addresses and logs, so it must tell nothing of the person.
    func applicationID(today: CalendarDate) throws(CellFault) -> ApplicationID {
        var text = try told(charactersMax: 128)
        if case .number = self {
            guard let digits = try Self.whole(text) else { throw CellFault(code: .malformed) }
            text = digits
        }
        guard let id = try? ApplicationID(text) else { throw CellFault(code: .malformed) }
        guard !Self.isMobile(text), (try? ResidentIdentityNumber(text, today: today)) == nil else {
            throw CellFault(code: .personalID)
        }
        return id
    }

    /// The digits of a number as spreadsheet programs write one: `13800138000`, `13800138000.0`. Nil: it is none.
    /// - Throws: `digitsLost` for a power of ten, and beyond the fifteen digits that these programs keep.
    private static func whole(_ text: String) throws(CellFault) -> String? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        if let power = text.firstIndex(where: { $0 == "e" || $0 == "E" }) {
            let (mantissa, exponent) = (text[..<power], text[text.index(after: power)...])
            guard mantissa.allSatisfy({ isDigit($0) || $0 == "." }), !exponent.isEmpty,
                exponent.drop(while: { $0 == "+" || $0 == "-" }).allSatisfy(isDigit)
            else { return nil }
            throw CellFault(code: .digitsLost)
        }
        guard (1...2).contains(parts.count), !parts[0].isEmpty, parts[0].allSatisfy(isDigit),
            parts.count == 1 || parts[1].allSatisfy({ $0 == "0" })
        else { return nil }
        guard parts[0].count <= 15 else { throw CellFault(code: .digitsLost) }
        return String(parts[0])
    }

    private static func isDigit(_ character: Character) -> Bool { ("0"..."9").contains(character) }

    private static func isMobile(_ digits: String) -> Bool {
        let national = digits.count == 13 && digits.hasPrefix("86") ? digits.dropFirst(2) : digits[...]
        return national.count == 11 && national.hasPrefix("1")
            && national.dropFirst().first.map { "3456789".contains($0) } == true
            && national.allSatisfy(isDigit)
    }

    /// Digits and signs as wide as Chinese characters are the same digits and signs.
    private static func ascii(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            let isWide = (0xFF01...0xFF5E).contains(scalar.value)
            scalars.append(isWide ? Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar : scalar)
        }
        return String(scalars)
    }

    /// Without the apostrophe that keeps spreadsheet programs from taking a text for a formula: our own files of refused rows have it.
    private static func unguarded(_ text: String) -> String {
        guard text.hasPrefix("'"), let next = text.dropFirst().first, "=+-@＝＋－＠".contains(next) else { return text }
        return String(text.dropFirst())
    }

    private static let errors: Set = [
        "#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!",
    ]
}
