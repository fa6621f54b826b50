import JSON
import Testing

/// What RFC 8259 allows and forbids, in the manner of JSONTestSuite (y_ and n_ cases).
struct GrammarTests {
    @Test(arguments: [
        "null", " true ", "false\n", "0", "-0", "-1", "1e5", "1E+5", "0.5e-3", "123456789012345678901234567890",
        "\"\"",
        "\"a/b\"", #""\"\\\/\b\f\n\r\t""#, #""\u0000""#, #""\ud83d\ude00""#, "\"\u{7F}\"", "\"😀 候选人\"", "[]",
        "[ ]", "[1,2]", "[null]", "[[],{}]", "{}", "{ \"a\" : 1 }", #"{"":0}"#, #"{"a":{"b":[{}]}}"#,
        "\t\r\n [ 1 , 2 ]\t", #"{"a":1,"A":2}"#, "\"\u{2028}\"", "[-0.0]", "[1e-2]", "\"\u{10FFFF}\"", "1e-999",
    ])
    func `a legal document is read`(text: String) throws {
        _ = try JSONValue(parsing: text)
    }

    @Test(arguments: [
        "", " ", "nul", "nulll", "True", "NaN", "Infinity", "-", "+1", "01", "-01", "1.", ".5", "1e", "1e+", "0x1",
        "1 2", "[1,]", "[,1]", "[1", "]", "[1}", "{", "{]", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{,}", "{a:1}",
        "{'a':1}", "{\"a\" 1}", "{\"a\":1 \"b\":2}", "{1:2}", "\"", "\"a", #""\"#, #""\x""#, #""\u12""#, #""\u12G4""#,
        "\"\n\"", "\"\u{1}\"", "\"\t\"", "[\"a\nb\"]", "[1]x", "[1] //c", "/*c*/1", "\u{FEFF}1", "[1 2]", "--1", "1-",
        "\u{A0}1", "{\"a\":1}}", "[]]", "tru", "falsey", "1,2", "[\"a\" \"b\"]", "-a", "2.e3", "0e", "1.2.3",
    ])
    func `a broken document is refused`(text: String) {
        #expect(throws: JSONError.self) { try JSONValue(parsing: text) }
    }

    @Test(arguments: [
        #""\ud800""#, #""\udc00""#, #""\ud800\ud800""#, #""\ud800x""#, #""\ud800\n""#, #""\udc00\ud800""#,
        #""\uD83D\u0041""#,
    ])
    func `half of a surrogate pair is refused`(text: String) throws {
        let error = try #require(throws: JSONError.self) { try JSONValue(parsing: text) }
        #expect(error.reason == .text)
        #expect(error.offset == 1)
    }

    @Test(
        arguments: [
            [0x80], [0xC0, 0x80], [0xC1, 0xBF], [0xC3], [0xC3, 0x28], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80],
            [0xE2, 0x82],
            [0xF0, 0x80, 0x80, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFF], [0xE2, 0x28, 0xA1],
        ] as [[UInt8]])
    func `bad UTF-8 is refused with its place`(bytes: [UInt8]) throws {
        let document = [0x22, 0x61] + bytes + [0x22]
        let error = try #require(throws: JSONError.self) { try JSONValue(parsing: document) }
        #expect(error.reason == .text)
        #expect(error.offset == 2)
    }

    @Test(arguments: [
        (#"{"a":1,"a":2}"#, 8), (#"{"a":1,"\u0061":2}"#, 8), (#"{"x":{"b":1,"b":1}}"#, 13),
    ])
    func `the same key twice is refused`(text: String, offset: Int) throws {
        let error = try #require(throws: JSONError.self) { try JSONValue(parsing: text) }
        #expect(error.reason == .duplicateKey)
        #expect(error.offset == offset)
    }

    @Test func `the same key twice is refused among many`() throws {
        let members = (0..<40).map { "\"k\($0)\":1" } + ["\"k7\":2"]
        let document = "{\(members.joined(separator: ","))}"
        let error = try #require(throws: JSONError.self) { try JSONValue(parsing: document) }
        #expect(error.reason == .duplicateKey)
    }

    @Test func `arrays and objects nest 64 deep and no deeper`() throws {
        let deepest = String(repeating: "[", count: 64) + String(repeating: "]", count: 64)
        let value = try JSONValue(parsing: deepest)
        #expect(try value.text() == deepest)
        let error = try #require(throws: JSONError.self) { try JSONValue(parsing: "[\(deepest)]") }
        #expect(error.reason == .depth)
        #expect(try #require(throws: JSONError.self) { try JSON.encode([value]) }.reason == .depth)
        #expect(throws: JSONError.self) { try JSONValue(parsing: String(repeating: "{\"a\":", count: 100_000)) }
    }

    @Test func `an error says where it is, and never what stood there`() throws {
        let text = #"{"person":{"names":["Li Lei", tru]}}"#
        let error = try #require(throws: JSONError.self) { try JSONValue(parsing: text) }
        #expect(error.path == "")
        #expect(error.offset == 33)
        #expect(error.description == "a value expected at byte 33")
        let twice = try #require(throws: JSONError.self) { try JSONValue(parsing: #"{"LiLei":{"a":1,"a":2}}"#) }
        #expect(twice.description == "an object has the same key twice at byte 17")
        let kind = try #require(throws: JSONError.self) {
            try JSON.decode([String: [Int]].self, from: #"{"Li Lei 李雷":["13812345678"]}"#)
        }
        #expect(kind.path == "…[0]" && !kind.description.contains("138"))
    }

    @Test func `long texts are read at every alignment`() throws {
        for length in 0..<70 {
            for special in ["", "\"", "\\", "\n", "é", "候", "😀", "\u{7F}", "\u{1F}"] {
                let text = String(repeating: "x", count: length) + special + "tail"
                #expect(try JSON.decode(String.self, from: JSON.encode(text)) == text)
            }
        }
    }
}
