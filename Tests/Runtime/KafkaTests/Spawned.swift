import Foundation
import Testing

/// A child process that can be killed and waited for from any thread. (Foundation's `Process` needs the run loop of
/// the thread that started it.)
final class Spawned: @unchecked Sendable {
    // Sendable by hand: the identifier never changes; ending is under the lock.
    let identifier: pid_t
    private let lock = NSLock()
    private var hasEnded = false

    /// - Parameter output: the file its output is added to.
    init(_ command: [String], environment: [String: String] = [:], output: String = "/dev/null") throws {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_APPEND, 0o644)
        posix_spawn_file_actions_adddup2(&actions, 1, 2)
        let variables = ProcessInfo.processInfo.environment.merging(environment) { _, ours in ours }
        var arguments: [UnsafeMutablePointer<CChar>?] = (["/usr/bin/env"] + command).map { strdup($0) } + [nil]
        var settings: [UnsafeMutablePointer<CChar>?] = variables.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for pointer in arguments + settings { free(pointer) } }
        var identifier = pid_t()
        let code = posix_spawn(&identifier, "/usr/bin/env", &actions, nil, &arguments, &settings)
        try #require(code == 0)
        self.identifier = identifier
    }

    /// Kills it if it still runs, and waits for its end.
    func end() { _ = wait(killing: true) }

    /// Waits for its end; 0 when it succeeded.
    @discardableResult
    func wait(killing: Bool = false) -> Int32 {
        lock.withLock {
            guard !hasEnded else { return 0 }
            if killing { kill(identifier, SIGKILL) }
            var status: Int32 = 0
            while waitpid(identifier, &status, 0) < 0, errno == EINTR {}
            hasEnded = true
            return status
        }
    }

    /// The last line a command prints, or nil when it fails.
    static func answer(_ command: [String]) -> String? {
        let file = FileManager.default.temporaryDirectory.appending(path: unique("colloquy-answer")).path
        defer { try? FileManager.default.removeItem(atPath: file) }
        guard let child = try? Spawned(["sh", "-c", "exec \"$@\" 2>/dev/null", "sh"] + command, output: file),
            child.wait() == 0, let bytes = FileManager.default.contents(atPath: file)
        else { return nil }
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n").last.map(String.init)
    }
}
