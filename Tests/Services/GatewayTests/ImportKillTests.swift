import CloudEvents
import Crypto
import Domain
import Encoding
import Events
import Foundation
import GatewayCore
import JSON
import Kafka
import Postgres
import Telemetry
import Testing
import Transfer

@testable import gateway

/// The real gateway and screening, on a broker and a database: an import whose gateway is killed in the middle of it.
@Suite(.serialized) struct ImportKillTests {
    private static let rowCount = 1_800

    private let bootstrap: String
    private let administrator: String
    private let url: String
    private let prefix = "importkill\(UInt32.random(in: 0 ... .max))"
    private let folder: URL
    private let port = Int.random(in: 21_000...29_000)
    private let client = HTTPClient(rule: .any)

    init() throws {
        let environment = ProcessInfo.processInfo.environment
        bootstrap = try #require(environment["KAFKA_BOOTSTRAP_SERVERS"], "run the tests by `make test`")
        administrator = try #require(environment["POSTGRES_ADMIN_URL"], "run the tests by `make test`")
        try Connection(administrator, name: "tests").execute("CREATE DATABASE \(prefix)")
        var components = try #require(URLComponents(string: administrator))
        components.path = "/\(prefix)"
        url = try #require(components.string)
        folder = FileManager.default.temporaryDirectory.appending(path: prefix)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let cluster = try Cluster(
            KafkaSettings(bootstrapServers: bootstrap, clientID: "tests"), log: Logger(label: "tests"))
        defer { cluster.close() }
        let plans = (Topic.all + ["gateway", "screening"].map { Topic.deadLetters(of: $0) }).map {
            TopicPlan($0.name, partitionCount: 12, replicationFactor: 1)
        }
        _ = try cluster.ensure(plans, timeoutMilliseconds: 120_000)
    }

    @Test(.timeLimit(.minutes(5)))
    func `a gateway that is killed goes on with its import, each row is one application, and none is taken again`()
        async throws
    {
        defer { try? FileManager.default.removeItem(at: folder) }
        let screening = try start("screening")
        var gateway = try start("gateway")
        defer { for process in [screening, gateway] where process.isRunning { process.terminate() } }
        try await wait { try await self.call("GET", "/v1/jobs").status == 200 }
        let job = "\(prefix)-job"
        let opened = try await call(
            "POST", "/v1/jobs", try JSON.encode(OpenJob(jobID: try JobID(job), job: .sample)))
        #expect(opened.status == 201)
        let id = try await bring(job)
        #expect(try await standing(id)["rows"]?["good"]?.integer == Int64(Self.rowCount))
        _ = try await call("POST", "/v1/imports/\(id)/starts", Array(#"{"isLawful":true}"#.utf8))
        try await wait { (try await self.standing(id)["rows"]?["handedIn"]?.integer ?? 0) >= 500 }
        kill(gateway.processIdentifier, SIGKILL)
        gateway.waitUntilExit()
        #expect(
            try count("SELECT count(*) FROM gateway.imports WHERE standing = 'running'") == 1, "it was in the middle")

        gateway = try start("gateway")
        try await wait { try await self.standing(id)["standing"]?.string == "finished" }
        #expect(try await standing(id)["rows"]?["handedIn"]?.integer == Int64(Self.rowCount))
        let ours = "key LIKE '\(id).%'"
        try await wait {
            try count("SELECT count(*) FROM screening.screenings WHERE standing = 'screened' AND \(ours)")
                == Self.rowCount
        }
        try await wait {
            try count("SELECT count(*) FROM gateway.applications WHERE \(ours) AND candidate_id IS NOT NULL")
                == Self.rowCount
        }
        #expect(try count("SELECT count(*) FROM screening.screenings WHERE standing <> 'screened' AND \(ours)") == 0)
        #expect(try count("SELECT count(*) FROM vault.keys WHERE candidate_id LIKE 'c.\(id).%'") == Self.rowCount)
        #expect(
            try count("SELECT count(*) FROM vault.keys WHERE candidate_id = 'import.\(id)' AND wrapped IS NULL") == 1)
        // The same table once more: everybody in it has applied.
        let again = try await bring(job)
        #expect(again != id)
        let rows = try await standing(again)["rows"]
        #expect(rows?["good"]?.integer == 0 && rows?["refused"]?.integer == Int64(Self.rowCount))
        for process in [screening, gateway] {
            process.terminate()
            process.waitUntilExit()
            #expect(process.terminationStatus == 0)
        }
    }

    /// Brings the table, names its columns and waits until all rows were looked at.
    private func bring(_ job: String) async throws -> String {
        let lines = (1...Self.rowCount).map {
            "\(prefix) \($0),p\($0).\(prefix)@example.com,本科,\($0 % 20),team leadership"
        }
        let text = "姓名,邮箱,学历,工作年限,技能\n" + lines.joined(separator: "\n")
        let brought = try await call("POST", "/v1/jobs/\(job)/imports", Array(text.utf8), type: "text/csv")
        let id = try #require(brought.json["importID"]?.string, "\(brought.json)")
        try await wait { try await self.standing(id)["standing"]?.string == "read" }
        let proposed = try #require(try await standing(id)["proposed"])
        let mapped = try await call(
            "PUT", "/v1/imports/\(id)/mapping", try JSON.encode(["columns": proposed]))
        #expect(mapped.status == 202)
        try await wait { try await self.standing(id)["standing"]?.string == "checked" }
        return id
    }

    private func standing(_ id: String) async throws -> JSONValue { try await call("GET", "/v1/imports/\(id)").json }

    private func call(
        _ method: String, _ path: String, _ body: [UInt8] = [], type: String = "application/json"
    ) async throws -> (status: Int, json: JSONValue) {
        let headers = [(name: "Authorization", value: "Bearer key of hr"), (name: "Content-Type", value: type)]
        let answer = try await client.send(
            HTTPRequest(method, "http://127.0.0.1:\(port)\(path)", headers: headers, body: body))
        return (answer.status, (try? JSONValue(parsing: answer.body)) ?? .null)
    }

    private func start(_ name: String) throws -> Process {
        let process = Process()
        process.executableURL = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(
            path: name)
        process.environment = [
            "KAFKA_BOOTSTRAP_SERVERS": bootstrap, "POSTGRES_URL": url, "LEASE_SECONDS": "2", "LANE_COUNT": "2",
            "VAULT_KEK": "1:" + Base64.standard.encode([UInt8](repeating: 1, count: 32)),
            "VAULT_DIRECTORY": folder.appending(path: "blobs").path, "PATH": "/usr/bin:/bin",
        ]
        if name == "screening" { process.environment?["SANDBOX_ISOLATION"] = "when-possible" }
        if name == "gateway" {
            process.environment?["HTTP_PORT"] = "\(port)"
            process.environment?["LINK_SECRET"] = String(decoding: House.secret, as: UTF8.self)
            process.environment?["API_KEYS"] = "hr:hr-1:\(SHA256.hash("key of hr").hex)"
        }
        let output = folder.appending(path: "\(name).log")
        if !FileManager.default.fileExists(atPath: output.path) { try Data().write(to: output) }
        let handle = try FileHandle(forWritingTo: output)
        try handle.seekToEnd()
        process.standardOutput = handle
        process.standardError = handle
        try process.run()
        return process
    }

    private func count(_ sql: String) throws -> Int {
        try Connection(url, name: "tests").query(Statement(sql, read: { Int($0.int(0)) })).first ?? 0
    }

    private func wait(until condition: () async throws -> Bool) async throws {
        for _ in 0..<1200 {
            if (try? await condition()) == true { return }
            try await Task.sleep(for: .milliseconds(100))
        }
        let logs = ["gateway", "screening"].map {
            ((try? String(contentsOf: folder.appending(path: "\($0).log"), encoding: .utf8)) ?? "").suffix(2_000)
        }
        Issue.record("it did not happen:\n\(logs.joined(separator: "\n"))")
    }
}
