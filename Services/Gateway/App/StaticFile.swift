import Compression
import Crypto
import HTTP

/// A file of pages as it is sent: with a tag by which a browser asks whether its copy is still right, and coded ahead, once.
/// It holds nothing of anybody, so what a coder's output tells about its input does not matter; pages are sent as they are.
struct StaticFile: Sendable {
    let bytes: [UInt8]
    let gzip: [UInt8]?
    private let type: String
    private let tag: String

    init(_ bytes: [UInt8], type: String) {
        self.bytes = bytes
        self.type = type
        tag = String(SHA256.hash(data: bytes).hex.prefix(16))
        gzip = Deflate.encode(bytes, as: .gzip).flatMap { $0.count < bytes.count ? $0 : nil }
    }

    func answer(_ request: Request, cacheControl: String) -> Response {
        let isCoded = gzip != nil && Self.acceptsGzip(request.headers["accept-encoding"])
        let tag = isCoded ? "\"\(self.tag)-gzip\"" : "\"\(self.tag)\""
        var headers: Headers = [
            "Content-Type": type, "Cache-Control": cacheControl, "ETag": tag, "Vary": "Accept-Encoding",
            "Cross-Origin-Resource-Policy": "same-origin",
        ]
        let known = (request.headers["if-none-match"] ?? "").split(separator: ",").map { $0.filter { $0 != " " } }
        if known.contains(where: { $0 == tag || $0 == "W/\(tag)" || $0 == "*" }) {
            return Response(.notModified, headers: headers)
        }
        guard isCoded, let gzip else { return Response(.ok, headers: headers, content: .bytes(bytes)) }
        headers["Content-Encoding"] = "gzip"
        return Response(.ok, headers: headers, content: .bytes(gzip))
    }

    /// Whether the reader takes gzip: named, and not with the weight nought (RFC 9110 §12.5.3).
    static func acceptsGzip(_ field: String?) -> Bool {
        (field ?? "").lowercased().split(separator: ",").contains { item in
            let parts = item.split(separator: ";").map { $0.filter { $0 != " " } }
            guard parts.first == "gzip" || parts.first == "*" else { return false }
            let weight = parts.dropFirst().first { $0.hasPrefix("q=") }.map { $0.dropFirst(2) } ?? "1"
            return weight.contains { "123456789".contains($0) }
        }
    }
}
