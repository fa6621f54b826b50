import Domain
import Flow
import Foundation
import Testing

@testable import screening

/// The reader of tables on files that other programs made, whole and broken.
struct ReadTableTests {
    /// Python's own words for a file; openpyxl writes the workbooks.
    private func file(_ program: String) throws -> [UInt8] {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/python3")
        let head = "import sys,io,datetime,zipfile\nout=sys.stdout.buffer\n"
        process.arguments = ["-I", "-c", head + program]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let bytes = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
        return Array(bytes)
    }

    private func workbook(_ lines: String) throws -> [UInt8] {
        try file(
            "import openpyxl\nbook=openpyxl.Workbook()\nsheet=book.active\n\(lines)\nbuffer=io.BytesIO()\nbook.save(buffer)\n"
                + "out.write(buffer.getvalue())")
    }

    private func refusal(_ bytes: [UInt8]) async -> String? {
        do {
            _ = try await ReadImport.table(in: bytes)
            return nil
        } catch { return (error as? ActivityFailure)?.code ?? "\(error)" }
    }

    @Test(arguments: ["utf-8", "utf-8-sig", "utf-16", "gb18030"], [",", ";", "\\t"])
    func `a text is read in each encoding and with each delimiter`(encoding: String, delimiter: String) async throws {
        let bytes = try file(
            #"out.write("名单\r\n姓名|邮箱|备注\r\n李伟|a@b.cn|\"两行\n\"\"引号\"\" |\"\r\n\r\n王芳||x\r\n".replace("|\"\r\n", "\"\r\n").replace("|","#
                + #""\#(delimiter)").encode("\#(encoding)"))"#)
        let table = try await ReadImport.table(in: bytes)
        #expect(table.head.columns == ["姓名", "邮箱", "备注"] && table.head.format == "csv")
        #expect(table.head.encoding == (encoding == "utf-8-sig" ? "utf-8" : encoding))
        #expect(table.head.isEpoch1904 == nil && table.head.samples[0] == "李伟")
        #expect(table.rows.count == 2)
        #expect(table.rows[0].cells == [.text("李伟"), .text("a@b.cn"), .text("两行\n\"引号\"")])
        #expect(table.rows[1].cells == [.text("王芳"), .empty, .text("x")] && table.rows[1].row == 5)
    }

    @Test func `a workbook gives numbers, days, errors and formulas as what they are`() async throws {
        for isEpoch1904 in [false, true] {
            let bytes = try workbook(
                """
                from openpyxl.utils.datetime import CALENDAR_MAC_1904
                \(isEpoch1904 ? "book.epoch=CALENDAR_MAC_1904" : "")
                sheet.append(["候选人名单"])
                sheet.append(["姓名","手机","日期","公式","错误","数","空"])
                sheet.append(["李伟",13800138000,datetime.date(2026,3,4),"=A1","#N/A",1.23456789012346e17])
                sheet.append([])
                sheet.append([True,"007",datetime.datetime(2026,3,4,10,30),"'=x"," ",45000.5,"last"])
                book.create_sheet("zwei").append(["nicht gelesen","b"])
                hidden=book.create_sheet("hidden",0); hidden.sheet_state="hidden"; hidden.append(["no","no"])
                """)
            let table = try await ReadImport.table(in: bytes)
            #expect(table.head.isEpoch1904 == isEpoch1904 && table.head.sheet == "Sheet" && table.head.sheetCount == 2)
            #expect(table.head.columns.count == 7)
            let day = try CalendarDate("2026-03-04")
            #expect(
                table.rows == [
                    TableRow(
                        row: 3,
                        cells: [
                            .text("李伟"), .number("13800138000"), .date(day), .flawed(.formula), .flawed(.error),
                            .number("1.23456789012346e+17"),
                        ]),
                    TableRow(
                        row: 5,
                        cells: [
                            .text("TRUE"), .text("007"), .date(day), .text("'=x"), .empty, .number("45000.5"),
                            .text("last"),
                        ]),
                ])
        }
    }

    /// Exports of other programs say that they end at A1, and readers that believe them lose every row.
    @Test func `a workbook that lies about its size is read whole`() async throws {
        let plain = try workbook("for number in range(700): sheet.append(['n%d'%number,'e','c'])")
        let lying = try file(
            """
            source=zipfile.ZipFile(io.BytesIO(bytes(\(plain.map { Int($0) }))))
            buffer=io.BytesIO()
            with zipfile.ZipFile(buffer,"w") as target:
                for name in source.namelist():
                    data=source.read(name)
                    if "sheet1" in name: data=data.replace(b'ref="A1:C700"',b'ref="A1"',1)
                    target.writestr(name,data)
            out.write(buffer.getvalue())
            """)
        #expect(try await ReadImport.table(in: lying).rows.count == 699)
    }

    @Test func `what cannot be read for sure is refused with a code`() async throws {
        let wide = (0..<61).map { "c\($0)" }.joined(separator: ",")
        let many = "a,b\n" + String(repeating: "x,y\n", count: 20_001)
        let cases: [([UInt8], String)] = [
            ([], "empty"), (Array("  \n".utf8), "empty"), (Array("name\nAnn\n".utf8), "no-head"),
            (Array("name,email\n".utf8), "no-rows"), (Array("a,b\n\"x,y\n".utf8), "quotes"),
            (Array("\(wide)\n1\n".utf8), "too-many-columns"), (Array(many.utf8), "too-many-rows"),
            (try file(#"out.write("name,email\nMüller,a@b.de\n".encode("latin-1"))"#), "encoding-unsure"),
            (try file(#"out.write("name,email\nДиана,a@b.ru\n".encode("koi8-r"))"#), "encoding-unsure"),
            ([0xD0, 0xCF, 0x11, 0xE0] + [UInt8](repeating: 0, count: 600), "old-excel"),
            (
                [0xD0, 0xCF, 0x11, 0xE0] + "EncryptedPackage".utf8.flatMap { [$0, 0] }
                    + [UInt8](repeating: 0, count: 600), "protected"
            ),
            ([0x50, 0x4B, 0x03, 0x04, 1, 2, 3], "damaged"),
            ([0x89, 0x50, 0x4E, 0x47, 0, 1, 2, 0xFF], "encoding-unsure"),
            (Array("%PDF-1.7\u{1}\u{0}".utf8), "not-a-table"),
            (
                try file(
                    "b=io.BytesIO()\nz=zipfile.ZipFile(b,'w')\nz.writestr('word/document.xml','x')\nz.close()\nout.write(b.getvalue())"
                ),
                "not-a-table"
            ),
        ]
        for (bytes, code) in cases {
            let found = await refusal(bytes)
            #expect(found == code, "\(String(decoding: bytes.prefix(20), as: UTF8.self))")
        }
    }

    @Test func `an archive that expands without end is stopped`() async throws {
        let bomb = try file(
            """
            b=io.BytesIO()
            z=zipfile.ZipFile(b,"w",zipfile.ZIP_DEFLATED)
            z.writestr("xl/workbook.xml",b"<x/>")
            with z.open("xl/worksheets/sheet1.xml","w",force_zip64=True) as f:
                for _ in range(450): f.write(b"0"*(1<<20))
            z.close()
            out.write(b.getvalue())
            """)
        #expect(await refusal(bomb) == "unsafe")
        let laughing = try file(
            #"""
            import openpyxl
            book=openpyxl.Workbook(); book.active.append(["a","b"]); book.active.append(["1","2"]); buffer=io.BytesIO(); book.save(buffer)
            source=zipfile.ZipFile(io.BytesIO(buffer.getvalue())); target=io.BytesIO(); z=zipfile.ZipFile(target,"w")
            lol="".join('<!ENTITY l%d "%s">'%(n,"&l%d;"%(n-1)*10 if n else "lollollollol"*20) for n in range(10))
            for name in source.namelist():
                data=source.read(name)
                if "sheet1" in name:
                    data=('<?xml version="1.0"?><!DOCTYPE worksheet ['+lol+']>').encode()+data[data.index(b"<worksheet"):].replace(b"<t>1</t>",b"<t>&l9;</t>")
                    assert b"&l9;" in data
                z.writestr(name,data)
            z.close(); out.write(target.getvalue())
            """#)
        #expect(await refusal(laughing) == "unsafe")
    }
}
