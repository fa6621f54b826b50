/// The elements of one array, in order.
struct JSONArrayReading: UnkeyedDecodingContainer {
    private let tape: JSONTape
    private let array: Int
    private var token: Int
    private(set) var currentIndex = 0

    init(_ node: JSONNode) throws(JSONError) {
        guard node.tape.tokens[node.index].kind == .array else {
            throw node.tape.error(.mismatch(expected: "an array"), at: node.index)
        }
        tape = node.tape
        array = node.index
        token = node.index + 1
    }

    var codingPath: [any CodingKey] { tape.steps(to: array) }
    var count: Int? { Int(tape.tokens[array].count) }
    var isAtEnd: Bool { currentIndex == Int(tape.tokens[array].count) }

    /// Reads the element and moves on, but stays when it is not what was asked for.
    @inline(__always)
    private mutating func next<T>(_ read: (JSONNode) throws -> T) throws -> T {
        guard !isAtEnd else { throw tape.error(.mismatch(expected: "one more element"), at: array) }
        let value = try read(JSONNode(tape: tape, index: token))
        token = Int(tape.tokens[token].next)
        currentIndex += 1
        return value
    }

    mutating func decodeNil() throws -> Bool {
        guard !isAtEnd else { throw tape.error(.mismatch(expected: "one more element"), at: array) }
        guard tape.isNull(at: token) else { return false }
        return try next { _ in true }
    }

    mutating func decode(_ type: Bool.Type) throws -> Bool { try next { try $0.decode(type) } }
    mutating func decode(_ type: String.Type) throws -> String { try next { try $0.decode(type) } }
    mutating func decode(_ type: Double.Type) throws -> Double { try next { try $0.decode(type) } }
    mutating func decode(_ type: Float.Type) throws -> Float { try next { try $0.decode(type) } }
    mutating func decode(_ type: Int.Type) throws -> Int { try next { try $0.decode(type) } }
    mutating func decode(_ type: Int8.Type) throws -> Int8 { try next { try $0.decode(type) } }
    mutating func decode(_ type: Int16.Type) throws -> Int16 { try next { try $0.decode(type) } }
    mutating func decode(_ type: Int32.Type) throws -> Int32 { try next { try $0.decode(type) } }
    mutating func decode(_ type: Int64.Type) throws -> Int64 { try next { try $0.decode(type) } }
    mutating func decode(_ type: UInt.Type) throws -> UInt { try next { try $0.decode(type) } }
    mutating func decode(_ type: UInt8.Type) throws -> UInt8 { try next { try $0.decode(type) } }
    mutating func decode(_ type: UInt16.Type) throws -> UInt16 { try next { try $0.decode(type) } }
    mutating func decode(_ type: UInt32.Type) throws -> UInt32 { try next { try $0.decode(type) } }
    mutating func decode(_ type: UInt64.Type) throws -> UInt64 { try next { try $0.decode(type) } }

    mutating func decode<T: Decodable>(_ type: T.Type) throws -> T {
        try next { try T(from: $0) }
    }

    mutating func nestedContainer<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        try next { try $0.container(keyedBy: type) }
    }

    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
        try next { try $0.unkeyedContainer() }
    }

    mutating func superDecoder() throws -> any Decoder { try next { $0 } }
}
