import CloudEvents
import Foundation
import Testing

@testable import Kafka

@Suite(.onItsOwnThread) struct CloudEventTests {
    /// Sends one record through a broker and reads it as an event.
    private func received(
        value: String, headers: [(String, String)]
    ) throws -> Result<CloudEvent, CloudEventError> {
        let mock = try MockCluster()
        mock.create("t", partitionCount: 1)
        let deliveries = Deliveries()
        let producer = try Producer(mock.settings, log: quiet, hooks: deliveries.hooks())
        defer { producer.close(flushMilliseconds: 1000) }
        try Array(value.utf8).withUnsafeBytes { bytes in
            try producer.produce(topic: "t", key: nil, value: bytes) { list in
                for (name, text) in headers { list.add(name: name, value: Array(text.utf8)) }
            }
        }
        #expect(producer.flush(milliseconds: 10_000))
        let consumer = try Consumer(
            mock.settings, ConsumerSettings(group: unique("g"), topics: ["t"], laneCount: 1), log: quiet,
            hooks: Consumer.Hooks())
        try consumer.start()
        defer { consumer.close() }
        var result: Result<CloudEvent, CloudEventError>?
        var headerCount = 0
        _ = waitFor(seconds: 20) {
            let batch = consumer.lanes[0].poll(countMax: 10, timeoutMilliseconds: 500)
            if let record = batch.first {
                result = Result { () throws(CloudEventError) -> CloudEvent in try CloudEvent(record) }
                headerCount = record.headers.count + (record.header("x-none") == nil ? 0 : 1)
            }
            return result != nil
        }
        consumer.lanes[0].finish()
        #expect(headerCount == headers.count)
        return try #require(result)
    }

    @Test func `a binary event is read from its headers`() throws {
        let event = try received(
            value: #"{"a":1}"#,
            headers: [
                ("ce_specversion", "1.0"), ("CE_ID", "i1"), ("ce_type", "t"), ("ce_source", "/ats"),
                ("ce_time", "2026-01-01T00:00:00Z"),
                ("ce_subject", "s"), ("ce_correlationid", "c"), ("ce_causationid", "u"), ("traceparent", "00-1"),
                ("content-type", "application/json"), ("x-other", "y"),
            ]
        ).get()
        #expect(
            event
                == CloudEvent(
                    id: "i1", source: "/ats", type: "t", time: "2026-01-01T00:00:00Z", subject: "s", correlationID: "c",
                    causationID: "u", traceParent: "00-1", data: Array(#"{"a":1}"#.utf8)))
    }

    private func structured(_ json: String) throws(CloudEventError) -> CloudEvent {
        let bytes = Array(json.utf8)
        let result = bytes.withUnsafeBytes { buffer in
            Result { () throws(CloudEventError) -> CloudEvent in try CloudEvent(structured: buffer) }
        }
        return try result.get()
    }

    @Test func `a structured event is read from its envelope`() throws {
        let json =
            #"{"specversion":"1.0","id":"i","source":"s","type":"t","subject":null,"x":[1],"data":{"b":[1,"候"]}}"#
        let type = ("content-type", "application/cloudevents+json; charset=UTF-8")
        let event = try received(value: json, headers: [type]).get()
        #expect(event.data == Array(#"{"b":[1,"候"]}"#.utf8) && event.contentType == "application/json")
        #expect(try structured(json) == event)
        let binary = try structured(#"{"specversion":"1.0","id":"i","source":"s","type":"t","data_base64":"AAH/"}"#)
        #expect(binary.data == [0, 1, 255])
    }

    /// As CloudEvents' Python SDK sends it with `to_structured`: findings/python-cloudevents-kafka.sh.
    @Test(arguments: [[("content-type", "application/json")], [], [("x-other", "y")]])
    func `a whole event is read also where the content type does not say that it is one`(
        headers: [(String, String)]
    ) throws {
        let json = #" {"specversion":"1.0","id":"i","source":"s","type":"t","data":{"b":1}}"#
        let event = try received(value: json, headers: headers).get()
        #expect(event.id == "i" && event.data == Array(#"{"b":1}"#.utf8))
    }

    @Test(arguments: [
        (#"{"specversion":"1.0","id":"i","source":"s","type":"t"}"#, [("content-type", "text/plain")]),
        (#"{"specversion":"1.0","id":"i","source":"s","type":"t"}"#, [("ce_id", "other")]),
        (#"{"name":"a"}"#, [("content-type", "application/json")]), ("plain", []),
    ])
    func `what is no whole event lacks attributes`(value: String, headers: [(String, String)]) throws {
        #expect(try received(value: value, headers: headers) == .failure(.missing("specversion")))
    }

    @Test(arguments: [
        (#"{"id":"i","source":"s","type":"t"}"#, CloudEventError.missing("specversion")),
        (#"{"specversion":"0.3","id":"i","source":"s","type":"t"}"#, .version),
        (#"{"specversion":"1.0","source":"s","type":"t"}"#, .missing("id")),
        (#"{"specversion":"1.0","id":"","source":"s","type":"t"}"#, .missing("id")),
        (#"{"specversion":"1.0","id":7,"source":"s","type":"t"}"#, .malformed("id")),
        (#"{"specversion":"1.0","id":"a\nb","source":"s","type":"t"}"#, .malformed("id")),
        (#"{"specversion":"1.0","id":"i","source":"s","type":"t","data_base64":"A"}"#, .malformed("data_base64")),
        (#"{"specversion":"1.0","id":"i","source":"s","type":"t","data_base64":1}"#, .malformed("data_base64")),
        (
            #"{"specversion":"1.0","id":"i","source":"s","type":"t","data":1,"data_base64":""}"#,
            .malformed("data and data_base64")
        ),
        (#"[]"#, .malformed("envelope")),
    ])
    func `a structured event that is none says what is wrong`(json: String, expected: CloudEventError) throws {
        #expect(throws: expected) { try structured(json) }
        #expect(throws: CloudEventError.self) { try structured(#"{"specversion":"#) }
    }

    private static let valid = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"

    @Test(
        arguments: [
            ([("traceparent", valid), ("ce_traceparent", "x")], "x"),
            ([("traceparent", valid), ("traceparent", valid)], ""),
        ] as [([(String, String)], String?)])
    func `the trace is the event's own attribute, else the client's header`(
        headers: [(String, String)], expected: String?
    ) throws {
        let required = [("ce_specversion", "1.0"), ("ce_id", "1"), ("ce_source", "s"), ("ce_type", "t")]
        #expect(try received(value: "{}", headers: required + headers).get().traceParent == expected)
    }

    @Test(arguments: ["CE_TYPE", "content-type"])
    func `an attribute that stands there twice is refused in either mode`(name: String) throws {
        let required = [
            ("ce_specversion", "1.0"), ("ce_id", "1"), ("ce_source", "s"), ("ce_type", "t"), ("ce_traceparent", "x"),
            ("content-type", "application/json"),
        ]
        let twice = try received(value: "{}", headers: required + [(name, "1.0")])
        #expect(throws: CloudEventError.repeated(name)) { try twice.get() }
        let structured = try received(
            value: #"{"specversion":"1.0","id":"i","source":"s","type":"t"}"#,
            headers: [("content-type", "application/cloudevents+json"), (name, "a"), (name, "b")])
        #expect(throws: CloudEventError.repeated(name)) { try structured.get() }
    }

    @Test func `a binary event without its attributes says which is missing`() throws {
        let result = try received(
            value: "{}", headers: [("ce_specversion", "1.0"), ("ce_id", "1"), ("ce_source", "s")])
        #expect(throws: CloudEventError.missing("type")) { try result.get() }
        #expect(CloudEventError.missing("type").description == "the attribute type is missing")
    }
}
