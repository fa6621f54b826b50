/// The members of one object.
struct JSONObjectReading<Key: CodingKey>: KeyedDecodingContainerProtocol {
    private let tape: JSONTape
    private let object: Int

    init(_ node: JSONNode) throws(JSONError) {
        guard node.tape.tokens[node.index].kind == .object else {
            throw node.tape.error(.mismatch(expected: "an object"), at: node.index)
        }
        tape = node.tape
        object = node.index
    }

    var codingPath: [any CodingKey] { tape.steps(to: object) }

    var allKeys: [Key] {
        var keys: [Key] = []
        keys.reserveCapacity(Int(tape.tokens[object].count))
        var token = object + 1
        for _ in 0..<tape.tokens[object].count {
            if let key = Key(stringValue: tape.text(at: token)) { keys.append(key) }
            token = Int(tape.tokens[token + 1].next)
        }
        return keys
    }

    func contains(_ key: Key) -> Bool { tape.find(key.stringValue, in: object) != nil }

    @inline(__always)
    private func value(_ key: any CodingKey) throws(JSONError) -> Int {
        guard let value = tape.find(key.stringValue, in: object) else {
            throw tape.error(.missing(key: JSONKey(stringValue: key.stringValue).shown), at: object)
        }
        return value
    }

    @inline(__always)
    private func present(_ key: Key) -> Int? {
        guard let value = tape.find(key.stringValue, in: object), !tape.isNull(at: value) else { return nil }
        return value
    }

    func decodeNil(forKey key: Key) throws -> Bool { tape.isNull(at: try value(key)) }
    func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool { try tape.bool(at: value(key)) }
    func decode(_ type: String.Type, forKey key: Key) throws -> String { try tape.string(at: value(key)) }
    func decode(_ type: Double.Type, forKey key: Key) throws -> Double { try tape.double(at: value(key)) }
    func decode(_ type: Float.Type, forKey key: Key) throws -> Float { try tape.float(at: value(key)) }
    func decode(_ type: Int.Type, forKey key: Key) throws -> Int { try tape.integer(at: value(key), as: type) }
    func decode(_ type: Int8.Type, forKey key: Key) throws -> Int8 { try tape.integer(at: value(key), as: type) }
    func decode(_ type: Int16.Type, forKey key: Key) throws -> Int16 { try tape.integer(at: value(key), as: type) }
    func decode(_ type: Int32.Type, forKey key: Key) throws -> Int32 { try tape.integer(at: value(key), as: type) }
    func decode(_ type: Int64.Type, forKey key: Key) throws -> Int64 { try tape.integer(at: value(key), as: type) }
    func decode(_ type: UInt.Type, forKey key: Key) throws -> UInt { try tape.integer(at: value(key), as: type) }
    func decode(_ type: UInt8.Type, forKey key: Key) throws -> UInt8 { try tape.integer(at: value(key), as: type) }
    func decode(_ type: UInt16.Type, forKey key: Key) throws -> UInt16 { try tape.integer(at: value(key), as: type) }
    func decode(_ type: UInt32.Type, forKey key: Key) throws -> UInt32 { try tape.integer(at: value(key), as: type) }
    func decode(_ type: UInt64.Type, forKey key: Key) throws -> UInt64 { try tape.integer(at: value(key), as: type) }

    func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T {
        try T(from: JSONNode(tape: tape, index: value(key)))
    }

    func decodeIfPresent(_ type: String.Type, forKey key: Key) throws -> String? {
        guard let value = present(key) else { return nil }
        return try tape.string(at: value)
    }

    func decodeIfPresent<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T? {
        guard let value = present(key) else { return nil }
        return try T(from: JSONNode(tape: tape, index: value))
    }

    func nestedContainer<Inner: CodingKey>(
        keyedBy type: Inner.Type, forKey key: Key
    ) throws -> KeyedDecodingContainer<Inner> {
        try JSONNode(tape: tape, index: value(key)).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        try JSONNode(tape: tape, index: value(key)).unkeyedContainer()
    }

    func superDecoder() throws -> any Decoder { JSONNode(tape: tape, index: try value(JSONKey.super)) }
    func superDecoder(forKey key: Key) throws -> any Decoder { JSONNode(tape: tape, index: try value(key)) }
}
