import Crypto
import Domain
import Foundation
import Testing
import Transfer
import Vault
import VaultTesting

/// The vault on a real S3 server: versitygw of `../shared/tools` where it is, else moto.
@Suite struct BucketTests {
    let chen: CandidateID = "cand-chen"

    @Test func `a bucket keeps blobs as a folder does`() async throws {
        let server = try await S3Server()
        let test = try await TestVault()
        let vault = try await Vault.open(
            try VaultSettings { server.settings[$0] }, database: test.database, actor: "tests", now: server.now)
        let bytes = content(2 * mebibyte + 9)
        let writer = try await vault.writer(of: "answer.1", for: chen, contentType: "video/webm")
        try await writer.append(Array(bytes.prefix(1_500_000)))
        try await writer.flush()
        let next = try await vault.writer(of: "answer.1", for: chen, contentType: "video/webm")
        #expect(await next.offset == 1_500_000)
        try await next.append(Array(bytes[1_500_000...]))
        #expect(try await next.finish().sha256 == SHA256.hash(data: bytes).bytes)
        #expect(try await vault.blob("answer.1", of: chen, purpose: "test") == bytes)
        let reader = try await vault.reader(of: "answer.1", for: chen, purpose: "test")
        #expect(try await reader.read(1_048_570..<1_048_590) == Array(bytes[1_048_570..<1_048_590]))
        #expect(try await server.client.list(prefix: "blobs/").count == 3)
        try await vault.erase(chen, purpose: "test")
        await #expect(throws: VaultError.erased) { try await vault.blob("answer.1", of: chen, purpose: "test") }
        #expect(try await vault.sweep() == 1)
        #expect(try await server.client.list(prefix: "blobs/").isEmpty)
    }

    @Test func `a store that does not answer is worth another try`() async throws {
        let test = try await TestVault()
        let settings = [
            "VAULT_KEK": TestVault.oldKey, "S3_ENDPOINT": "http://127.0.0.1:\(S3Server.freePort())", "S3_BUCKET": "b",
            "S3_ACCESS_KEY": "a", "S3_SECRET_KEY": "s",
        ]
        let vault = try await Vault.open(
            try VaultSettings { settings[$0] }, database: test.database, actor: "tests", now: { TestVault.start })
        let error = await #expect(throws: VaultError.self) {
            try await vault.put([1], blob: "b", of: chen, contentType: "a/b")
        }
        #expect(error?.kind == .environment)
    }
}

/// A server with one empty bucket; it ends with the test.
private final class S3Server: Sendable {
    let settings: [String: String]
    let client: S3Client
    let now: @Sendable () -> Instant = { Instant(millisecondsSinceEpoch: Int64(Date().timeIntervalSince1970 * 1000)) }
    private let process: Process
    private let input = Pipe()
    private let folder: String

    init() async throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
            .deletingLastPathComponent()
        let port = Self.freePort()
        folder = NSTemporaryDirectory() + "/colloquy-s3-\(getpid())-\(port)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        process = Process()
        let unpack = root.appending(path: "../shared/tools/unpack").path
        if FileManager.default.isExecutableFile(atPath: unpack) {
            process.executableURL = URL(filePath: "/bin/sh")
            process.arguments = [
                "-c",
                "exec $($0)/bin/versitygw --port 127.0.0.1:$1 --access testkey --secret testsecret --quiet posix $2",
                unpack, "\(port)", folder,
            ]
        } else {
            process.executableURL = root.appending(path: ".colloquy/venv-test/bin/python")
            process.arguments = [
                "-c",
                """
                import os, sys, threading
                threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0))).start()
                from moto.server import main; main(['-H', '127.0.0.1', '-p', '\(port)'])
                """,
            ]
        }
        process.standardInput = input
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        settings = [
            "VAULT_KEK": TestVault.oldKey, "S3_ENDPOINT": "http://127.0.0.1:\(port)", "S3_BUCKET": "recordings",
            "S3_ACCESS_KEY": "testkey", "S3_SECRET_KEY": "testsecret",
        ]
        let now = now
        client = S3Client(
            .init(
                endpoint: "http://127.0.0.1:\(port)", region: "us-east-1", bucket: "recordings", accessKey: "testkey",
                secretKey: "testsecret"),
            client: HTTPClient(rule: .any), secondsSinceEpoch: { now().millisecondsSinceEpoch / 1000 })
        for _ in 0..<1200 {
            if (try? await client.createBucket()) != nil { return }
            try await Task.sleep(for: .milliseconds(50))
        }
        Issue.record("the S3 server did not start; run make setup")
    }

    deinit {
        kill(process.processIdentifier, SIGKILL)
        try? FileManager.default.removeItem(atPath: folder)
    }

    static func freePort() -> Int {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                _ = bind(descriptor, $0, length)
                _ = getsockname(descriptor, $0, &length)
            }
        }
        return Int(UInt16(bigEndian: address.sin_port))
    }
}
