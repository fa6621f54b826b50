import CloudEvents
import Domain
import HTTP
import JSON

/// CloudEvents 1.0 that came over HTTP, in any of the binding's three modes.
struct IncomingEvents {
    let events: [CloudEvent]
    /// They came as a list, even if of one.
    let isBatch: Bool

    /// Events in one batch.
    static let countMax = 100

    init(_ request: Request, bytesMax: Int) async throws {
        switch request.headers["content-type"].map({ MediaType($0).name }) {
        case CloudEvent.mediaType:
            isBatch = false
            events = [try Self.event(in: try await Self.json(request, bytesMax))]
        case CloudEvent.batchMediaType:
            guard let list = try await Self.json(request, bytesMax).array, (1...Self.countMax).contains(list.count)
            else { throw Problem.malformedEvent("A batch is an array of 1 to \(Self.countMax) events.") }
            isBatch = true
            events = try list.enumerated().map { index, value in try Problem.at(index) { try Self.event(in: value) } }
        case "application/json":
            isBatch = false
            events = [try Self.event(request.headers, try await request.body(bytesMax: bytesMax))]
        default:
            throw Problem(
                .unsupportedMediaType, code: "event-expected",
                detail:
                    "Send \(CloudEvent.mediaType), \(CloudEvent.batchMediaType), or application/json with ce- headers."
            )
        }
    }

    /// Binary mode.
    static func event(_ headers: Headers, _ data: [UInt8]) throws -> CloudEvent {
        do throws(CloudEventError) { return try CloudEvent(http: headers.all, data: data) } catch {
            throw Problem.malformedEvent(harmlessDescription(of: error))
        }
    }

    /// Structured mode.
    private static func event(in envelope: JSONValue) throws -> CloudEvent {
        do throws(CloudEventError) { return try CloudEvent(structured: envelope) } catch {
            throw Problem.malformedEvent(harmlessDescription(of: error))
        }
    }

    private static func json(_ request: Request, _ bytesMax: Int) async throws -> JSONValue {
        let bytes = try await request.body(bytesMax: bytesMax)
        do throws(JSONError) { return try JSONValue(parsing: bytes) } catch {
            throw Problem(.badRequest, code: "malformed-body", detail: harmlessDescription(of: error))
        }
    }
}

extension CloudEvent {
    func read<Value: Decodable>(_ type: Value.Type = Value.self) throws -> Value {
        guard !data.isEmpty else { throw Problem.malformedEvent("There is no data.") }
        do throws(JSONError) { return try JSON.decode(Value.self, from: data) } catch {
            throw Problem.malformedEvent("data: \(harmlessDescription(of: error))")
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
