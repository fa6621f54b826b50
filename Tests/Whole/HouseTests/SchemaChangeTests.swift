import Foundation
import JSON
import Testing
import Topology

struct SchemaChangeTests {
    private static let old = #"""
        {"type":"object","properties":{"id":{"type":"string","maxLength":9},"n":{"type":"integer","minimum":0,"maximum":9},
        "kind":{"type":"string","enum":["a","b"]},"list":{"type":"array","maxItems":3,"items":{"type":"boolean"}}},
        "required":["id"]}
        """#

    private func flaws(_ replacing: String, _ with: String) throws -> [String] {
        let changed = SchemaChangeTests.old.replacingOccurrences(of: replacing, with: with)
        try #require(changed != SchemaChangeTests.old)
        return SchemaChange.breaking(
            from: try JSONValue(parsing: SchemaChangeTests.old), to: try JSONValue(parsing: changed))
    }

    @Test(arguments: [
        (#""kind":{"#, #""more":{"type":"boolean"},"kind":{"#), (#"["a","b"]"#, #"["a","b","c"]"#),
        (#""maxLength":9"#, #""maxLength":10"#), (#""minimum":0"#, #""minimum":-1"#), (#""maxItems":3,"#, ""),
    ])
    func `what only adds is allowed`(old: String, new: String) throws {
        #expect(try flaws(old, new) == [])
    }

    @Test(arguments: [
        (#""n":{"type":"integer","minimum":0,"maximum":9},"#, "", "n is gone"),
        (#""required":["id"]"#, #""required":["id","n"]"#, "the event now requires n"),
        (#""required":["id"]"#, #""required":[]"#, "the event no longer promises id"),
        (#"["a","b"]"#, #"["a"]"#, "kind lost b"),
        (#""maxLength":9"#, #""maxLength":8"#, "id has a narrower maxLength"),
        (#""n":{"type":"integer""#, #""n":{"type":"number""#, "n is of another type"),
        (#"{"type":"boolean"}"#, #"{"type":"string"}"#, "list[] is of another type"),
        (#""minimum":0"#, #""minimum":1"#, "n has a narrower minimum"),
    ])
    func `what breaks a reader or a writer is refused`(old: String, new: String, expected: String) throws {
        #expect(try flaws(old, new) == [expected])
    }
}
