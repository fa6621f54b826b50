import Foundation
import Testing

/// What nobody uses goes. What only tests use serves nobody either, unless it says here whom.
struct DeadCodeTests {
    /// Names that occur nowhere but where they are declared, and why they stay.
    private static let kept: [String: String] = [
        "allKeys": "KeyedDecodingContainerProtocol asks for it",
        "decodeIfPresent": "KeyedDecodingContainerProtocol asks for it",
        "decodeNil": "the containers of Decoder ask for it",
        "nestedContainer": "the containers of Decoder and Encoder ask for it",
        "nestedUnkeyedContainer": "the containers of Decoder and Encoder ask for it",
        "superDecoder": "the containers of Decoder ask for it",
        "enqueue": "SerialExecutor asks for it",
        "unownedExecutor": "Actor asks for it",
        "addressCount": "a test counts what an attacker can make us remember",
        "textSample": "tests of several services ask a question that is answered by a text",
        "createBucket": "tests make the bucket that an operator would have made",
    ]
    /// Modules for tests.
    private static let apart = ["Tests/", "Shared/Testing/FlowTesting/", "Shared/Testing/VaultTesting/"]

    private struct Declaration {
        let name: String
        let place: String
    }

    @Test func `what is declared is used by more than its tests`() {
        let sources = Checkout.sources.filter { source in !Self.apart.contains { source.path.hasPrefix($0) } }
        let dead = Self.dead(in: sources).filter { Self.kept[$0.name] == nil }
        #expect(sources.count > 400)
        #expect(
            dead.map { "\($0.place): nobody uses \($0.name); delete it, or say in DeadCodeTests why it stays" } == [])
    }

    @Test(arguments: [
        ("package func idle() {}", ["idle"]), ("    package static let most = 1", ["most"]),
        ("package func idle() {}\npackage func idle(twice: Bool) {}", ["idle", "idle"]),
        ("func work() {}\n// work()", ["work"]), ("func work() {}\nlet done = \"work\"", ["work", "done"]),
        ("func work() {}\nlet done = \"\\(work())\"\nlet end = done", ["end"]),
        ("private let hidden = 1", []), ("func work() { work() }", []),
    ])
    func `a declaration whose name comes up nowhere else is found`(code: String, names: [String]) {
        let source = Checkout.Source(path: "Shared/A.swift", lines: code.components(separatedBy: "\n"))
        #expect(Self.dead(in: [source]).map(\.name) == names)
    }

    private static func dead(in sources: [Checkout.Source]) -> [Declaration] {
        var counts: [String: Int] = [:]
        var declarations: [Declaration] = []
        for source in sources {
            let lines = SwiftCode.of(source.lines.joined(separator: "\n")).split(
                separator: "\n", omittingEmptySubsequences: false)
            for (index, line) in lines.enumerated() {
                let words = SwiftCode.words(of: line)
                for word in words { counts[String(word), default: 0] += 1 }
                guard let name = declared(by: line, words) else { continue }
                declarations.append(Declaration(name: name, place: "\(source.path):\(index + 1)"))
            }
        }
        for declaration in declarations { counts[declaration.name, default: 0] -= 1 }
        return declarations.filter { counts[$0.name] == 0 }
    }

    /// What other files may use: declared at the top of a file, in a type, or as `package`.
    private static func declared(by line: Substring, _ words: [Substring]) -> String? {
        guard let index = words.firstIndex(where: { keywords.contains(String($0)) }), index + 1 < words.count,
            words[..<index].allSatisfy({ modifiers.contains(String($0)) })
        else { return nil }
        let before = words[..<index]
        let isLocal = ["let", "var"].contains(words[index]) && line.prefix { $0 == " " }.count > 4
        guard !before.contains("private") || line.contains("private(set)"), !before.contains("fileprivate"),
            !before.contains("override"), !isLocal || before.contains("package")
        else { return nil }
        return String(words[index + 1])
    }

    private static let keywords: Set = [
        "func", "let", "var", "struct", "enum", "class", "actor", "protocol", "typealias",
    ]
    private static let modifiers: Set = [
        "package", "private", "fileprivate", "static", "final", "override", "mutating", "nonisolated", "indirect",
        "lazy", "weak", "unowned", "unsafe", "consuming", "borrowing", "set", "inline", "__always", "never",
        "discardableResult", "Sendable", "TaskLocal", "main", "inlinable", "_specialize", "where",
    ]
}
