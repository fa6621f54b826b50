import Domain
import Events
import FlowTesting
import Foundation
import GatewayCore
import HTTP
import JSON
import Testing
import Vault

@testable import gateway

/// A table on the console and over the API: brought, mapped, looked through, taken in.
struct ImportTests {
    private static let columns = ["姓名", "邮箱", "手机", "学历", "工作年限", "来源"]

    /// What the reader of tables lays into the vault.
    private func lay(_ rows: [TableRow], of id: ImportID, in house: House) async throws {
        let papers = ImportPapers(id)
        let parts = stride(from: 0, to: rows.count, by: 3).map { Array(rows[$0..<min($0 + 3, rows.count)]) }
        for (number, part) in parts.enumerated() {
            try await house.vault.put(
                try JSON.encode(part), blob: papers.rows(part: number), of: papers.rowsOwner,
                contentType: "application/json")
        }
        let head = TableHead(columns: Self.columns, samples: ["李伟"], format: "xlsx", isEpoch1904: false)
        try await house.vault.put(
            try JSON.encode(head), blob: papers.head, of: papers.rowsOwner, contentType: "application/json")
        try await house.when(
            ImportRead(importID: id, rowCount: rows.count, columnCount: Self.columns.count, partCount: parts.count))
    }

    private static func row(_ number: Int, _ name: String, _ email: String, _ phone: TableCell = .empty) -> TableRow {
        TableRow(row: number, cells: [.text(name), .text(email), phone, .text("本科"), .number("5"), .text("BOSS直聘")])
    }

    private static let rows =
        (2...6).map { row($0, "Zhang \($0)", "zhang\($0)@example.com", .number("1380013800\($0)")) }
        + [
            row(7, "=cmd|' /C calc'!A0", "=1+1", .number("1.38e+10")), row(8, "Zhang 2", "ZHANG2@example.com"),
        ]

    private func house() async throws -> House {
        let house = try await House()
        try await house.when(JobOpened.samples[0])
        return house
    }

    private func bring(_ staff: Staff, _ text: String = "姓名,邮箱\n李,a@b.cn\n") async throws -> Browser.Page {
        let formGuard = try await staff.formGuard()
        let parts = [("guard", formGuard), ("key", "k1")].map {
            "--edge\r\nContent-Disposition: form-data; name=\"\($0)\"\r\n\r\n\($1)\r\n"
        }
        let file =
            "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n\(text)\r\n--edge--\r\n"
        return try await staff.browser.upload("/hr/jobs/job-1/imports", parts.joined() + file, boundary: "edge")
    }

    @Test func `HR brings a table, names its columns, looks, answers for it and sees it taken in`() async throws {
        try await CandidateDoorTests.open(try await house()) { house, port in
            let lin = try await Staff.enter(.hr, as: "lin", house, port: port)
            let brought = try await bring(lin)
            #expect(brought.status == 200 && brought.text.contains("Being read"), "\(brought.text)")
            let path = brought.path
            let id = try ImportID(String(path.split(separator: "/").last ?? ""))
            #expect(
                try await house.vault.blob(ImportPapers(id).file, of: ImportPapers(id).rowsOwner, purpose: "test")
                    == Array("姓名,邮箱\n李,a@b.cn\n".utf8))
            try await lay(Self.rows, of: id, in: house)
            let named = try await lin.browser.open("\(path)?language=en")
            #expect(named.text.contains("李伟") && named.text.contains("<option value=\"name\" selected>"))
            #expect(!named.text.contains("{{"))
            let twice = try await lin.send("\(path)/mapping", [("column-0", "name"), ("column-1", "name")])
            #expect(twice.status == 422 && twice.text.contains("Two columns are said to be the same."))
            let fields = [
                ("column-0", "name"), ("column-1", "email"), ("column-2", "phone"), ("column-3", "education"),
                ("column-4", "years"),
            ]
            let checked = try await lin.send("\(path)/mapping", fields)
            #expect(checked.text.contains("data-part=\"good\">5<") && checked.text.contains("data-part=\"refused\">2<"))
            #expect(checked.text.contains("E-mail: the same as in row 2"))
            #expect(house.importDesk.handedIn.isEmpty, "a look takes nothing")
            let refused = try await lin.browser.open("\(path)/refused.csv?language=en")
            let lines = refused.text.split(separator: "\r\n").map(String.init)
            #expect(refused.bytes.starts(with: [0xEF, 0xBB, 0xBF]) && lines.count == 3)
            #expect(lines[1].hasPrefix("7,") && lines[1].contains("'=cmd|' /C calc'!A0,'=1+1,1.38e+10"), "\(lines[1])")
            let unconfirmed = try await lin.send("\(path)/start")
            #expect(unconfirmed.status == 422 && unconfirmed.text.contains("Confirm that these data may be processed"))
            let started = try await lin.send("\(path)/start", [("lawful", "yes")])
            #expect(started.text.contains("data-part=\"done\">5<") && started.text.contains("Finished"))
            try await taken(id, house)
            // The same heads are proposed as they were named.
            _ = try await lin.send("\(path)/start", [("lawful", "yes")])
            #expect(house.importDesk.handedIn.count == 5)
        }
    }

    /// What was handed in, what is left and what the audit says.
    private func taken(_ id: ImportID, _ house: House) async throws {
        let handedIn = house.importDesk.handedIn
        #expect(handedIn.map(\.id) == ["2", "3", "4", "5", "6"].sorted() || Set(handedIn.map(\.id)).count == 5)
        #expect(handedIn.allSatisfy { $0.source == "/gateway/imports/\(id)" })
        let first = try #require(handedIn.first { $0.id == "2" }?.event)
        #expect(
            first.applicationID.text == "\(id).2" && first.jobID == "job-1" && first.candidate.phone == "13800138002")
        let written = String(decoding: try JSON.encode(first.resume), as: UTF8.self)
        #expect(written.contains("5 years") || written.contains("5年"))
        #expect(written.contains("本科") && !written.contains("BOSS"), "a column that is nothing is not taken over")
        let papers = ImportPapers(id)
        await #expect(throws: VaultError.self) {
            try await house.vault.blob(papers.file, of: papers.rowsOwner, purpose: "test")
        }
        #expect(
            try await house.vault.blob(papers.refused(check: 1), of: papers.refusedOwner, purpose: "test").count > 2)
        let text = try await house.ledgerText
        for personal in ["Zhang", "zhang2@", "13800138002", "calc"] { #expect(!text.contains(personal), "\(personal)") }
        let looks = try await house.vault.looks(of: nil, before: nil, countMax: 500).filter { $0.actor == "lin" }
        for act in ["import-upload", "import-columns", "import-refused-rows", "import-start"] {
            #expect(looks.contains { $0.purpose == act }, "\(act)")
        }
    }

    @Test func `a broker that is away holds an import up, and nothing is made twice when it is back`() async throws {
        let house = try await house()
        let hr = try Caller.staff("hr", house)
        let brought = try await hr.call(
            .post, "/v1/jobs/job-1/imports", headers: ["Content-Type": "text/csv", "Idempotency-Key": "k"],
            body: Array("name,email\n".utf8))
        #expect(brought.status == 202)
        let id = try ImportID(try #require(brought.json["importID"]?.string))
        try await lay(Self.rows, of: id, in: house)
        let read = try await hr.get("/v1/imports/\(id)")
        #expect(read.json["proposed"]?["email"]?.integer == 1 && read.json["heads"]?.array?.count == 6)
        let mapping = #"{"columns":{"name":0,"email":1,"phone":2,"education":3,"years":4}}"#
        let mapped = try await hr.call(
            .put, "/v1/imports/\(id)/mapping", headers: ["Content-Type": "application/json"], body: Array(mapping.utf8))
        #expect(mapped.json["rows"]?["good"]?.integer == 5 && mapped.json["standing"]?.string == "checked")
        #expect(try await hr.post("/v1/imports/\(id)/starts", #"{"isLawful":false}"#).code == "lawfulness-unconfirmed")
        house.importDesk.fail(1)
        let started = try await hr.post("/v1/imports/\(id)/starts", #"{"isLawful":true}"#)
        #expect(started.status == 202 && started.json["rows"]?["handedIn"]?.integer == 0)
        let other = try await hr.call(
            .post, "/v1/jobs/job-1/imports", headers: ["Content-Type": "text/csv"], body: Array("x,y\n".utf8))
        let second = try ImportID(try #require(other.json["importID"]?.string))
        try await lay(Self.rows, of: second, in: house)
        let refused = try await hr.call(
            .put, "/v1/imports/\(second)/mapping", headers: ["Content-Type": "application/json"],
            body: Array(mapping.utf8))
        #expect(refused.code == "import-running")
        try await house.later()
        let done = try await hr.get("/v1/imports/\(id)")
        #expect(done.json["standing"]?.string == "finished" && done.json["rows"]?["left"]?.integer == 0)
        let handedIn = house.importDesk.handedIn
        #expect(handedIn.count > 5 && Set(handedIn.map(\.id)) == Set((2...6).map(String.init)))
        #expect(Set(handedIn.map { "\($0.id) \($0.event)" }).count == 5, "each run says the same")
    }

    @Test func `what is brought for nothing is refused with words, and nobody else may bring anything`() async throws {
        let house = try await house()
        let hr = try Caller.staff("hr", house)
        func bring(_ job: String, _ body: [UInt8]) async throws -> String? {
            try await hr.call(.post, "/v1/jobs/\(job)/imports", headers: ["Content-Type": "text/csv"], body: body).code
        }
        #expect(try await bring("job-1", []) == "file-missing")
        #expect(try await bring("nothing", [1]) == "not-found")
        #expect(
            try await bring("job-1", [UInt8](repeating: 65, count: ImportPapers.fileBytesMax + 1))
                == "content-too-large")
        try await house.when(JobClosed(jobID: "job-1"))
        #expect(try await bring("job-1", [1]) == "job-closed")
        for role in ["ats", "finance", "interviewer", "auditor", "hiring-manager", "approver"] {
            #expect(try await Caller.staff(role, house).get("/v1/jobs/job-1/imports").status == 403, "\(role)")
        }
        #expect(try await hr.get("/v1/imports/imp-0").status == 404)
        #expect(try await hr.get("/v1/imports/imp-0/refused.csv").status == 404)
    }
}

extension House {
    /// Some minutes pass, and what waited runs.
    fileprivate func later() async throws {
        try await scenario.advance(to: scenario.now.advanced(byMinutes: 30))
    }
}
