import GatewayCore
import Spreadsheets

/// The tables as files for spreadsheet programs.
enum NumbersFiles {
    /// One line for each number: table, row, column, number, note. Shares are 0 to 1, times in days.
    static func csv(_ tables: [NumbersText], _ say: JobWords) -> [UInt8] {
        var lines = [["table", "row", "column", "number", "note"].map { say("numbers-file-\($0)") }]
        for table in tables {
            for row in table.rows {
                for (column, cell) in zip(table.fileHead.dropFirst(), row.cells) {
                    lines.append([
                        CSV.guarded(table.title), CSV.guarded(row.subject), CSV.guarded(column), number(cell),
                        cell == .tooFew ? CSV.guarded(table.text(of: cell)) : "",
                    ])
                }
            }
        }
        return CSV.bytes(lines)
    }

    /// A sheet for each table.
    static func workbook(_ tables: [NumbersText]) -> Workbook {
        Workbook(
            tables.map { table in
                Workbook.Sheet(
                    name: table.title, head: table.fileHead,
                    rows: table.rows.map { row in
                        [.text(row.subject)] + row.cells.map { cell(of: $0, table) }
                    })
            })
    }

    private static func cell(of cell: NumbersTable.Cell, _ table: NumbersText) -> Workbook.Cell {
        switch cell {
        case .people(let count): .whole(count)
        case .share(let share): .share(share)
        case .days(let number), .rating(let number): .decimal(number)
        case .tooFew: .text(table.text(of: cell))
        case .nothing: .empty
        }
    }

    private static func number(_ cell: NumbersTable.Cell) -> String {
        switch cell {
        case .people(let count): "\(count)"
        case .share(let number): NumbersText.decimal(number, places: 4)
        case .days(let number), .rating(let number): NumbersText.decimal(number, places: 2)
        case .tooFew, .nothing: ""
        }
    }
}

/// Values separated by commas (RFC 4180), with the mark by which spreadsheet programs know that the text is UTF-8.
enum CSV {
    static func bytes(_ lines: [[String]]) -> [UInt8] {
        let text = lines.map { $0.map(quoted).joined(separator: ",") + "\r\n" }.joined()
        return [0xEF, 0xBB, 0xBF] + Array(text.utf8)
    }

    /// A text that a spreadsheet program would take for a formula has an apostrophe before it (OWASP, CSV Injection). Numbers of
    /// ours are no texts and stay as they are.
    static func guarded(_ text: String) -> String {
        let dangerous: [Character] = ["=", "+", "-", "@", "\t", "\r", "\n", "\r\n", "＝", "＋", "－", "＠"]
        return text.first.map(dangerous.contains) == true ? "'" + text : text
    }

    private static func quoted(_ text: String) -> String {
        let needsQuotes = text.contains { $0 == "," || $0 == "\"" || $0.isNewline }
        return needsQuotes ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
    }
}
