import CXlsxwriter
import Domain
import Glibc

/// Why a workbook could not be made.
package enum WorkbookError: Classified, CustomStringConvertible {
    /// More sheets, rows or columns than a workbook of ours has, or a name that no sheet can have.
    case shape
    /// A number that is none: the library would write it, and no program would open the file.
    case number
    /// The folder for temporary files.
    case system(step: String, errno: Int32)
    case library(code: Int)

    package var kind: FailureKind {
        switch self {
        case .shape, .number: .bug
        case .system, .library: .environment
        }
    }

    package var description: String {
        switch self {
        case .shape: "the workbook has a shape or a name that none can have"
        case .number: "a number of the workbook is none"
        case .system(let step, let errno): "\(step) failed with \(errno)"
        case .library(let code): "libxlsxwriter failed with \(code)"
        }
    }
}

/// Workbooks as files (Office Open XML, ECMA-376).
package enum XLSX {
    private static let bytesMax = 64 * 1024 * 1024

    /// The workbook's bytes. Blocks: the library writes temporary files, and at the end one of its own.
    ///
    /// Everything is looked at first: about what it refuses the library writes to standard error, where our log lines go.
    ///
    /// - Parameter madeAt: stands in the file; the same tables at the same moment are the same bytes.
    package static func bytes(
        of tables: Workbook, madeAt: Instant, folder: String = "/tmp"
    ) throws(WorkbookError) -> [UInt8] {
        try check(tables)
        var path = Array("\(folder)/colloquy-XXXXXX".utf8CString)
        let file = mkstemp(&path)
        guard file >= 0 else { throw .system(step: "mkstemp", errno: errno) }
        defer {
            close(file)
            unlink(path)
        }
        guard let workbook = workbook_new(path) else {
            throw .library(code: Int(LXW_ERROR_MEMORY_MALLOC_FAILED.rawValue))
        }
        var properties = lxw_doc_properties()
        properties.created = time_t(madeAt.millisecondsSinceEpoch / 1000)
        workbook_set_properties(workbook, &properties)
        let formats = Formats(workbook)
        var code = LXW_NO_ERROR
        for sheet in tables.sheets where code == LXW_NO_ERROR {
            code =
                workbook_add_worksheet(workbook, sheet.name).map { sheet.write(on: $0, formats) }
                ?? LXW_ERROR_PARAMETER_VALIDATION
        }
        // Closing writes the file and frees everything, whatever went before.
        let closed = workbook_close(workbook)
        guard code == LXW_NO_ERROR, closed == LXW_NO_ERROR else {
            throw .library(code: Int(code == LXW_NO_ERROR ? closed.rawValue : code.rawValue))
        }
        return try read(file)
    }

    private static func check(_ tables: Workbook) throws(WorkbookError) {
        let sheets = tables.sheets
        let names = Set(sheets.map { $0.name.lowercased() })
        guard (1...Workbook.sheetCountMax).contains(sheets.count), names.count == sheets.count else { throw .shape }
        for sheet in sheets {
            let columnCount = max(sheet.head.count, sheet.rows.map(\.count).max() ?? 0)
            guard Workbook.isSheetName(sheet.name), sheet.rows.count < Workbook.rowCountMax,
                columnCount <= Workbook.columnCountMax
            else { throw .shape }
            for cell in sheet.rows.joined() {
                switch cell {
                case .share(let number), .decimal(let number): guard number.isFinite else { throw .number }
                case .text, .whole, .empty: break
                }
            }
        }
    }

    private static func read(_ file: Int32) throws(WorkbookError) -> [UInt8] {
        var about = stat()
        guard fstat(file, &about) == 0, about.st_size > 0, about.st_size <= bytesMax else {
            throw .system(step: "fstat", errno: errno)
        }
        var bytes = [UInt8](repeating: 0, count: Int(about.st_size))
        var count = 0
        while count < bytes.count {
            let more = bytes.withUnsafeMutableBytes {
                pread(file, $0.baseAddress! + count, $0.count - count, off_t(count))
            }
            if more < 0 && errno == EINTR { continue }
            guard more > 0 else { throw .system(step: "pread", errno: errno) }
            count += more
        }
        return bytes
    }
}

/// How cells look. The workbook owns them.
private struct Formats {
    let head: UnsafeMutablePointer<lxw_format>?
    let text: UnsafeMutablePointer<lxw_format>?
    let whole: UnsafeMutablePointer<lxw_format>?
    let share: UnsafeMutablePointer<lxw_format>?
    let decimal: UnsafeMutablePointer<lxw_format>?

    init(_ workbook: UnsafeMutablePointer<lxw_workbook>) {
        func made(_ number: String?) -> UnsafeMutablePointer<lxw_format>? {
            let format = workbook_add_format(workbook)
            if let number { format_set_num_format(format, number) }
            return format
        }
        head = made(nil)
        format_set_bold(head)
        text = made("@")
        whole = made("0")
        share = made("0.0%")
        decimal = made("0.00")
    }
}

extension Workbook.Sheet {
    /// Stops at the first cell that the library refuses, with its code.
    fileprivate func write(on sheet: UnsafeMutablePointer<lxw_worksheet>, _ formats: Formats) -> lxw_error {
        for (column, title) in head.enumerated() {
            let texts =
                [title]
                + rows.compactMap { row in
                    guard column < row.count, case .text(let text) = row[column] else { return nil }
                    return text
                }
            let place = lxw_col_t(column)
            worksheet_set_column(sheet, place, place, Workbook.width(of: texts), nil)
            let code = worksheet_write_string(sheet, 0, place, Workbook.readable(title), formats.head)
            guard code == LXW_NO_ERROR else { return code }
        }
        worksheet_freeze_panes(sheet, 1, 0)
        for (index, row) in rows.enumerated() {
            for (column, cell) in row.enumerated() {
                let code = cell.write(on: sheet, lxw_row_t(index + 1), lxw_col_t(column), formats)
                guard code == LXW_NO_ERROR else { return code }
            }
        }
        return LXW_NO_ERROR
    }
}

extension Workbook.Cell {
    fileprivate func write(
        on sheet: UnsafeMutablePointer<lxw_worksheet>, _ row: lxw_row_t, _ column: lxw_col_t, _ formats: Formats
    ) -> lxw_error {
        switch self {
        case .text(let text): worksheet_write_string(sheet, row, column, Workbook.readable(text), formats.text)
        case .whole(let number): worksheet_write_number(sheet, row, column, Double(number), formats.whole)
        case .share(let number): worksheet_write_number(sheet, row, column, number, formats.share)
        case .decimal(let number): worksheet_write_number(sheet, row, column, number, formats.decimal)
        case .empty: LXW_NO_ERROR
        }
    }
}
