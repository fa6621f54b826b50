import Crypto
import Domain
import Encoding
import HTTP
import JSON
import Postgres

@testable import gateway

/// One caller with a key or a session.
struct Caller: Sendable {
    let router: Router
    let token: String?
    /// Where the caller is, as far as the gateway can see.
    var address = ""

    /// A member of staff.
    static func staff(_ role: String, _ house: House) throws -> Caller {
        Caller(router: try house.router, token: "key of \(role)")
    }

    /// The candidate who followed a link.
    static func candidate(
        _ purpose: LinkToken.Purpose, _ house: House, address: String = "", router: Router? = nil
    ) async throws -> Caller {
        let token = try House.token(purpose)
        let anyone = Caller(router: try router ?? house.router, token: nil, address: address)
        let answer = try await anyone.post("/v1/links/exchange", #"{"applicationID":"app-1","token":"\#(token)"}"#)
        guard let session = answer.json["session"]?.string else {
            throw PostgresError(code: "0", message: "no session")
        }
        return Caller(router: anyone.router, token: session, address: address)
    }

    struct Answer: Sendable {
        let status: Int
        let headers: Headers
        let bytes: [UInt8]
        var json: JSONValue { (try? JSONValue(parsing: bytes)) ?? .null }
        var code: String? { json["code"]?.string }
    }

    func call(_ method: Method, _ target: String, headers: Headers = [:], body: [UInt8] = []) async throws -> Answer {
        try await call(method, target, headers: headers, stream: Body(body))
    }

    func call(_ method: Method, _ target: String, headers: Headers, stream: Body) async throws -> Answer {
        var headers = headers
        if let token { headers["Authorization"] = "Bearer \(token)" }
        headers["User-Agent"] = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
        guard let target = RequestTarget(target) else {
            throw PostgresError(code: "0", message: "no such target")
        }
        let request = Request(method, target: target, headers: headers, remoteAddress: address, body: stream)
        let response = await router.respond(to: request)
        return Answer(status: response.status.code, headers: response.headers, bytes: try await response.collected())
    }

    func get(_ target: String) async throws -> Answer { try await call(.get, target) }

    func post(_ target: String, _ json: String, key: String? = nil) async throws -> Answer {
        var headers: Headers = ["Content-Type": "application/json"]
        if let key { headers["Idempotency-Key"] = key }
        return try await call(.post, target, headers: headers, body: Array(json.utf8))
    }

    /// A tus request.
    func tus(_ method: Method, _ target: String, _ headers: Headers = [:], body: [UInt8] = []) async throws -> Answer {
        var headers = headers
        if headers["Tus-Resumable"] == nil { headers["Tus-Resumable"] = "1.0.0" }
        return try await call(method, target, headers: headers, body: body)
    }

    func open(_ length: Int, question: String = "q1", type: String = "video/webm", key: String? = nil) async throws
        -> Answer
    {
        let metadata =
            "questionID \(Base64.standard.encode(Array(question.utf8))),filetype \(Base64.standard.encode(Array(type.utf8)))"
        var headers: Headers = ["Upload-Length": "\(length)", "Upload-Metadata": metadata]
        if let key { headers["Idempotency-Key"] = key }
        return try await tus(.post, "/v1/candidate/uploads", headers)
    }

    func patch(_ path: String, at offset: Int, _ bytes: [UInt8], _ more: Headers = [:]) async throws -> Answer {
        var headers: Headers = ["Upload-Offset": "\(offset)", "Content-Type": "application/offset+octet-stream"]
        for field in more.fields { headers[field.name] = field.value }
        return try await tus(.patch, path, headers, body: bytes)
    }
}

/// Something that begins as a WebM recording does.
func recording(_ count: Int) -> [UInt8] {
    [0x1A, 0x45, 0xDF, 0xA3] + (4..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 9) }
}
