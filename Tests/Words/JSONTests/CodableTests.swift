import JSON
import Testing

/// The whole of `Codable` over our reader and writer.
struct CodableTests {
    private func text(_ value: some Encodable) throws -> String {
        String(decoding: try JSON.encode(value), as: UTF8.self)
    }

    enum Channel: String, Codable { case mail, sms }

    struct Answer: Codable, Equatable {
        var id: String
        var score: Int
        var weight: Double?
        var channel: Channel
        var tags: [String]
        var parts: [String: Int]
        var inner: [Inner]?

        struct Inner: Codable, Equatable { var on: Bool }
    }

    @Test func `fields keep their order and dictionaries are sorted`() throws {
        let answer = Answer(
            id: "a\"1", score: -5, weight: 0.1, channel: .sms, tags: ["x", ""],
            parts: ["b": 2, "a b": 3, "a": 1, "é": 4, "Z": 0], inner: [.init(on: true)])
        let expected =
            #"{"id":"a\"1","score":-5,"weight":0.1,"channel":"sms","tags":["x",""],"#
            + #""parts":{"Z":0,"a":1,"a b":3,"b":2,"é":4},"inner":[{"on":true}]}"#
        #expect(try text(answer) == expected)
        #expect(try JSON.decode(Answer.self, from: expected) == answer)
    }

    @Test func `an optional may be absent or null, and unknown keys are ignored`() throws {
        let short = #"{"score":1,"x":{"y":[1]},"id":"a","channel":"mail","tags":[],"parts":{},"weight":null}"#
        let answer = try JSON.decode(Answer.self, from: short)
        #expect(answer.weight == nil && answer.inner == nil && answer.score == 1)
    }

    @Test(arguments: [
        (#"{"score":1}"#, "the key id is missing at byte 0"),
        (#"{"id":7}"#, "String expected at id, byte 6"),
        (#"{"id":"a","score":"Li Lei"}"#, "Int expected at score, byte 19"),
        (#"{"id":"a","score":1,"channel":"fax"}"#, "value refused by its type at channel, byte 31"),
        (#"{"id":"a","score":1,"channel":"sms","tags":["a",1]}"#, "String expected at tags[1], byte 48"),
        (
            #"{"id":"a","score":1,"channel":"sms","tags":[],"parts":{"x":1.5}}"#,
            "number out of range for Int at parts.x, byte 59"
        ),
        (#"[1]"#, "an object expected at byte 0"),
    ])
    func `a wrong document is refused with its path`(document: String, message: String) throws {
        let error = try #require(throws: JSONError.self) { try JSON.decode(Answer.self, from: document) }
        #expect(error.description == message)
    }

    @Test func `integers fit their width or are refused`() throws {
        func check<T: FixedWidthInteger & Codable>(_ type: T.Type) throws {
            for value in [T.min, T.max, 0, 1, 9, 10, 99, 100] {
                #expect(try JSON.decode(T.self, from: "\(value)") == value)
                #expect(try text(value) == "\(value)")
            }
            for wrong in ["\(T.max)0", "\(T.max)9", "0.5", "1e40", "\"1\"", "null", "-1\(T.max)"] {
                #expect(throws: JSONError.self) { try JSON.decode(T.self, from: wrong) }
            }
            #expect(try JSON.decode([T].self, from: "[1.0,1e2,100e-1]") == [1, 100, 10])
        }
        try check(Int.self)
        try check(Int8.self)
        try check(Int16.self)
        try check(Int32.self)
        try check(Int64.self)
        try check(UInt.self)
        try check(UInt8.self)
        try check(UInt16.self)
        try check(UInt32.self)
        try check(UInt64.self)
        #expect(throws: JSONError.self) { try JSON.decode(UInt8.self, from: "256") }
        #expect(throws: JSONError.self) { try JSON.decode(Int8.self, from: "-129") }
        #expect(throws: JSONError.self) { try JSON.decode(UInt.self, from: "-1") }
        #expect(throws: JSONError.self) { try JSON.decode(UInt64.self, from: "18446744073709551616") }
    }

    @Test(
        arguments: [
            (0.1, "0.1"), (5, "5"), (-0.0, "-0"), (1e16, "1e+16"), (1e-7, "1e-07"),
            (1.7976931348623157e308, "1.7976931348623157e+308"),
            (.leastNonzeroMagnitude, "5e-324"),
            (0.30000000000000004, "0.30000000000000004"), (123456789012345680, "1.2345678901234568e+17"),
        ] as [(Double, String)])
    func `a double is written as short as it reads back`(value: Double, expected: String) throws {
        #expect(try text(value) == expected)
        #expect(try JSON.decode(Double.self, from: expected) == value)
    }

    @Test func `what is not finite has no JSON`() throws {
        #expect(try #require(throws: JSONError.self) { try JSON.encode(["a": [1, Double.nan]]) }.path == "a[1]")
        #expect(throws: JSONError.self) { try JSON.encode(-Float.infinity) }
        #expect(throws: JSONError.self) { try JSON.decode(Double.self, from: "1e400") }
        #expect(throws: JSONError.self) { try JSON.decode(Float.self, from: "1e39") }
        #expect(try JSON.decode(Float.self, from: "0.1") == 0.1)
    }

    @Test func `memory that is used again gives the same as new memory, also after a failure`() throws {
        let scratch = JSONScratch()
        #expect(throws: JSONError.self) { try JSON.encode(["a": [1, Double.nan]], in: scratch) }
        #expect(String(decoding: try JSON.encode(["a": true], in: scratch), as: UTF8.self) == #"{"a":true}"#)
        func read(_ text: String) throws -> [String: [Int]] {
            try Array(text.utf8).withUnsafeBytes { try JSON.decode([String: [Int]].self, from: $0, in: scratch) }
        }
        #expect(throws: JSONError.self) { try read(#"{"a":[1,2,"#) }
        let long = Array(0..<1000)
        #expect(try read("{\"a\":\(long)}") == ["a": long])
        #expect(try read(#"{"b":[1]}"#) == ["b": [1]])
    }

    /// Keeps its decoder, as a type may.
    struct Keeper: Decodable {
        let decoder: any Decoder

        init(from decoder: any Decoder) throws { self.decoder = decoder }
    }

    @Test func `a decoder that was kept is not disturbed by what is read after it`() throws {
        let scratch = JSONScratch()
        let (first, second) = (Array("[1]".utf8), Array("[2]".utf8))
        try first.withUnsafeBytes { bytes in
            let keeper = try JSON.decode(Keeper.self, from: bytes, in: scratch)
            let next = try second.withUnsafeBytes { try JSON.decode([Int].self, from: $0, in: scratch) }
            #expect(next == [2])
            let kept = try [Int](from: keeper.decoder)
            #expect(kept == [1])
        }
    }

    @Test func `whatever stands wherever in a long text is read and written as in a short one`() throws {
        for place in [0, 1, 7, 8, 63, 64, 65, 100, 199] {
            for byte in UInt8.min...UInt8.max {
                var bytes = [UInt8](repeating: UInt8(ascii: "x"), count: 200)
                bytes[place] = byte
                let document = [UInt8(ascii: "\"")] + bytes + [UInt8(ascii: "\"")]
                let isPlain = (0x20..<0x80).contains(byte) && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
                let read = try? JSON.decode(String.self, from: document)
                #expect((read.map { Array($0.utf8) } == bytes) == isPlain, "byte \(byte) at \(place)")
                #expect(isPlain || read == nil)
            }
            for scalar in ["\"", "\\", "\u{0}", "\u{1F}", "\n", "\u{7F}", "é", "人", "😀", "\u{A0}", "\u{FF}"] {
                let text = String(repeating: "x", count: place) + scalar + String(repeating: "y", count: 200 - place)
                #expect(try JSON.decode(String.self, from: JSON.encode(text)) == text)
            }
        }
    }

    /// Writes into two nested containers by turns, with encoders for later.
    struct Woven: Codable, Equatable {
        enum Keys: String, CodingKey { case one, two, later, list }

        init() {}

        func encode(to encoder: any Encoder) throws {
            var root = encoder.container(keyedBy: Keys.self)
            var one = root.nestedContainer(keyedBy: Keys.self, forKey: .one)
            let later = root.superEncoder(forKey: .later)
            var two = root.nestedUnkeyedContainer(forKey: .two)
            try one.encode(1, forKey: .one)
            try two.encode("a")
            try root.encode(["k": [1]], forKey: .list)
            var inner = two.nestedContainer(keyedBy: Keys.self)
            try one.encode(2, forKey: .two)
            try inner.encodeNil(forKey: .one)
            try two.encode("b")
            try ["z": 1, "y": 2].encode(to: later)
            _ = root.superEncoder()
        }

        init(from decoder: any Decoder) throws {
            let root = try decoder.container(keyedBy: Keys.self)
            let one = try root.nestedContainer(keyedBy: Keys.self, forKey: .one)
            #expect(try one.decode(Int.self, forKey: .two) == 2)
            var two = try root.nestedUnkeyedContainer(forKey: .two)
            #expect(throws: (any Error).self) { try two.decode(Int.self) }
            #expect(try two.decode(String.self) == "a")
            #expect(try two.nestedContainer(keyedBy: Keys.self).decodeNil(forKey: .one))
            #expect(try two.decodeNil() == false)
            #expect(try two.decode(String.self) == "b" && two.isAtEnd && two.currentIndex == 3)
            #expect(try [String: Int](from: root.superDecoder(forKey: .later)) == ["y": 2, "z": 1])
            _ = try root.superDecoder().container(keyedBy: Keys.self)
            #expect(root.codingPath.isEmpty && one.codingPath.map(\.stringValue) == ["one"])
        }
    }

    @Test func `nested containers may be written by turns`() throws {
        let expected =
            #"{"one":{"one":1,"two":2},"later":{"y":2,"z":1},"two":["a",{"one":null},"b"],"list":{"k":[1]},"super":{}}"#
        #expect(try text(Woven()) == expected)
        #expect(try text(["x": [Woven()], "w": []]) == "{\"w\":[],\"x\":[\(expected)]}")
        _ = try JSON.decode(Woven.self, from: expected)
    }

    class Parent: Codable {
        var name = "p"
    }

    final class Child: Parent {
        var age = 3
        private enum CodingKeys: CodingKey { case age }

        override init() { super.init() }

        required init(from decoder: any Decoder) throws {
            age = try decoder.container(keyedBy: CodingKeys.self).decode(Int.self, forKey: .age)
            try super.init(from: decoder)
        }

        override func encode(to encoder: any Encoder) throws {
            try super.encode(to: encoder)
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(age, forKey: .age)
        }
    }

    @Test func `a container asked for twice is the same`() throws {
        #expect(try text(Child()) == #"{"name":"p","age":3}"#)
        let child = try JSON.decode(Child.self, from: #"{"age":4,"name":"q"}"#)
        #expect(child.age == 4 && child.name == "q")
    }

    enum Step: Codable, Equatable {
        case held(reason: String)
        case passed
    }

    @Test func `enums with values, optionals in arrays and integer keys survive`() throws {
        #expect(try text([Step.held(reason: "x"), .passed]) == #"[{"held":{"reason":"x"}},{"passed":{}}]"#)
        let steps = try JSON.decode([Step].self, from: #"[{"held":{"reason":"x"}},{"passed":{}}]"#)
        #expect(steps == [.held(reason: "x"), .passed])
        #expect(try text([1, nil] as [Int?]) == "[1,null]")
        #expect(try JSON.decode([Int?].self, from: "[1,null]") == [1, nil])
        #expect(try text([10: "a", 9: "b"]) == #"{"10":"a","9":"b"}"#)
        #expect(try JSON.decode([Int: String].self, from: #"{"10":"a"}"#) == [10: "a"])
        #expect(try text(String?.none) == "null")
    }
}
