import Domain
import Events
import HTTP
import JSON

/// A CloudEvent 1.0 that came over HTTP, in any of the binding's three modes, with its attributes checked.
struct IncomingEvent: Sendable {
    let id: String
    let source: String
    let type: String
    let data: JSONValue

    /// Attributes are kept with the records they make, so they are short.
    private static let attributeBytesMax = 200
    /// Events in one batch.
    static let countMax = 100

    private init(_ attribute: (String) throws -> String?, data: JSONValue?) throws {
        func required(_ name: String) throws -> String {
            guard let text = try attribute(name), (1...Self.attributeBytesMax).contains(text.utf8.count),
                !text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F })
            else {
                throw Problem.malformedEvent("The attribute \(name) has 1 to \(Self.attributeBytesMax) bytes.")
            }
            return text
        }
        guard try attribute("specversion") == "1.0" else {
            throw Problem.malformedEvent("The attribute specversion is 1.0.")
        }
        id = try required("id")
        source = try required("source")
        type = try required("type")
        guard let data else { throw Problem.malformedEvent("There is no data.") }
        self.data = data
    }

    /// Structured mode: one JSON object with attributes and `data`.
    init(structured envelope: JSONValue) throws {
        guard envelope.object != nil else { throw Problem.malformedEvent("An event is a JSON object.") }
        guard envelope["data_base64"] == nil else { throw Problem.malformedEvent("The data is JSON, not base64.") }
        try self.init(
            { name in
                guard let value = envelope[name] else { return nil }
                if let text = value.string { return text }
                throw Problem.malformedEvent("The attribute \(name) is a string.")
            }, data: envelope["data"])
    }

    /// Binary mode: attributes in `ce-` headers, percent-encoded where they are not plain (HTTP binding 3.1.3.2).
    init(binary headers: Headers, data: JSONValue) throws {
        try self.init(
            { name in
                let values = headers.all("ce-\(name)")
                guard values.count < 2 else {
                    throw Problem.malformedEvent("The attribute \(name) stands there more than once.")
                }
                return values.first.flatMap { PercentEncoding.decode($0) }
            }, data: data)
    }

    func read<Value: Decodable>(_ type: Value.Type = Value.self) throws -> Value {
        do throws(JSONError) { return try JSON.decode(Value.self, from: try JSON.encode(data)) } catch {
            throw Problem.malformedEvent("data: \(harmlessDescription(of: error))")
        }
    }

    /// Every event of a request; one, unless it is a batch.
    static func all(of request: Request, bytesMax: Int) async throws -> (events: [IncomingEvent], isBatch: Bool) {
        switch request.headers["content-type"].map({ MediaType($0).name }) {
        case structuredType:
            return ([try IncomingEvent(structured: try await json(request, bytesMax))], false)
        case batchType:
            guard let list = try await json(request, bytesMax).array, (1...countMax).contains(list.count) else {
                throw Problem.malformedEvent("A batch is an array of 1 to \(countMax) events.")
            }
            return (
                try list.enumerated().map { index, value in
                    try Problem.at(index) { try IncomingEvent(structured: value) }
                }, true
            )
        case "application/json":
            return ([try IncomingEvent(binary: request.headers, data: try await json(request, bytesMax))], false)
        default:
            throw Problem(
                .unsupportedMediaType, code: "event-expected",
                detail: "Send \(structuredType), \(batchType), or application/json with ce- headers.")
        }
    }

    static let structuredType = "application/cloudevents+json"
    static let batchType = "application/cloudevents-batch+json"

    private static func json(_ request: Request, _ bytesMax: Int) async throws -> JSONValue {
        let bytes = try await request.body(bytesMax: bytesMax)
        do throws(JSONError) { return try JSONValue(parsing: bytes) } catch {
            throw Problem(.badRequest, code: "malformed-body", detail: harmlessDescription(of: error))
        }
    }
}

extension Problem {
    static func malformedEvent(_ detail: String) -> Problem {
        Problem(.unprocessableContent, code: "malformed-event", detail: detail)
    }

    /// Says with a problem which event of a batch it is about, as a JSON Pointer (RFC 6901) in a fragment.
    static func at<Value>(_ index: Int, _ body: () throws -> Value) throws -> Value {
        do { return try body() } catch var problem as Problem {
            problem.instance = "#/\(index)"
            throw problem
        }
    }
}
