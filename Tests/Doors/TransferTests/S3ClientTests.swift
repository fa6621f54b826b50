import Crypto
import Foundation
import Testing
import Transfer

/// Against moto, and against versitygw (which checks signatures) where `../shared/tools` has one.
@Suite struct S3ClientTests {
    struct Store {
        let name: String
        let client: S3Client
        let wrongKey: S3Client?
        let keep: [any Sendable]
    }

    static func settings(_ port: Int, secret: String = "testsecret") -> S3Client.Settings {
        S3Client.Settings(
            endpoint: "http://127.0.0.1:\(port)", region: "us-east-1", bucket: "recordings", accessKey: "testkey",
            secretKey: secret)
    }

    static func stores() async throws -> [Store] {
        let clock: @Sendable () -> Int64 = { Int64(Date().timeIntervalSince1970) }
        let http = HTTPClient(rule: .any)
        let port = Counterpart.freePort()
        let moto = try Counterpart(
            python: Counterpart.python, "from moto.server import main; main(['-H', '127.0.0.1', '-p', '\(port)'])")
        var stores = [
            Store(
                name: "moto", client: S3Client(settings(port), client: http, secondsSinceEpoch: clock), wrongKey: nil,
                keep: [moto])
        ]
        try await wait(for: port, http)
        let unpack = Counterpart.root.appending(path: "../shared/tools/unpack").path
        if FileManager.default.isExecutableFile(atPath: unpack) {
            let tools = await (try Counterpart(unpack, [])).line()
            let port = Counterpart.freePort()
            let folder = try TemporaryFolder()
            let gateway = try Counterpart(
                tools + "/bin/versitygw",
                [
                    "--port", "127.0.0.1:\(port)", "--access", "testkey", "--secret", "testsecret", "--quiet", "posix",
                    folder.path,
                ])
            try await wait(for: port, http)
            stores.append(
                Store(
                    name: "versitygw", client: S3Client(settings(port), client: http, secondsSinceEpoch: clock),
                    wrongKey: S3Client(settings(port, secret: "guess"), client: http, secondsSinceEpoch: clock),
                    keep: [gateway, folder]))
        } else {
            print("versitygw is not here: the S3 client is tested against moto alone")
        }
        return stores
    }

    static func wait(for port: Int, _ http: HTTPClient) async throws {
        for _ in 0..<1200 {
            if (try? await http.send(HTTPRequest("GET", "http://127.0.0.1:\(port)/"))) != nil { return }
            try await Task.sleep(for: .milliseconds(50))
        }
        Issue.record("the S3 server on port \(port) did not start; run make setup")
    }

    @Test func `objects are put, read whole and in part, listed and deleted`() async throws {
        for store in try await Self.stores() {
            let s3 = store.client
            try await s3.createBucket()
            try await s3.createBucket()
            let bytes = randomBytes(count: 300_000)
            #expect(try await s3.get("blobs/a/1") == nil, "\(store.name)")
            try await s3.put("blobs/a/1", bytes)
            try await s3.put("blobs/a/1", bytes)
            try await s3.put("blobs/a/2", [])
            try await s3.put("blobs/b/1", [7])
            #expect(try await s3.get("blobs/a/1") == bytes, "\(store.name)")
            #expect(try await s3.get("blobs/a/2") == [], "\(store.name)")
            #expect(try await s3.get("blobs/a/1", range: 1_000..<1_017) == Array(bytes[1_000..<1_017]), "\(store.name)")
            #expect(
                try await s3.get("blobs/a/1", range: 299_990..<400_000) == Array(bytes[299_990...]), "\(store.name)")
            #expect(try await s3.list(prefix: "blobs/a/") == ["blobs/a/1", "blobs/a/2"], "\(store.name)")
            #expect(try await s3.list(prefix: "blobs/", countMax: 2) == ["blobs/a/1", "blobs/a/2"], "\(store.name)")
            #expect(try await s3.list(prefix: "blobs/", after: "blobs/a/2") == ["blobs/b/1"], "\(store.name)")
            try await s3.delete("blobs/a/1")
            try await s3.delete("blobs/a/1")
            #expect(try await s3.get("blobs/a/1") == nil, "\(store.name)")
            if let wrongKey = store.wrongKey {
                await #expect(throws: TransferError.storageRefused(status: 403, code: "SignatureDoesNotMatch")) {
                    try await wrongKey.put("blobs/a/1", [1])
                }
            }
            withExtendedLifetime(store.keep) {}
        }
    }

    /// "GET Object" of "Signature Calculations for the Authorization Header" in the Amazon S3 reference.
    @Test func `the signature is the published one`() {
        let signature = SignatureV4(
            region: "us-east-1", service: "s3", accessKey: "AKIAIOSFODNN7EXAMPLE",
            secretKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")
        let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        let headers = signature.headers(
            method: "GET", host: "examplebucket.s3.amazonaws.com", path: "/test.txt",
            headers: [("range", "bytes=0-9"), ("x-amz-content-sha256", empty)], payloadHash: empty,
            secondsSinceEpoch: 1_369_353_600)
        #expect(
            headers.last?.value
                == "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request, "
                + "SignedHeaders=host;range;x-amz-content-sha256;x-amz-date, "
                + "Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41")
    }

    /// "GET Bucket (List Objects)" of the same page: the query is part of what is signed.
    @Test func `the signature covers the query in order`() {
        let signature = SignatureV4(
            region: "us-east-1", service: "s3", accessKey: "AKIAIOSFODNN7EXAMPLE",
            secretKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")
        let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        let headers = signature.headers(
            method: "GET", host: "examplebucket.s3.amazonaws.com", path: "/",
            query: [("prefix", "J"), ("max-keys", "2")],
            headers: [("x-amz-content-sha256", empty)], payloadHash: empty, secondsSinceEpoch: 1_369_353_600)
        #expect(
            headers.last?.value.hasSuffix("34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7") == true)
    }
}
