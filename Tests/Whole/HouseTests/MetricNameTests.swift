import Foundation
import Testing

/// A metric has one name, in the code, in comments and in the documents.
struct MetricNameTests {
    private static let sources = Checkout.sources.filter { !$0.isTest }

    private static func names(in text: String) -> Set<String> {
        Set(text.matches(of: /\bcolloquy_[a-z0-9_]*[a-z0-9]/).map { String($0.0) })
    }

    /// The names that metrics are made with.
    private static let made: Set<String> = {
        let labels = sources.flatMap { source in
            source.lines.joined(separator: "\n").matches(of: /label: "(colloquy_[a-z0-9_]+)"/).map { String($0.1) }
        }
        return Set(labels)
    }()

    @Test func `what a comment or a document calls a metric is one`() {
        #expect(Self.made.count > 20)
        for source in Self.sources {
            for (index, line) in source.lines.enumerated() where line.contains("//") {
                let unknown = Self.names(in: line).subtracting(Self.made)
                #expect(unknown == [], "\(source.path):\(index + 1)")
            }
        }
        let documents = Checkout.files(under: "docs") + ["README.md", "ARCHITECTURE.md", "STYLE.md"]
        for document in documents where document.hasSuffix(".md") {
            let unknown = Self.names(in: Checkout.text(document) ?? "").subtracting(Self.made)
            #expect(unknown == [], "\(document)")
        }
    }

    @Test func `every metric is told to whoever runs the house`() {
        let told = Self.names(in: Checkout.text("docs/running.md") ?? "")
        #expect(Self.made.subtracting(told) == [])
    }
}
