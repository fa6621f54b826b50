import Events
import Foundation
import Testing
import Topology

/// What is easily forgotten when something is added.
struct CompletenessTests {
    @Test func `every service stands on the map`() {
        let folders = Checkout.files(under: "Services").compactMap { $0.split(separator: "/").dropFirst().first }
        let mapped = Set(ServiceMap.colloquy.services.map(\.name))
        for name in Set(folders.map { $0.lowercased() }).sorted() {
            #expect(mapped.contains(name), "\(name) has no row in Tools/Topology/ServiceMap.swift")
        }
    }

    @Test func `every submission, piece of work and timer has its row`() {
        let rows = ["Submission": "accept", "Work": "perform", "Timer": "wake", "StageTimer": "wake"]
        var names: Set<String> = []
        for source in Checkout.sources where source.hasPrefix("Services/") && source.path.contains("/Core/") {
            let service = source.path.split(separator: "/")[1]
            let table = Checkout.text("Services/\(service)/Core/Reactions.swift") ?? ""
            let text = source.lines.joined(separator: "\n")
            for match in text.matches(of: /struct (\w+): (\w+)[^{]*\{\n(?: *package)? *static let name = "([a-z-]+)"/) {
                guard let row = rows[String(match.2)] else { continue }
                let isThere = table.contains("\(row)(\(match.1).self")
                #expect(isThere, "\(source.path): \(match.1) has no row \(row)(\(match.1).self, …)")
                let isNew = names.insert("\(service)/\(match.3)").inserted
                #expect(isNew, "\(source.path): \(service) calls something else \(match.3), too")
            }
        }
        #expect(names.count > 30)
    }

    @Test func `every file that a document links to is there`() {
        let top = ["README.md", "ARCHITECTURE.md", "STYLE.md", "CONTRIBUTING.md", "CHANGELOG.md"]
        let documents = top + Checkout.files(under: "docs") + ["findings/README.md"]
        var count = 0
        for document in documents where document.hasSuffix(".md") {
            let folder = document.split(separator: "/").dropLast().joined(separator: "/")
            for match in (Checkout.text(document) ?? "").matches(of: /\]\(([^)#:\s]+)(#[^)]*)?\)/) {
                count += 1
                let url = URL(filePath: "/\(folder)/\(match.1)").standardized
                let path = String(url.path.dropFirst())
                let isThere = FileManager.default.fileExists(atPath: Checkout.top.appending(path: path).path)
                #expect(isThere, "\(document): there is no \(path)")
            }
        }
        #expect(count > 60)
    }

    @Test func `every event is in the catalogue`() {
        let known = Set(Catalogue.all.map { String(describing: $0) })
        for source in Checkout.sources where source.hasPrefix("Shared/Words/Events/") {
            for line in source.lines {
                guard let match = line.firstMatch(of: /^package struct (\w+): .*\bEvent\b/) else { continue }
                let name = String(match.1)
                let isKnown = known.contains(name)
                #expect(isKnown, "\(source.path): \(name) is in no list of Catalogue.all, in Catalogue.swift")
            }
        }
    }

    @Test func `every setting of a service stands in the example`() {
        let example = Checkout.text(".env.example") ?? ""
        for source in Checkout.sources where source.hasPrefix("Services/") && source.path.contains("/App/") {
            let text = source.lines.joined(separator: "\n")
            for match in text.matches(of: /(?:settings|config)\.[a-zA-Z]+\(\s*"([A-Z][A-Z0-9_]+)"/) {
                let key = String(match.1)
                let isNamed = example.contains("\n\(key)=") || example.contains("\n\(key)_FILE=")
                #expect(
                    isNamed,
                    "\(source.path) reads \(key), which .env.example does not name")
            }
        }
    }

    @Test func `every reason for a review has words in the mail to HR and in the console`() {
        let words = Checkout.text("Services/Notification/Core/Words.swift") ?? ""
        let console = Checkout.text("Services/Gateway/App/Staff/Words/CodeWords.swift") ?? ""
        var reasons: Set<String> = []
        for source in Checkout.sources where source.hasPrefix("Services/Workflow/Core/") {
            let text = source.lines.joined(separator: "\n")
            // What is asked, as it stands there or as one of two.
            for line in text.matches(of: /(?:\.ask\(|let reason = |var undelivered: )([^\n]*)/) {
                reasons.formUnion(line.1.matches(of: /"([a-z]+(?:-[a-z]+)+)"/).map { String($0.1) })
            }
            for constant in text.matches(of: /\n(?:private )?let \w+ = "([a-z]+(?:-[a-z]+)+)"/) {
                reasons.insert(String(constant.1))
            }
        }
        #expect(reasons.count >= 14)
        for reason in reasons {
            #expect(words.contains("\"\(reason)\": ("), "\(reason) is told to HR as a code")
            #expect(console.contains("\"why-\(reason)\": "), "\(reason) is shown to HR as a code")
        }
    }

    @Test func `every event has words in the course of an application`() {
        let words = Checkout.text("Services/Gateway/App/Staff/Words/EventWords.swift") ?? ""
        let events = Checkout.files(under: "Schemas").compactMap {
            $0.split(separator: "/").last?.split(separator: ".").first
        }
        #expect(events.count > 40)
        for event in events where event != "asyncapi" {
            #expect(words.contains("\"event-\(event)\": "), "\(event) is shown to HR as a code")
        }
    }

    @Test func `every table of words of the candidates' pages is checked`() {
        let all = Checkout.text("Services/Gateway/App/Candidate/Words/AllWords.swift") ?? ""
        for source in Checkout.sources where source.hasPrefix("Services/Gateway/App/Candidate/") {
            for match in source.lines.joined(separator: "\n").matches(of: /static let (\w+): PageWords = \[/) {
                #expect(all.contains(".\(match.1)"), "PageWords.all lacks \(match.1)")
            }
        }
    }

    @Test func `every topic is listed`() {
        let source = Checkout.sources.first { $0.path == "Shared/Words/Events/Topic.swift" }
        let declared = source?.lines.joined(separator: "\n").matches(of: /package static let (\w+) = Topic\(/) ?? []
        #expect(declared.count == Topic.all.count, "a topic is missing in Topic.all")
    }

    @Test func `every kind of evidence has a name`() {
        let words = Checkout.text("Services/Reporting/Core/Words.swift") ?? ""
        for source in Checkout.sources where source.hasPrefix("Services/Scoring/Core/") {
            for match in source.lines.joined(separator: "\n").matches(of: /\.show\(\s*"([a-z-]+)"/) {
                let kind = String(match.1)
                let isNamed = words.contains("case \"\(kind)\": Bilingual(")
                #expect(isNamed, "\(source.path) shows evidence of the kind \(kind), which Words.swift does not name")
            }
        }
    }

    @Test func `everything that would have earned points has a sentence`() {
        let words = Checkout.text("Services/Reporting/Core/ScoringWords.swift") ?? ""
        for source in Checkout.sources where source.hasPrefix("Services/Scoring/Core/") {
            let text = source.lines.joined(separator: "\n")
            // The code is the text behind the points, on this line or the next, or the two between which they choose.
            let codes =
                text.matches(of: /(?:\.lose\([^"]*|(?:missing|partly)Code: )"([a-z-]+)"/).map { String($0.1) }
                + text.matches(of: /> 0 \? "([a-z-]+)" : "([a-z-]+)"/).flatMap { [String($0.1), String($0.2)] }
            for code in codes {
                let isExplained = words.contains("\"\(code)\": Bilingual(")
                #expect(
                    isExplained,
                    "\(source.path) leaves points unearned for \(code), which ScoringWords.swift does not explain")
            }
        }
    }
}
