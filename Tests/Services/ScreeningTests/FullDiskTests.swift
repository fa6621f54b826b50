import Domain
import Events
import Flow
import Foundation
import Glibc
import Sandbox
import ScreeningCore
import Testing
import Transfer
import Vault
import VaultTesting

@testable import screening

/// A disk of some kilobytes, in memory; only where one may be mounted.
private final class SmallDisk: Sendable {
    let path: String

    init?(kilobytes: Int) {
        path =
            FileManager.default.temporaryDirectory.appending(path: "colloquy-disk-\(UInt32.random(in: 0 ... .max))")
            .path
        guard mkdir(path, 0o700) == 0 else { return nil }
        guard mount("tmpfs", path, "tmpfs", 0, "size=\(kilobytes)k") == 0 else {
            rmdir(path)
            return nil
        }
    }

    static let isPossible = SmallDisk(kilobytes: 64) != nil

    /// Takes the room that is left.
    func fill() throws {
        let file = open("\(path)/filling", O_WRONLY | O_CREAT, 0o600)
        defer { close(file) }
        let page = [UInt8](repeating: 0, count: 4096)
        while write(file, page, page.count) > 0 {}
    }

    func makeRoom() { unlink("\(path)/filling") }

    deinit {
        umount2(path, 2)  // MNT_DETACH
        rmdir(path)
    }
}

@Suite(.enabled(if: SmallDisk.isPossible, "no file system can be mounted here: run as root"))
struct FullDiskTests {
    private let resume = "Zoe Example. Team leadership for twelve people in retail since 2015, with stock and budget. "

    private func received(_ number: Int) throws -> ApplicationReceived {
        ApplicationReceived(
            applicationID: try ApplicationID("app-\(number)"), jobID: "job-1",
            candidate: .init(candidateID: nil, name: "Zoe", email: "zoe@example.com", phone: nil, language: .english),
            // Smaller documents lie in the database and need no room on this disk.
            resume: .init(text: String(repeating: resume, count: 800)), appliedAt: nil)
    }

    private func context(_ number: Int, attempt: Int) -> ActivityContext {
        let cause = Cause.stimulus("test", now: .sample)
        return ActivityContext(id: cause.inboxID, key: "app-\(number)", attempt: attempt, cause: cause)
    }

    @Test func `a vault whose disk is full makes applications wait, and takes them once there is room`() async throws {
        let disk = try #require(SmallDisk(kilobytes: 2048))
        let test = try await TestVault()
        let vault = try await test.reopened(keys: TestVault.oldKey, folder: disk.path)
        let takeIn = TakeIn(vault: vault, client: HTTPClient(rule: .publicOnly))
        try disk.fill()
        for number in 1...8 {
            let error = await #expect(throws: (any Error).self) {
                try await takeIn(try received(number), context(number, attempt: 1))
            }
            #expect((error as? any Classified)?.kind == .environment, "\(String(describing: error))")
        }
        disk.makeRoom()
        for number in 1...8 {
            let admitted = try await takeIn(try received(number), context(number, attempt: 2))
            #expect(admitted.resume.isReadable)
        }
    }

    @Test func `a sandbox without room for the résumé's file makes it wait`() async throws {
        let disk = try #require(SmallDisk(kilobytes: 64))
        try disk.fill()
        let command = Command("cat", ["resume.pdf"], files: ["resume.pdf": [UInt8](repeating: 1, count: 100_000)])
        let error = await #expect(throws: SandboxError.self) {
            try await Sandbox.run(command, isolation: .limitsOnly, temporaryFolder: disk.path)
        }
        #expect(error?.kind == .environment, "\(String(describing: error))")
        #expect(error.map { ExtractionError($0) { _ in .damaged }.failure.kind } == .environment)
    }
}
