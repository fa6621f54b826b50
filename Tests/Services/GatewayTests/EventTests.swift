import CloudEvents
import Domain
import Encoding
import Events
import HTTP
import JSON
import Testing

@testable import gateway

/// CloudEvents over HTTP, in the three modes of the binding.
struct EventTests {
    private static let application = #"""
        {"applicationID":"app-2","jobID":"job-1","candidate":{"name":"Ann","email":"ann@example.com"},"resume":{"text":"x"}}
        """#

    private func envelope(
        _ id: String, type: String = "application-received", data: String = application, version: String = "1.0"
    ) -> String {
        #"{"specversion":"\#(version)","id":"\#(id)","source":"/ats","type":"\#(type)","data":\#(data)}"#
    }

    private func send(_ caller: Caller, _ body: String, as type: String, _ more: Headers = [:]) async throws
        -> Caller.Answer
    {
        var headers = more
        headers["Content-Type"] = type
        return try await caller.call(.post, "/v1/events", headers: headers, body: Array(body.utf8))
    }

    private func structured(_ caller: Caller, _ body: String) async throws -> Caller.Answer {
        try await send(caller, body, as: "application/cloudevents+json; charset=utf-8")
    }

    @Test func `the three modes say the same`() async throws {
        let house = try await House()
        let ats = try Caller.staff("ats", house)
        let one = try await structured(ats, envelope("e1"))
        #expect(one.status == 202)
        #expect(one.headers["Location"] == "/v1/applications/app-2")
        let binary: Headers = [
            "ce-specversion": "1.0", "ce-id": "%65%20%E2%82%AC", "ce-source": "/ats", "ce-type": "application-received",
        ]
        #expect(try await send(ats, Self.application, as: "application/json", binary).status == 202)
        let batch = try await send(
            ats, "[\(envelope("e3")),\(envelope("e4"))]", as: "application/cloudevents-batch+json")
        #expect(batch.status == 202)
        #expect(batch.json["events"]?.array?.map(\.string) == ["e3", "e4"])
        #expect(await house.published.map(\.id) == ["e1", "e €", "e3", "e4"])
        #expect(try await !house.ledgerText.contains("ann@example.com"))
    }

    @Test(arguments: ["id", "source", "type", "specversion"])
    func `an attribute that stands there twice is refused`(name: String) throws {
        var headers: Headers = ["ce-specversion": "1.0", "ce-id": "1", "ce-source": "/ats", "ce-type": "job-closed"]
        #expect(try IncomingEvents.event(headers, []).id == "1")
        headers.add("CE-\(name)", "1.0")
        #expect(throws: Problem.malformedEvent("the attribute \(name) stands there more than once")) {
            try IncomingEvents.event(headers, [])
        }
    }

    @Test func `the same event again is the same answer, and another under its name is refused`() async throws {
        let house = try await House()
        let ats = try Caller.staff("ats", house)
        let first = try await structured(ats, envelope("e1"))
        let again = try await structured(ats, envelope("e1"))
        #expect(first.headers["Idempotent-Replay"] == nil)
        #expect(again.status == 202 && again.bytes == first.bytes)
        #expect(again.headers["Idempotent-Replay"] == "true")
        let other = try await structured(ats, envelope("e1", data: Self.application.replacing("Ann", with: "Bo")))
        #expect(other.status == 422 && other.code == "idempotency-key-reused")
        let withdrawal = #"{"applicationID":"app-2"}"#
        #expect(
            try await structured(ats, envelope("e1", type: "application-withdrawn", data: withdrawal)).code
                == "idempotency-key-reused")
    }

    @Test func `what is no event we take in is answered with a code`() async throws {
        let house = try await House()
        let ats = try Caller.staff("ats", house)
        let cases: [(String, Int, String)] = [
            ("{", 400, "malformed-body"), ("[]", 422, "malformed-event"), ("{}", 422, "malformed-event"),
            (envelope("e", version: "0.3"), 422, "malformed-event"), (envelope(""), 422, "malformed-event"),
            (envelope("a\\nb"), 422, "malformed-event"),
            (envelope(String(repeating: "x", count: 2049)), 422, "malformed-event"),
            (envelope("e", type: "offer-sent"), 422, "unknown-type"),
            (envelope("e", data: "{}"), 422, "malformed-event"), (envelope("e", data: "null"), 422, "malformed-event"),
            (envelope("e", data: Self.application.replacing("ann@", with: "@")), 422, "malformed-email"),
            (envelope("e", type: "job-closed", data: #"{"jobID":"none"}"#), 404, "no-job"),
        ]
        for (body, status, code) in cases {
            let answer = try await structured(ats, body)
            #expect(answer.status == status && answer.code == code, "\(body): \(answer.code ?? "")")
            #expect(answer.headers["content-type"] == "application/problem+json")
        }
        #expect(try await send(ats, "x", as: "text/plain").status == 415)
        #expect(try await send(ats, Self.application, as: "application/json").code == "malformed-event")
        let large = String(repeating: "x", count: Limits.applicationRecordBytesMax + 1)
        #expect(try await structured(ats, large).status == 413)
        #expect(try await structured(try Caller.staff("hr", house), envelope("e")).status == 403)
        #expect(await house.published.isEmpty)
    }

    @Test func `a batch with a fault is not taken in and says where it is`() async throws {
        let house = try await House()
        let ats = try Caller.staff("ats", house)
        let body = "[\(envelope("e1")),\(envelope("e2", type: "no-such-type"))]"
        let answer = try await send(ats, body, as: "application/cloudevents-batch+json")
        #expect(answer.status == 422 && answer.code == "unknown-type")
        #expect(answer.json["instance"]?.string == "#/1")
        #expect(await house.published.isEmpty)
        let many = "[" + Array(repeating: "{}", count: 101).joined(separator: ",") + "]"
        #expect(try await send(ats, many, as: "application/cloudevents-batch+json").code == "malformed-event")
    }

    @Test func `a body that cannot be read is answered with the place of the fault and what was expected`() async throws
    {
        let house = try await House()
        let cases: [(role: String, target: String, body: String, detail: String)] = [
            ("hr", "/v1/applications/app-1/decisions", "", "a value expected at byte 0"),
            (
                "hr", "/v1/applications/app-1/decisions", #"{"decision":"offer","reason":}"#,
                "a value expected at byte 29"
            ),
            ("hr", "/v1/applications/app-1/decisions", #"{"decision":"offer"}"#, "the key reason is missing at byte 0"),
            (
                "hr", "/v1/applications/app-1/decisions", #"{"decision":7,"reason":"x"}"#,
                "String expected at decision, byte 12"
            ),
            (
                "hr", "/v1/applications/app-1/decisions", #"{"decision":"offer","decision":"hold"}"#,
                "an object has the same key twice at byte 21"
            ),
            (
                "ats", "/v1/applications", #"{"applicationID":"a","jobID":"j","candidate":{"name":["Ann"]}}"#,
                "String expected at candidate.name, byte 53"
            ),
        ]
        for one in cases {
            let answer = try await Caller.staff(one.role, house).post(one.target, one.body)
            #expect(answer.status == 400 && answer.code == "malformed-body", "\(one.body)")
            #expect(answer.headers["content-type"] == "application/problem+json")
            #expect(answer.json["detail"]?.string == one.detail, "\(one.body)")
        }
    }

    /// The same attributes over either door, with the same limit: `CloudEventTests` has those of Kafka.
    @Test func `data in base64 and a long name are taken in as they are over Kafka`() async throws {
        let house = try await House()
        let ats = try Caller.staff("ats", house)
        let data = Base64.standard.encode(Array(Self.application.utf8))
        let id = String(repeating: "x", count: 2048)
        let body = envelope(id).replacing(#""data":\#(Self.application)"#, with: #""data_base64":"\#(data)""#)
        #expect(try await structured(ats, body).status == 202)
        #expect(await house.published.map(\.id) == [id])
    }

    @Test func `one idempotency key is for one body`() async throws {
        let house = try await House()
        try await house.when(JobOpened.samples[0])
        try await house.when(StageChanged.samples[0])
        let hr = try Caller.staff("hr", house)
        let target = "/v1/applications/app-1/decisions"
        let body = #"{"decision":"offer","reason":"convinced"}"#
        #expect(try await hr.post(target, body, key: "k").status == 202)
        #expect(try await hr.post(target, body, key: "k").headers["Idempotent-Replay"] == "true")
        let other = try await hr.post(target, #"{"decision":"hold","reason":"convinced"}"#, key: "k")
        #expect(other.status == 422 && other.code == "idempotency-key-reused")
    }
}
