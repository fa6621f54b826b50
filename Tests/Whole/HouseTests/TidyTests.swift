import Events
import Foundation
import Testing

/// The house rules that a reader could check with the eye, checked by a machine.
struct TidyTests {
    /// Words of standards: RFC 4648, and the data key of envelope encryption.
    private static let exempt: Set<String> = ["Base64", "DataKey"]

    private func flaws(
        _ sources: [Checkout.Source] = Checkout.sources, _ find: (Checkout.Source) -> [(Int, String)]
    ) -> [String] {
        sources.flatMap { source in find(source).map { "\(source.path):\($0.0): \($0.1)" } }
    }

    private func matches(
        _ source: Checkout.Source, _ pattern: String, _ message: String
    ) -> [(Int, String)] {
        source.code.compactMap { line in
            line.text.range(of: pattern, options: .regularExpression) == nil ? nil : (line.number, message)
        }
    }

    @Test func `a file has at most 400 lines`() {
        let found = flaws { source in
            source.lines.count > 401
                ? [(source.lines.count, "split it: one idea per file")] : []
        }
        #expect(found == [])
    }

    @Test func `a function has at most 60 lines`() {
        let found = flaws { source in
            var found: [(Int, String)] = []
            var start: (line: Int, indent: Int)?
            for (index, line) in source.lines.enumerated() {
                let indent = line.prefix { $0 == " " }.count
                if start == nil, TidyTests.beginsFunction(line) {
                    start = (index, indent)
                } else if let begun = start, indent == begun.indent, line.dropFirst(indent).hasPrefix("}") {
                    if index - begun.line > 60 { found.append((begun.line + 1, "split it")) }
                    start = nil
                } else if let begun = start, index > begun.line, TidyTests.beginsFunction(line), indent <= begun.indent
                {
                    start = (index, indent)
                }
            }
            return found
        }
        #expect(found == [])
    }

    private static func beginsFunction(_ line: String) -> Bool {
        let pattern =
            #"^\s*(@\w+(\(.*\))? )*((package|private|static|mutating|final|override|nonisolated) )*(func|init)\b"#
        return line.range(of: pattern, options: .regularExpression) != nil && !line.hasSuffix("}")
    }

    /// A part of a type that would be longer than a file may be has a subject, and its name: `Vault+Erasure`.
    @Test func `no type lies in two halves`() {
        var found: [String] = []
        for source in Checkout.sources where source.name.contains("+") {
            let name = String(source.name.prefix { $0 != "+" })
            let module = source.path.split(separator: "/").prefix(source.hasPrefix("Tools/") ? 2 : 3)
                .joined(separator: "/")
            let whole = Checkout.sources.filter {
                $0.hasPrefix(module + "/") && ($0.name == "\(name).swift" || $0.name.hasPrefix("\(name)+"))
            }
            guard whole.contains(where: { $0.name == "\(name).swift" }),
                whole.reduce(0, { $0 + $1.lines.count }) <= 400
            else { continue }
            var isHalf = false
            for line in source.code {
                if !line.text.hasPrefix(" "), !line.text.isEmpty, !line.text.hasPrefix("}") {
                    isHalf = line.text.hasPrefix("extension \(name) {")
                }
                guard isHalf, line.text.hasPrefix("    "), TidyTests.beginsFunction(String(line.text.dropFirst(4))),
                    !line.text.dropFirst(4).hasPrefix(" ")
                else { continue }
                found.append("\(source.path):\(line.number): it belongs into \(name).swift")
                break
            }
        }
        #expect(found == [])
    }

    @Test func `what is told of an error is harmless`() {
        let telling = Checkout.sources.filter {
            ["Shared/Runtime/Flow/", "Shared/Runtime/Kernel/", "Shared/Runtime/Host/", "Services/"].contains(
                where: $0.path.hasPrefix)
        }
        #expect(telling.count > 200)
        let found = flaws(telling) {
            matches($0, #"\\\(error\)"#, "say harmlessDescription(of: error): an error may quote what is personal")
        }
        #expect(found == [])
    }

    @Test func `types and files are not named after nothing`() {
        let banned = ["Manager", "Helper", "Util", "Common", "Base", "Impl", "Data", "Info", "Processor", "Handler"]
        let found = flaws(Checkout.sources.filter { !$0.isTest }) { source in
            source.code.compactMap { line in
                let pattern = #"\b(class|struct|enum|actor|protocol|typealias) (\w+)"#
                guard let range = line.text.range(of: pattern, options: .regularExpression) else { return nil }
                let name = String(line.text[range].split(separator: " ")[1])
                let words = name.matches(of: /[A-Z][a-z0-9]*/).map { String($0.0) }
                guard let part = banned.first(where: { words.contains($0) }), !TidyTests.exempt.contains(name) else {
                    return nil
                }
                return (line.number, "\(name): say what it does instead of \(part)")
            }
        }
        #expect(found == [])
    }

    @Test func `nothing traps where an error could be thrown`() {
        let found = flaws(Checkout.sources.filter { !$0.isTest }) { source in
            matches(source, #"\btry!"#, "throw, or use a literal that cannot fail")
                + matches(source, #"\bas!"#, "use as? and say what happens otherwise")
                + matches(source, #"\bfatalError\("#, "throw a typed error; preconditions are for bugs")
        }
        #expect(found == [])
    }

    @Test func `nothing is left for later`() {
        let found = flaws { source in
            source.lines.enumerated().compactMap { index, line in
                line.range(of: #"\b(TODO|FIXME|HACK)\b|placeholder text"#, options: .regularExpression)
                    == nil
                    || source.name == "TidyTests.swift" ? nil : (index + 1, "do it, or write an issue")
            }
        }
        #expect(found == [])
    }

    @Test func `what is unchecked says why`() {
        let found = flaws(Checkout.sources.filter { !$0.isTest }) { source in
            source.lines.enumerated().compactMap { index, line in
                guard line.contains("@unchecked Sendable") || line.contains("nonisolated(unsafe)"), !line.contains("//")
                else {
                    return nil
                }
                let around = source.lines[max(0, index - 4)...min(source.lines.count - 1, index + 3)]
                return around.contains { $0.contains("//") } ? nil : (index + 1, "say why it is safe")
            }
        }
        #expect(found == [])
    }

    @Test func `pure code reads no clock and throws no dice`() {
        let found = flaws(Checkout.sources.filter(\.isPure)) { source in
            matches(source, #"\bDate\(\)|ContinuousClock|clock_gettime|\.now\(\)"#, "time comes in with the cause")
                + matches(
                    source, #"\bUUID\(\)|\.random\(|SystemRandomNumberGenerator"#,
                    "identities are derived from the cause")
                + matches(source, #"\bprint\("#, "pure code says nothing")
        }
        #expect(found == [])
    }

    @Test func `nobody prints`() {
        let found = flaws(Checkout.sources.filter { !$0.isTest }) {
            matches($0, #"(^|[^\w.])print\("#, "use the logger, or say()")
        }
        #expect(found == [])
    }

    @Test func `a topic's name stands in one place`() {
        let names = Topic.all.map(\.name)
        let found = flaws(Checkout.sources.filter { !$0.isTest && $0.path != "Shared/Words/Events/Topic.swift" }) {
            source in
            source.lines.enumerated().compactMap { index, line in
                names.contains { line.contains("\"\($0)\"") } ? (index + 1, "use Topic") : nil
            }
        }
        #expect(found == [])
    }

    @Test func `SQL stands only where states are stored`() {
        let places = ["Shared/Runtime/Postgres/", "Shared/Runtime/Vault/", "Tools/"]
        let found = flaws(
            Checkout.sources.filter { source in
                !source.isTest && !places.contains { source.path.hasPrefix($0) } && !source.name.hasSuffix("+SQL.swift")
            }
        ) { source in
            source.lines.enumerated().compactMap { index, line in
                line.range(
                    of: #""\s*(SELECT|INSERT INTO|UPDATE|DELETE FROM|CREATE TABLE) (?!1")"#, options: .regularExpression
                ) == nil
                    ? nil : (index + 1, "SQL goes into <State>+SQL.swift")
            }
        }
        #expect(found == [])
    }

    /// A table of somebody else's knowledge says whose it is, under which licence, and what makes it.
    @Test func `a table names its source, its licence and its script`() {
        let tables = ["Shared", "Services"].flatMap { Checkout.files(under: $0) }.filter {
            $0.contains("/Tables/") && $0.hasSuffix(".txt")
        }
        #expect(tables.count >= 2)
        for table in tables {
            let head = (Checkout.text(table) ?? "").split(separator: "\n").prefix { $0.hasPrefix("#") }
                .joined(separator: "\n")
            let script = head.firstMatch(of: /Made by (\S+)\./).map { String($0.1) } ?? ""
            #expect(Checkout.text(script)?.contains(table) == true, "\(table) does not name the script that makes it")
            let licences = ["MIT", "Apache-2.0", "Unicode-DFS-2016"]
            #expect(licences.contains { head.contains($0) }, "\(table) names no licence")
        }
    }

    @Test func `nothing is public`() {
        let found = flaws {
            matches(
                $0,
                #"^\s*(public|open) (final |static )?(class|struct|enum|actor|protocol|func|var|let|init|extension|typealias)\b"#,
                "package reaches everything")
        }
        #expect(found == [])
    }

    @Test func `every setting of the example is read somewhere`() {
        guard let example = Checkout.text(".env.example") else { return }
        let code = Checkout.sources.filter { !$0.isTest }.flatMap(\.lines).joined(separator: "\n")
        let compose = Checkout.text("docker-compose.yml") ?? ""
        for match in example.matches(of: /(?m)^#? ?([A-Z][A-Z0-9_]+)=/) {
            let key = String(match.1)
            // `KEY_FILE` is `KEY` in a file.
            let name = key.hasSuffix("_FILE") ? String(key.dropLast(5)) : key
            #expect(code.contains("\"\(name)") || compose.contains("${\(key)"), "nobody reads \(key)")
        }
    }

    @Test func `documents name files that exist`() throws {
        for path in Checkout.files(under: "docs").filter({ $0.hasSuffix(".md") }) + [
            "README.md", "ARCHITECTURE.md", "STYLE.md",
        ] {
            guard let text = Checkout.text(path) else { continue }
            let folder = path.split(separator: "/").dropLast().joined(separator: "/")
            for match in text.matches(of: /\]\((?!https?:|#|mailto:)([^)#]+)(#[^)]*)?\)/) {
                let target = String(match.1)
                let file = Checkout.top.appending(path: folder).appending(path: target).standardizedFileURL
                #expect(
                    FileManager.default.fileExists(atPath: file.path), "\(path) points to \(target), which is not there"
                )
            }
        }
    }
}
