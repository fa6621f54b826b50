import Crypto
import Domain
import Encoding
import GatewayCore
import HTTP

/// The words of tus 1.0.
enum Tus {
    static let version = "1.0.0"
    static let path = "/v1/candidate/uploads"
    static let contentType = "application/offset+octet-stream"
    static let extensions = "creation,creation-defer-length,creation-with-upload,termination,expiration,checksum"
    /// A part with a checksum is kept in memory until it is known to be whole.
    static let checkedBytesMax = 16 * 1024 * 1024

    /// How an upload may be refused.
    static let problems: [Status] = [
        .notFound, .conflict, .gone, .preconditionFailed, .contentTooLarge, .unsupportedMediaType,
        .unprocessableContent, .tooManyRequests,
    ]

    static func checkVersion(_ request: Request) throws(Problem) {
        guard request.headers["tus-resumable"] == version else {
            throw Problem(
                .preconditionFailed, code: "other-tus-version", detail: "This server speaks tus \(version).",
                headers: ["Tus-Version": version])
        }
    }

    static func length(_ request: Request) throws(Problem) -> Int64? {
        guard let text = request.headers["upload-length"] else { return nil }
        guard let length = Int64(text), length >= 0 else {
            throw Problem(.badRequest, code: "malformed-length", detail: "Upload-Length is the size in bytes.")
        }
        return length
    }

    /// `Upload-Metadata`: names, each with a value in base64, separated by commas.
    static func metadata(_ request: Request) throws(Problem) -> [String: String] {
        var values: [String: String] = [:]
        for pair in (request.headers["upload-metadata"] ?? "").split(separator: ",") {
            let parts = pair.split(separator: " ")
            guard let name = parts.first, parts.count <= 2,
                let bytes = Base64.standard.decode(String(parts.dropFirst().first ?? "")),
                let value = String(validating: bytes, as: UTF8.self),
                values.updateValue(value, forKey: String(name)) == nil
            else { throw Problem(.badRequest, code: "malformed-metadata", detail: "Upload-Metadata cannot be read.") }
        }
        return values
    }

    /// Where a part belongs, by the metadata `take` and `part`; nil when neither is named.
    static func place(in metadata: [String: String]) throws(Problem) -> OpenUpload.Place? {
        if metadata["take"] == nil, metadata["part"] == nil { return nil }
        guard let take = metadata["take"].flatMap({ Int($0) }), let part = metadata["part"].flatMap({ Int($0) }),
            take > 0, part > 0
        else { throw Problem(.badRequest, code: "malformed-metadata", detail: "A part names its take and its number.") }
        return OpenUpload.Place(take: take, part: part)
    }

    enum Checksum: String, CaseIterable {
        case sha1, sha256

        static let names = allCases.map(\.rawValue).joined(separator: ",")

        func digest(of bytes: [UInt8]) -> [UInt8] {
            switch self {
            case .sha1: Insecure.SHA1.hash(data: bytes).bytes
            case .sha256: SHA256.hash(data: bytes).bytes
            }
        }
    }

    /// The body, read and compared first when it comes with a checksum: a damaged part is discarded whole.
    static func checked(_ request: Request) async throws -> Body {
        guard let field = request.headers["upload-checksum"] else { return request.bodyStream }
        let parts = field.split(separator: " ")
        guard parts.count == 2, let checksum = Checksum(rawValue: String(parts[0])),
            let expected = Base64.standard.decode(String(parts[1]))
        else {
            throw Problem(.badRequest, code: "unknown-checksum", detail: "Known are \(Checksum.names), in base64.")
        }
        let bytes = try await request.body(bytesMax: checkedBytesMax)
        guard constantTimeEqual(checksum.digest(of: bytes), expected) else {
            throw Problem(
                Status(460), code: "checksum-mismatch", title: "Checksum Mismatch",
                detail: "The bytes were damaged on the way; send them again.")
        }
        return Body(bytes)
    }

    /// IMF-fixdate (RFC 9110 §5.6.7), as `Upload-Expires` is written.
    static func httpDate(_ instant: Instant) -> String {
        let seconds = instant.millisecondsSinceEpoch / 1000
        let days = Int(seconds / 86_400)
        let date = CalendarDate(daysSinceEpoch: days)
        let names = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let rest = seconds % 86_400
        let day = "\(names[days % 7]), \(two(Int64(date.day))) \(months[date.month - 1]) \(date.year)"
        return "\(day) \(two(rest / 3600)):\(two(rest / 60 % 60)):\(two(rest % 60)) GMT"
    }

    private static func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
