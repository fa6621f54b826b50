/// Tables for spreadsheet programs: a sheet for each, numbers as numbers, the head held fast.
package struct Workbook: Sendable, Hashable {
    package enum Cell: Sendable, Hashable {
        /// Always a text: what looks like a formula stays what it says.
        case text(String)
        case whole(Int)
        /// 0 to 1, shown in percent with one decimal.
        case share(Double)
        /// Shown with two decimals.
        case decimal(Double)
        case empty
    }

    package struct Sheet: Sendable, Hashable {
        package var name: String
        package var head: [String]
        package var rows: [[Cell]]

        package init(name: String, head: [String], rows: [[Cell]]) {
            self.name = name
            self.head = head
            self.rows = rows
        }
    }

    package var sheets: [Sheet]

    package static let sheetCountMax = 50
    /// Of one sheet, with its head.
    package static let rowCountMax = 100_000
    package static let columnCountMax = 100

    package init(_ sheets: [Sheet]) { self.sheets = sheets }
}

extension Workbook {
    /// Characters of a sheet's name, as Excel counts them: in units of UTF-16.
    package static let sheetNameCountMax = 31
    /// Characters of a text, counted likewise; what is longer is cut.
    package static let textCountMax = 32_767

    /// What Excel takes as the name of a sheet beside the others. The library lets pass an empty name, line breaks, `History`, and
    /// names that are too long where they have characters of two units.
    static func isSheetName(_ name: String) -> Bool {
        let forbidden: [Character] = ["[", "]", ":", "*", "?", "/", "\\"]
        return (1...sheetNameCountMax).contains(name.utf16.count) && name.lowercased() != "history"
            && !name.contains { forbidden.contains($0) || $0.isNewline } && readable(name) == name
            && !name.hasPrefix("'") && !name.hasSuffix("'")
    }

    /// A text as a cell can hold it: no control character but tab and line feed, nothing that XML 1.0 does not know, and
    /// `_x0041_`, which a reader would take for `A` (ECMA-376, part 1, 22.9.2.19), with its underscore escaped.
    static func readable(_ text: String) -> String {
        let escaped = text.replacing(/_(?=x[0-9A-Fa-f]{4}_)/, with: "_x005F_")
        var scalars = String.UnicodeScalarView()
        var count = 0
        for scalar in escaped.unicodeScalars {
            let isControl = scalar.value < 0x20 && scalar != "\t" && scalar != "\n"
            guard !isControl, scalar.value != 0xFFFE, scalar.value != 0xFFFF else { continue }
            count += scalar.value > 0xFFFF ? 2 : 1
            if count > textCountMax { break }
            scalars.append(scalar)
        }
        return String(scalars)
    }

    /// How wide a column is so that its texts show, in widths of a digit: characters of Chinese take two.
    static func width(of texts: some Sequence<String>) -> Double {
        let widest =
            texts.map { text in
                text.unicodeScalars.reduce(0) { $0 + ($1.value >= 0x1100 ? 2 : 1) }
            }.max() ?? 0
        return Double(min(60, max(9, widest + 2)))
    }
}
