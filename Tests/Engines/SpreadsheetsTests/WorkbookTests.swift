import Domain
import Foundation
import Testing

@testable import Spreadsheets

/// Workbooks as another program unpacks them: bsdtar of Debian.
struct WorkbookTests {
    private let moment = Instant(millisecondsSinceEpoch: 1_795_275_000_250)

    /// One part of the file, as it stands there.
    private func part(_ name: String, of bytes: [UInt8]) throws -> String {
        let file = NSTemporaryDirectory() + "/colloquy-workbook-\(UUID().uuidString).xlsx"
        defer { try? FileManager.default.removeItem(atPath: file) }
        try Data(bytes).write(to: URL(filePath: file))
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/bsdtar")
        process.arguments = ["-xOf", file, name]
        process.standardOutput = output
        try process.run()
        let read = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "\(name)")
        return String(decoding: read, as: UTF8.self)
    }

    private let workbook = Workbook([
        Workbook.Sheet(
            name: "通过率", head: ["职位", "人数", "通过率"],
            rows: [
                [.text("=HYPERLINK(\"x\")"), .whole(12), .share(0.25)],
                [.text("后端工程师"), .empty, .decimal(2.125)],
            ]),
        Workbook.Sheet(name: "Lead times", head: ["Stage"], rows: []),
    ])

    @Test func `numbers are numbers with their formats, texts are texts, and the head is held fast`() throws {
        let bytes = try XLSX.bytes(of: workbook, madeAt: moment)
        let sheet = try part("xl/worksheets/sheet1.xml", of: bytes)
        let texts = try part("xl/sharedStrings.xml", of: bytes)
        #expect(try part("xl/workbook.xml", of: bytes).contains("<sheet name=\"通过率\""))
        #expect(sheet.contains("<pane ySplit=\"1\" topLeftCell=\"A2\"") && sheet.contains("state=\"frozen\""))
        for number in ["<v>12</v>", "<v>0.25</v>", "<v>2.125</v>"] { #expect(sheet.contains(number), "\(number)") }
        #expect(!sheet.contains("<f>"), "what looks like a formula is none")
        #expect(texts.contains("=HYPERLINK(") && texts.contains("后端工程师"))
        #expect(try part("xl/styles.xml", of: bytes).contains("0.0%"))
    }

    @Test func `the same tables at the same moment are the same bytes, and nothing is left in the folder`() throws {
        let folder = NSTemporaryDirectory() + "/colloquy-workbooks-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let first = try XLSX.bytes(of: workbook, madeAt: moment, folder: folder)
        #expect(try XLSX.bytes(of: workbook, madeAt: moment, folder: folder) == first)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == [])
    }

    @Test(
        arguments: [
            ("plain", "plain"), ("_x0041_", "_x005F_x0041_"), ("_x00_", "_x00_"), ("a\u{1}b\u{0}c\u{B}", "abc"),
            ("tab\tline\n", "tab\tline\n"), ("a\u{FFFE}\u{FFFF}b", "ab"),
            (String(repeating: "字", count: 32_768), String(repeating: "字", count: 32_767)),
            (String(repeating: "😀", count: 16_384), String(repeating: "😀", count: 16_383)),
        ])
    func `a text is what every reader takes it for, and no longer than a cell`(text: String, read: String) throws {
        #expect(Workbook.readable(text) == read)
        let one = Workbook([Workbook.Sheet(name: "one", head: ["head"], rows: [[.text(text)]])])
        let texts = try part("xl/sharedStrings.xml", of: XLSX.bytes(of: one, madeAt: moment))
        #expect(texts.contains(read))
    }

    @Test(
        arguments: [
            ("通过率", true), (String(repeating: "名", count: 31), true), ("a'b", true), ("", false),
            (String(repeating: "a", count: 32), false), (String(repeating: "😀", count: 16), false), ("a/b", false),
            ("a:b", false), ("[a]", false), ("a?", false), ("a*", false), ("a\\b", false), ("'a", false), ("a'", false),
            ("History", false), ("a\nb", false),
        ])
    func `a sheet has a name that every program takes`(name: String, isTaken: Bool) throws {
        let one = Workbook([Workbook.Sheet(name: name, head: ["head"], rows: [])])
        if isTaken {
            #expect(try part("xl/workbook.xml", of: XLSX.bytes(of: one, madeAt: moment)).contains("<sheet name=\""))
        } else {
            #expect(throws: WorkbookError.self) { try XLSX.bytes(of: one, madeAt: moment) }
        }
    }

    @Test func `what no program could open is refused before it is written`() throws {
        func workbook(_ cells: [Workbook.Cell], names: [String] = ["one"]) -> Workbook {
            Workbook(names.map { Workbook.Sheet(name: $0, head: ["head"], rows: [cells]) })
        }
        for number in [Double.nan, .infinity, -.infinity] {
            #expect(throws: WorkbookError.self) { try XLSX.bytes(of: workbook([.decimal(number)]), madeAt: moment) }
            #expect(throws: WorkbookError.self) { try XLSX.bytes(of: workbook([.share(number)]), madeAt: moment) }
        }
        #expect(throws: WorkbookError.self) { try XLSX.bytes(of: workbook([], names: ["one", "ONE"]), madeAt: moment) }
        #expect(throws: WorkbookError.self) { try XLSX.bytes(of: workbook([], names: []), madeAt: moment) }
        let wide = Array(repeating: Workbook.Cell.whole(1), count: Workbook.columnCountMax + 1)
        #expect(throws: WorkbookError.self) { try XLSX.bytes(of: workbook(wide), madeAt: moment) }
    }

    @Test func `a folder that cannot be written to is trouble of ours`() {
        let error = #expect(throws: WorkbookError.self) {
            try XLSX.bytes(of: workbook, madeAt: moment, folder: "/nowhere")
        }
        #expect(error?.kind == .environment)
    }

    @Test(
        arguments: [
            (["a"], 9), (["一二三四五六"], 14), ([String(repeating: "a", count: 100)], 60), ([], 9),
        ] as [([String], Double)])
    func `a column is as wide as its texts, and characters of Chinese take two`(texts: [String], width: Double) {
        #expect(Workbook.width(of: texts) == width)
    }
}
