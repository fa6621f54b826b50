import Glibc

/// The operator's tool: everything one does to Colloquy from a terminal.
@main struct App {
    // swift-format-ignore
    static let commands: [Command] = [
        .demo,
        .up,
        .local,
        .topics,
        .acls,
        .migrate,
        .send,
        .trace,
        .deadLetters,
        .deliveries,
        .outbox,
        .verification,
        .erase,
        .links,
        .staff,
        .vault,
        .retention,
        .contract,
        .schemas,
        .tables,
        .new,
        .apiVersionsShim,
    ]

    /// The exit status for words that make no sense (sysexits.h: EX_USAGE).
    private static let misused: Int32 = 64

    /// On the main thread, because children ask for a signal when the thread that made them ends.
    @MainActor static func main() async {
        Progress.begin()
        let words = Array(CommandLine.arguments.dropFirst())
        guard let name = words.first, let command = commands.first(where: { $0.name == name }) else {
            say(help)
            exit(words.isEmpty || ["help", "--help", "-h"].contains(words[0]) ? 0 : App.misused)
        }
        // What follows `--` is another program's.
        let own = words.dropFirst().prefix { $0 != "--" }
        guard !own.contains("--help"), !own.contains("-h") else {
            say("Usage: colloquy \(command.usage)\n\(command.summary)")
            exit(0)
        }
        do {
            exit(try await command.run(Array(words.dropFirst())))
        } catch let error as WrongWords {
            complain("colloquy \(name): \(error)")
            exit(error.areMisspelt ? App.misused : 1)
        } catch {
            complain("colloquy \(name): \(error)")
            exit(1)
        }
    }

    private static var help: String {
        let lines = commands.map { "  colloquy \($0.usage)\n      \($0.summary)" }
        return (["Usage:"] + lines).joined(separator: "\n")
    }
}

/// Writes one line to standard output.
func say(_ line: String) {
    write(line + "\n", to: 1)
}

/// Writes one line to standard error.
func complain(_ line: String) {
    write(line + "\n", to: 2)
}

/// Unbuffered, so that what was said is seen even when the process is killed.
private func write(_ text: String, to descriptor: Int32) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
        let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
        guard count > 0 else { return }
        rest = rest.dropFirst(count)
    }
}
