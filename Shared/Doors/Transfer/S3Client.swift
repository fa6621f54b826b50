import Crypto
import Encoding

/// One bucket of an S3-compatible object store, addressed by path.
package struct S3Client: Sendable {
    package struct Settings: Sendable {
        /// Scheme, host and port, such as `http://127.0.0.1:7070`, without a path.
        package let endpoint: String
        package let region: String
        package let bucket: String
        package let accessKey: String
        package let secretKey: String

        package init(endpoint: String, region: String, bucket: String, accessKey: String, secretKey: String) {
            self.endpoint = endpoint
            self.region = region
            self.bucket = bucket
            self.accessKey = accessKey
            self.secretKey = secretKey
        }
    }

    private let settings: Settings
    private let signature: SignatureV4
    private let client: HTTPClient
    private let secondsSinceEpoch: @Sendable () -> Int64
    private let attemptsMax = 3

    /// - Parameter secondsSinceEpoch: the clock; a store refuses a request that is minutes off its own.
    package init(
        _ settings: Settings, client: HTTPClient, secondsSinceEpoch: @escaping @Sendable () -> Int64
    ) {
        self.settings = settings
        self.client = client
        self.secondsSinceEpoch = secondsSinceEpoch
        signature = SignatureV4(
            region: settings.region, service: "s3", accessKey: settings.accessKey, secretKey: settings.secretKey)
    }

    /// Makes the bucket; one that we own already is fine.
    package func createBucket() async throws(TransferError) {
        let answer = try await send("PUT", key: nil)
        guard answer.status != 409 || code(of: answer) != "BucketAlreadyOwnedByYou" else { return }
        try check(answer)
    }

    /// Writes the whole object, over what was there.
    package func put(_ key: String, _ bytes: [UInt8]) async throws(TransferError) {
        try check(await send("PUT", key: key, body: bytes))
    }

    /// The object, or the bytes of it within `range`; nil when there is none.
    package func get(_ key: String, range: Range<Int64>? = nil) async throws(TransferError) -> [UInt8]? {
        if let range, range.isEmpty { return [] }
        let header = range.map { [("range", "bytes=\($0.lowerBound)-\($0.upperBound - 1)")] } ?? []
        let answer = try await send("GET", key: key, headers: header)
        if answer.status == 404 { return nil }
        try check(answer)
        return answer.body
    }

    /// Deletes the object; one that is not there is fine.
    package func delete(_ key: String) async throws(TransferError) {
        let answer = try await send("DELETE", key: key)
        if answer.status != 404 { try check(answer) }
    }

    /// Up to `countMax` keys that begin with `prefix`, in order, after `after`.
    package func list(
        prefix: String, after: String? = nil, countMax: Int = 1_000
    ) async throws(TransferError) -> [String] {
        var query = [("list-type", "2"), ("max-keys", String(countMax)), ("prefix", prefix)]
        if let after { query.append(("start-after", after)) }
        let answer = try await send("GET", key: nil, query: query)
        try check(answer)
        return texts(of: "Key", in: answer.body)
    }

    private func send(
        _ method: String, key: String?, query: [(String, String)] = [], headers: [(String, String)] = [],
        body: [UInt8] = []
    ) async throws(TransferError) -> HTTPResponse {
        let path = "/\(settings.bucket)" + (key.map { "/" + PercentEncoding.encode($0, keepingSlashes: true) } ?? "")
        let host = settings.endpoint.split(separator: "/", maxSplits: 1).last.map { $0.drop { $0 == "/" } } ?? ""
        let hash = SHA256.hash(data: body).hex
        let search = query.isEmpty ? "" : "?" + SignatureV4.canonicalQuery(query)
        var attempt = 1
        while true {
            let signed = signature.headers(
                method: method, host: String(host), path: path, query: query,
                headers: headers + [("x-amz-content-sha256", hash)], payloadHash: hash,
                secondsSinceEpoch: secondsSinceEpoch())
            do throws(TransferError) {
                let answer = try await client.send(
                    HTTPRequest(method, settings.endpoint + path + search, headers: signed, body: body))
                guard answer.status >= 500, attempt < attemptsMax else { return answer }
            } catch {
                guard error.isRetriable, error != .cancelled, attempt < attemptsMax else { throw error }
            }
            do { try await Task.sleep(for: .milliseconds(100 << attempt)) } catch { throw .cancelled }
            attempt += 1
        }
    }

    private func check(_ answer: HTTPResponse) throws(TransferError) {
        guard !(200..<300).contains(answer.status) else { return }
        throw .storageRefused(status: answer.status, code: code(of: answer))
    }

    private func code(of answer: HTTPResponse) -> String { texts(of: "Code", in: answer.body).first ?? "" }

    /// The texts of every `<name>` in an XML answer; keys of ours hold no character that XML escapes.
    private func texts(of name: String, in body: [UInt8]) -> [String] {
        String(decoding: body, as: UTF8.self).split(separator: "<\(name)>", omittingEmptySubsequences: false)
            .dropFirst()
            .compactMap {
                $0.split(separator: "</", maxSplits: 1, omittingEmptySubsequences: false).first.map(String.init)
            }
    }
}
