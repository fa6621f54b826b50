import Domain
import GatewayCore

/// What is wrong with rows, in a person's language: on the page and in the file of refused rows.
enum ImportText {
    static func sentence(_ fault: ImportFault, _ language: Language) -> String {
        let words = PageWords.imports
        let what =
            if fault.code == .duplicate, let other = fault.other {
                words.say("import-fault-duplicate-of", in: language, ["row": "\(other)"])
            } else {
                words.say("import-fault-\(fault.code.rawValue)", in: language)
            }
        guard let field = fault.field else { return what }
        let name = words.say("import-field-\(field.rawValue)", in: language)
        return language == .chinese ? "\(name)：\(what)" : "\(name): \(what)"
    }

    /// The rows as they were given, behind their number and why they are not taken. A text that a spreadsheet program would take for a
    /// formula is kept from it, here as everywhere.
    static func csv(_ refused: RefusedRows, _ language: Language) -> [UInt8] {
        let words = PageWords.imports
        let head =
            [words.say("import-file-row", in: language), words.say("import-file-why", in: language)]
            + refused.columns.map(CSV.guarded)
        let lines = refused.rows.map { refusedRow in
            let why = refusedRow.faults.map { sentence($0, language) }.joined(
                separator: language == .chinese ? "；" : "; ")
            let cells = refused.columns.indices.map { text(of: refusedRow.row.cell($0), language) }
            return ["\(refusedRow.row.row)", CSV.guarded(why)] + cells.map(CSV.guarded)
        }
        return CSV.bytes([head] + lines)
    }

    private static func text(of cell: TableCell, _ language: Language) -> String {
        switch cell {
        case .empty: ""
        case .text(let text): text
        case .number(let number): number
        case .date(let date): "\(date)"
        case .flawed(let flaw): "(\(PageWords.imports.say("import-fault-\(flaw.rawValue)", in: language)))"
        }
    }
}
