import Foundation
import JSON
import Testing

struct ValueTests {
    @Test func `an object keeps the order of its members`() throws {
        let text = #"{"z":1,"a":[true,null,-1.5,"é\n"],"m":{"y":{},"b":9223372036854775807},"n":9223372036854775808}"#
        let value = try JSONValue(parsing: text)
        #expect(value["n"] == .double(9.223372036854775808e18))
        #expect(try value.text() == text.replacingOccurrences(of: "9223372036854775808", with: "9.223372036854776e+18"))
        #expect(value.object?.map(\.key) == ["z", "a", "m", "n"])
        #expect(value["a"]?[3]?.string == "é\n")
        #expect(value["m"]?["b"]?.integer == .max)
        #expect(value["a"]?[2]?.double == -1.5)
        #expect(value["q"] == nil && value[0] == nil && value["a"]?[4] == nil)
    }

    @Test func `literals build documents`() throws {
        let value: JSONValue = ["type": "object", "count": 3, "deep": [1.5, true, nil, []]]
        #expect(try value.text() == #"{"type":"object","count":3,"deep":[1.5,true,null,[]]}"#)
    }

    /// A generator with a seed, so that a failure can be run again.
    struct Seeded: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return (state ^ (state >> 33)) &* 0xFF51_AFD7_ED55_8CCD
        }
    }

    static func random(_ generator: inout Seeded, depth: Int = 0) -> JSONValue {
        switch Int.random(in: 0..<(depth < 5 ? 8 : 6), using: &generator) {
        case 0: return .null
        case 1: return .bool(.random(using: &generator))
        case 2:
            let shift = UInt64.random(in: 0..<64, using: &generator)
            return .integer(Int64(truncatingIfNeeded: generator.next() >> shift))
        case 3:
            let double = Double(bitPattern: generator.next())
            return .double(double.isFinite && Int64(exactly: double) == nil ? double : 0.5)
        case 4, 5: return .string(text(&generator))
        case 6:
            let count = Int.random(in: 0..<6, using: &generator)
            return .array((0..<count).map { _ in random(&generator, depth: depth + 1) })
        default:
            let count = Int.random(in: 0..<24, using: &generator)
            return .object(
                (0..<count).map { .init("\($0)\(text(&generator))", random(&generator, depth: depth + 1)) })
        }
    }

    static func text(_ generator: inout Seeded) -> String {
        let alphabet: [Character] = [
            "a", "Z", " ", "\"", "\\", "/", "\n", "\u{0}", "\u{1F}", "é", "候", "😀", "\u{7F}", "👩‍💻", "0",
        ]
        let count = Int.random(in: 0..<20, using: &generator)
        return String((0..<count).map { _ in alphabet.randomElement(using: &generator) ?? "x" })
    }

    @Test(arguments: 0..<100 as Range<UInt64>)
    func `what we write, we and Foundation read back alike`(seed: UInt64) throws {
        var generator = Seeded(state: seed)
        let value = ValueTests.random(&generator)
        let bytes = try JSON.encode(value)
        #expect(try JSONValue(parsing: bytes) == value)
        let theirs = try JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)
        let rewritten = try JSONSerialization.data(withJSONObject: theirs, options: .fragmentsAllowed)
        let again = try JSONValue(parsing: [UInt8](rewritten))
        #expect(sorted(again) == sorted(value))
    }

    /// Foundation keeps no order and may write a whole double as an integer.
    private func sorted(_ value: JSONValue) -> JSONValue {
        switch value {
        case .array(let elements): .array(elements.map(sorted))
        case .object(let members):
            .object(members.map { .init($0.key, sorted($0.value)) }.sorted { $0.key < $1.key })
        case .integer(let value): .double(Double(value))
        default: value
        }
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func `random damage never crashes, and what is still accepted Foundation accepts too`(seed: UInt64) throws {
        var generator = Seeded(state: seed &+ 1000)
        let whole = try JSON.encode(JSONValue.array([ValueTests.random(&generator), ValueTests.random(&generator)]))
        for _ in 0..<100 {
            var bytes = whole
            for _ in 0..<Int.random(in: 1..<4, using: &generator) {
                let index = Int.random(in: 0..<bytes.count, using: &generator)
                switch Int.random(in: 0..<4, using: &generator) {
                case 0: bytes[index] = UInt8.random(in: .min ... .max, using: &generator)
                case 1: bytes.remove(at: index)
                case 2: bytes.insert(Array("{}[],:\"\\u0e-1.".utf8).randomElement(using: &generator) ?? 0, at: index)
                default: bytes.removeSubrange(index...)
                }
                if bytes.isEmpty { bytes = [0] }
            }
            guard let value = try? JSONValue(parsing: bytes) else { continue }
            #expect(try JSONValue(parsing: JSON.encode(value)) == value)
            #expect(throws: Never.self) {
                try JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)
            }
        }
    }
}
