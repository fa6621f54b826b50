/// A row of a table that people handed in, as its reader found it: every cell as it is written, nothing guessed.
package struct TableRow: Codable, Sendable, Hashable {
    /// Its place in the file, as spreadsheet programs number it.
    package var row: Int
    /// As many as the row has; what is empty at its end is left out.
    package var cells: [TableCell]

    package init(row: Int, cells: [TableCell]) {
        self.row = row
        self.cells = cells
    }

    /// What stands in a column; empty beyond the last.
    package func cell(_ column: Int) -> TableCell { cells.indices.contains(column) ? cells[column] : .empty }
}

package enum TableCell: Sendable, Hashable {
    case empty
    case text(String)
    /// As it is written, `13800138000` or `1.38e+17`: how many of its digits are true is for whoever takes it.
    case number(String)
    case date(CalendarDate)
    case flawed(Flaw)

    /// Why a cell has no value that could be taken.
    package enum Flaw: String, Sendable, Hashable, CaseIterable {
        /// It is not computed here, and what another program computed may be missing or old.
        case formula
        /// `#N/A` and its like.
        case error
        case tooLong = "too-long"
    }
}

extension TableCell: Codable {
    private enum Name: String, CodingKey {
        case number = "n"
        case date = "d"
        case flaw = "x"
    }

    package init(from decoder: any Decoder) throws {
        if let single = try? decoder.singleValueContainer() {
            if single.decodeNil() {
                self = .empty
                return
            }
            if let text = try? single.decode(String.self) {
                self = .text(text)
                return
            }
        }
        let named = try decoder.container(keyedBy: Name.self)
        if let number = try named.decodeIfPresent(String.self, forKey: .number) {
            self = .number(number)
        } else if let date = try named.decodeIfPresent(CalendarDate.self, forKey: .date) {
            self = .date(date)
        } else {
            self = .flawed(Flaw(rawValue: try named.decode(String.self, forKey: .flaw)) ?? .error)
        }
    }

    package func encode(to encoder: any Encoder) throws {
        switch self {
        case .empty:
            var single = encoder.singleValueContainer()
            try single.encodeNil()
        case .text(let text):
            var single = encoder.singleValueContainer()
            try single.encode(text)
        case .number(let number):
            var named = encoder.container(keyedBy: Name.self)
            try named.encode(number, forKey: .number)
        case .date(let date):
            var named = encoder.container(keyedBy: Name.self)
            try named.encode(date, forKey: .date)
        case .flawed(let flaw):
            var named = encoder.container(keyedBy: Name.self)
            try named.encode(flaw.rawValue, forKey: .flaw)
        }
    }
}
