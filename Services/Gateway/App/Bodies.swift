import Domain
import HTTP
import JSON

extension Request {
    /// The body as a value, read by the same codec as events: 415 for another type, 400 with the place of the fault.
    func read<Value: Decodable>(_ type: Value.Type, bytesMax: Int = 256 * 1024) async throws -> Value {
        guard headers["content-type"].map({ MediaType($0).isJSON }) == true else {
            throw Problem(.unsupportedMediaType, code: "json-expected", detail: "Send the body as application/json.")
        }
        let bytes = try await body(bytesMax: bytesMax)
        do throws(JSONError) { return try JSON.decode(type, from: bytes) } catch {
            throw Problem(.badRequest, code: "malformed-body", detail: harmlessDescription(of: error))
        }
    }
}

extension Response {
    static func value(_ value: some Encodable, status: Status = .ok) throws -> Response {
        .bytes(try JSON.encode(value), type: "application/json", status: status)
    }
}
