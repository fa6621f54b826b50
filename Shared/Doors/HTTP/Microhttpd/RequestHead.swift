import CMicrohttpd

/// The request line and header lines as the library parsed them, and what is wrong with them.
///
/// libmicrohttpd 0.9.75, even when told to be strict, passes two Hosts, both framing headers at once and unknown methods;
/// a missing Host it refuses with two response heads, so it is told to pass that as well. Any of these lets two servers in
/// a row read different requests, so each is refused here.
struct RequestHead {
    let method: Method
    let target: RequestTarget
    let headers: Headers
    /// The announced length; nil when there is none (no body, or chunked).
    let contentLength: Int?
    let isChunked: Bool
    let expectsContinue: Bool

    var hasBody: Bool { isChunked || (contentLength ?? 0) > 0 }

    static let headerCountMax = 100

    /// Reads and checks a head; the problem says which limit or rule it broke.
    static func read(
        _ connection: OpaquePointer, method: UnsafePointer<CChar>, version: UnsafePointer<CChar>, target: String,
        limits: ServerLimits
    ) throws(Problem) -> RequestHead {
        guard target.utf8.count <= limits.urlBytesMax else {
            throw Problem.targetTooLong(limits)
        }
        let headers = Headers.read(connection)
        guard chttp_head_bytes(connection) <= limits.headerBytesMax, headers.fields.count <= headerCountMax else {
            throw Problem.headersTooLarge(limits)
        }
        guard chttp_head_is_plain(connection, method, target.utf8.count, version) == 1 else {
            throw Problem.malformedRequest
        }
        return try RequestHead(
            method: String(cString: method), version: String(cString: version), target: target, headers: headers)
    }

    init(method: String, version: String, target: String, headers: Headers) throws(Problem) {
        guard let method = Method(parsing: method), let target = RequestTarget(target),
            version == "HTTP/1.1" || version == "HTTP/1.0", headers.unsendable == nil
        else { throw Problem.malformedRequest }
        let hosts = headers.all("host")
        let lengths = headers.all("content-length")
        let encodings = headers.all("transfer-encoding")
        guard hosts.count == 1, lengths.count + encodings.count <= 1,
            encodings.allSatisfy({ version == "HTTP/1.1" && $0.isSameName(as: "chunked") })
        else { throw Problem.malformedRequest }
        if let problem = lengths.lazy.compactMap(Self.flaw(ofLength:)).first { throw problem }
        self.method = method
        self.target = target
        self.headers = headers
        contentLength = lengths.first.flatMap { Int($0) }
        isChunked = !encodings.isEmpty
        expectsContinue = headers["expect"].map { $0.isSameName(as: "100-continue") } ?? false
    }
}

extension RequestHead {
    /// What is wrong with a Content-Length; nil when it is one.
    static func flaw(ofLength text: String) -> Problem? {
        guard !text.isEmpty, text.utf8.allSatisfy({ (48...57).contains($0) }) else { return .malformedRequest }
        return text.utf8.count <= 18 ? nil : .contentTooLarge
    }
}

extension Headers {
    static func read(_ connection: OpaquePointer) -> Headers {
        let collected = CollectedFields()
        MHD_get_connection_values_n(
            connection, .HEADER_KIND, collectField, Unmanaged.passUnretained(collected).toOpaque())
        return collected.headers
    }
}

private final class CollectedFields {
    var headers = Headers()
}

private func collectField(
    _ context: UnsafeMutableRawPointer?, _ kind: MHD_ValueKind, _ name: UnsafePointer<CChar>?, _ nameSize: Int,
    _ value: UnsafePointer<CChar>?, _ valueSize: Int
) -> MHD_Result {
    guard let context, let name else { return .NO }
    let collected = Unmanaged<CollectedFields>.fromOpaque(context).takeUnretainedValue()
    collected.headers.add(text(name, nameSize), value.map { text($0, valueSize) } ?? "")
    return .YES
}

private func text(_ start: UnsafePointer<CChar>, _ size: Int) -> String {
    String(decoding: UnsafeRawBufferPointer(start: start, count: size), as: UTF8.self)
}
