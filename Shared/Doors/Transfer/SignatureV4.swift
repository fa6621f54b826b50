import Crypto
import Encoding

/// AWS Signature Version 4 over one request, in its header form.
package struct SignatureV4: Sendable {
    let region: String
    let service: String
    let accessKey: String
    let secretKey: String

    package init(region: String, service: String, accessKey: String, secretKey: String) {
        self.region = region
        self.service = service
        self.accessKey = accessKey
        self.secretKey = secretKey
    }

    /// The headers that make the request signed, `x-amz-date` and `authorization` among them.
    /// - Parameters:
    ///   - path: as it goes over the wire, percent-encoded.
    ///   - query: unencoded; it must be sent in the order of `canonicalQuery`.
    ///   - headers: what else is signed; names in lower case.
    package func headers(
        method: String, host: String, path: String, query: [(String, String)] = [],
        headers: [(String, String)] = [], payloadHash: String, secondsSinceEpoch: Int64
    ) -> [(name: String, value: String)] {
        let time = UTCTime(secondsSinceEpoch: secondsSinceEpoch).basic
        let day = String(time.prefix(8))
        let signed = (headers + [("host", host), ("x-amz-date", time)]).sorted { $0.0 < $1.0 }
        let names = signed.map(\.0).joined(separator: ";")
        let canonical = [
            method, path, Self.canonicalQuery(query),
            signed.map { "\($0.0):\($0.1)\n" }.joined(), names, payloadHash,
        ].joined(separator: "\n")
        let scope = "\(day)/\(region)/\(service)/aws4_request"
        let text = ["AWS4-HMAC-SHA256", time, scope, SHA256.hash(canonical).hex].joined(separator: "\n")
        var key = Array("AWS4\(secretKey)".utf8)
        for part in [day, region, service, "aws4_request", text] {
            key = HMAC<SHA256>.authenticationCode(for: Array(part.utf8), using: SymmetricKey(key)).bytes
        }
        let authorization =
            "AWS4-HMAC-SHA256 Credential=\(accessKey)/\(scope), SignedHeaders=\(names), Signature=\(Hex.encode(key))"
        return signed.filter { $0.0 != "host" }.map { (name: $0.0, value: $0.1) } + [("authorization", authorization)]
    }

    /// Sorted by encoded name, then value: both the signature and the URL need this order.
    static func canonicalQuery(_ query: [(String, String)]) -> String {
        query.map { (PercentEncoding.encode($0.0), PercentEncoding.encode($0.1)) }
            .sorted { $0 < $1 }
            .map { "\($0.0)=\($0.1)" }
            .joined(separator: "&")
    }
}
