import Foundation
import RunningHouse
import Testing

/// Clients and tools that nobody here wrote, against running services: the guide's producers, the SDKs, the validators.
@Suite(.serialized, .timeLimit(.minutes(10))) struct ForeignTests {
    /// What an application needs to come to its interview.
    private static let services = ["screening", "workflow", "gateway", "notification"]
    /// Set where the tools are known to be: then nothing may be left out.
    private static let areToolsThere = FileManager.default.isExecutableFile(
        atPath: "\(RunningHouse.checkout)/../shared/tools/unpack")
    private static let areJavaScriptToolsThere = areToolsThere && nodeVersion >= 20

    private static let nodeVersion: Int = {
        let node = Process()
        node.executableURL = URL(filePath: "/usr/bin/env")
        node.arguments = ["node", "--version"]
        let output = Pipe()
        node.standardOutput = output
        node.standardError = FileHandle.nullDevice
        guard (try? node.run()) != nil else { return 0 }
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        node.waitUntilExit()
        return Int(text.drop { $0 == "v" }.prefix { $0.isNumber }) ?? 0
    }()

    @Test func `the guide's producers work, wrong events are answered, and what services say is well formed`() throws {
        let house = try RunningHouse.open("foreign", only: Self.services)
        defer { house.close() }
        try producers(house)
        try wrongEvents(house)
        try uploads(house)
        try edge(house)

        let metrics = try house.foreign("metrics", as: Metrics.self)
        #expect(metrics.services?.count == (Self.areToolsThere ? 4 : nil), "\(metrics.skipped ?? "")")
        for (service, found) in metrics.services ?? [:] {
            #expect(found.status == 0, "\(service): \(found.said)")
            #expect(found.families > 8)
        }
    }

    /// Apache Kafka 4.2.1 is the first test's where it is at hand.
    @Test(arguments: [["COLLOQUY_BROKER": "memory"], ["KAFKA_VERSION": "3.9.2"]])
    func `the same holds on other brokers`(variables: [String: String]) throws {
        guard variables["COLLOQUY_BROKER"] != nil || Self.isGenuineKafkaThere else {
            print("ForeignTests: no genuine Kafka of another version is at hand; left out")
            return
        }
        let house = try RunningHouse.open("foreign-other", only: Self.services, variables: variables)
        defer { house.close() }
        try producers(house)
        let readback = try house.foreign("readback", as: Readback.self)
        #expect(readback.faults == [])
        #expect(readback.topics["workflow.stages.v1"]?.types.contains("stage-changed") == true)
    }

    private static let isGenuineKafkaThere = FileManager.default.isExecutableFile(
        atPath: "\(RunningHouse.checkout)/../shared/kafka/home")

    private func producers(_ house: RunningHouse) throws {
        let found = try house.foreign("producers", as: Producers.self)
        #expect(found.ran.count == (Self.areJavaScriptToolsThere ? 12 : 8), "left out: \(found.skipped)")
        #expect(found.notHeard == [])
    }

    /// The official tus client, cut eight times in the middle of a request.
    private func uploads(_ house: RunningHouse) throws {
        let found = try house.foreign("uploads", as: Uploads.self)
        if let reason = found.skipped { return print("ForeignTests: \(reason); tus is left out") }
        #expect(found.cuts == 8)
        #expect(found.client?.result == "done")
        #expect(found.bytes == found.recordedBytes)
        #expect(found.identical == true)
    }

    /// Everything the API's document allows, and much that it does not.
    private func edge(_ house: RunningHouse) throws {
        for (who, found) in try house.foreign("edge", as: [String: Edge].self) {
            #expect(found.status == 0, "\(who): \(found.failures)")
            #expect(found.cases > 50, "\(who) was hardly tried")
        }
    }

    private func wrongEvents(_ house: RunningHouse) throws {
        let found = try house.foreign("answers", as: Answers.self)
        #expect(
            found.refused == [
                "no-candidate": "malformed-event", "no-mail": "email-invalid", "two-forms": "resume-form-invalid",
                "six-megabytes": "resume-too-large", "no-document": "resume-type-unsupported",
            ])
        #expect(
            found.buried == [
                "no-json": "malformed-event", "no-name": "malformed-event", "unknown-type": "unknown-type",
                "unknown-type-of-job": "unknown-type", "job-without-title": "malformed-event",
                "no-value": "malformed-event", "no-event": "malformed-event",
            ])
        #expect(found.buriedElsewhere.isEmpty, "one dead letter is enough")
        // The in-memory broker takes records of any size.
        if Self.isGenuineKafkaThere || ProcessInfo.processInfo.environment["KAFKA_HOME"] != nil {
            #expect(found.tooLargeForTheTopic == "MSG_SIZE_TOO_LARGE")
        } else {
            print("ForeignTests: no genuine Kafka is at hand; a record too large for its topic is left out")
        }
        #expect(found.http.map(\.first) == ["202", "202", "422"])
        #expect(found.screened == [1, 1], "a repeat changes nothing")
    }
}

private struct Producers: Decodable {
    let ran: [String]
    let skipped: [String: String]
    let notHeard: [String]
}

private struct Answers: Decodable {
    let refused: [String: String]
    let buried: [String: String]
    let buriedElsewhere: [String: [String]]
    let tooLargeForTheTopic: String?
    /// Each the status and what was said with it.
    let http: [[String?]]
    let screened: [Int]
}

private struct Metrics: Decodable {
    struct Found: Decodable {
        let status: Int
        let said: String
        let families: Int
    }

    let services: [String: Found]?
    let skipped: String?
}

private struct Uploads: Decodable {
    struct Client: Decodable {
        let result: String?
    }

    let cuts: Int?
    let client: Client?
    let bytes: Int?
    let recordedBytes: Int?
    let identical: Bool?
    let skipped: String?
}

private struct Edge: Decodable {
    let status: Int
    let cases: Int
    let failures: String
}
