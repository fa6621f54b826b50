import Domain
import Events
import Flow
import JSON
import Sandbox
import ScreeningCore
import Vault

/// Reads the file of an import in the sandbox and lays its rows into the vault, in parts. A second run writes the same again.
struct ReadImport: Sendable {
    let vault: Vault

    func callAsFunction(_ event: ImportReceived) async throws -> ReadTable {
        let papers = ImportPapers(event.importID)
        let file = try await vault.blob(
            papers.file, of: papers.rowsOwner, purpose: "read-import", bytesMax: Int64(ImportPapers.fileBytesMax))
        let table = try await Self.table(in: file)
        let parts = stride(from: 0, to: table.rows.count, by: ImportPapers.partRowsMax).map { start in
            Array(table.rows[start..<min(start + ImportPapers.partRowsMax, table.rows.count)])
        }
        for (number, rows) in parts.enumerated() {
            try await put(JSON.encode(rows), papers.rows(part: number), papers)
        }
        try await put(JSON.encode(table.head), papers.head, papers)
        return ReadTable(
            rowCount: table.rows.count, columnCount: table.head.columns.count, partCount: parts.count)
    }

    private func put(_ bytes: [UInt8], _ blob: BlobID, _ papers: ImportPapers) async throws {
        try await vault.put(bytes, blob: blob, of: papers.rowsOwner, contentType: "application/json")
    }

    struct Table: Sendable {
        var head: TableHead
        var rows: [TableRow]
    }

    /// The table in a file, as the program says it; what the program wrote is looked at like anything else that comes from outside.
    static func table(in file: [UInt8]) async throws -> Table {
        let output: Output
        do {
            output = try await Sandbox.run(command(file), limits: .table)
        } catch {
            switch error {
            case .timedOut, .memory, .outputTooLarge: throw ActivityFailure.unreadable("unsafe")
            case .failed, .signalled: throw ActivityFailure.unreadable("damaged")
            case .stalled, .killed, .notFound, .notIsolated, .cancelled, .system:
                throw ActivityFailure("reading-failed", "The machine could not run the reader of tables.", .environment)
            }
        }
        let lines = output.standardOutput.split(separator: UInt8(ascii: "\n"))
        guard let first = lines.first, let last = lines.last else { throw ActivityFailure.unreadable("damaged") }
        if let refusal = try? JSON.decode(Refused.self, from: Array(last)) {
            throw ActivityFailure.unreadable(refusal.refused)
        }
        do {
            let said = try JSON.decode(SaidHead.self, from: Array(first))
            let rows = try lines.dropFirst().map { try JSON.decode(TableRow.self, from: Array($0)) }
            guard (1...ImportPapers.columnCountMax).contains(said.columns.count),
                (1...ImportPapers.rowCountMax).contains(rows.count),
                rows.allSatisfy({ $0.cells.count <= ImportPapers.columnCountMax })
            else { throw ActivityFailure.unreadable("damaged") }
            return Table(head: said.head(rows), rows: rows)
        } catch is JSONError { throw ActivityFailure.unreadable("damaged") }
    }

    private static func command(_ file: [UInt8]) -> Command {
        let bounds = [ImportPapers.rowCountMax, ImportPapers.columnCountMax, ImportPapers.cellCharactersMax]
        return Command(
            "/usr/bin/python3", ["-I", "-B", "read-table.py", "table"] + bounds.map(String.init),
            environment: ["PYTHONHASHSEED": "0"],
            files: ["read-table.py": PackageResources.read_table_py, "table": file])
    }
}

/// The last line, where there is no table.
private struct Refused: Decodable {
    let refused: String
}

/// The first line.
private struct SaidHead: Decodable {
    let columns: [String]
    let format: String
    let encoding: String?
    let delimiter: String?
    let sheet: String?
    let sheetCount: Int?
    let isEpoch1904: Bool?

    /// With what stands first in each column.
    func head(_ rows: [TableRow]) -> TableHead {
        // A column without a name can be chosen all the same.
        let width = max(columns.count, rows.map(\.cells.count).max() ?? 0)
        let samples = (0..<width).map { column in
            rows.prefix(20).lazy.map { $0.cell(column).sample }.first { !$0.isEmpty } ?? ""
        }
        return TableHead(
            columns: columns + Array(repeating: "", count: width - columns.count), samples: samples, format: format,
            encoding: encoding, delimiter: delimiter, sheet: sheet,
            sheetCount: sheetCount, isEpoch1904: isEpoch1904)
    }
}

extension TableCell {
    /// As a person sees it, cut short.
    fileprivate var sample: String {
        switch self {
        case .empty: ""
        case .text(let text): String(text.prefix(60))
        case .number(let number): number
        case .date(let date): "\(date)"
        case .flawed(let flaw): "(\(flaw.rawValue))"
        }
    }
}

extension ActivityFailure {
    fileprivate static func unreadable(_ code: String) -> ActivityFailure {
        ActivityFailure(isReasonCode(code) ? code : "damaged", "The file holds no table that can be read.")
    }
}

extension Sandbox.Limits {
    /// For the largest table that is taken; 20,000 rows of 60 columns took 20 s and 0.3 GB.
    static let table = Sandbox.Limits(
        wallClockSecondsMax: 240, cpuSecondsMax: 120, addressSpaceBytesMax: 2 << 30, fileBytesMax: 64 << 20,
        openFilesMax: 64, standardOutputBytesMax: 96 << 20)
}
