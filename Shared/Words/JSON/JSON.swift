/// The house's own codec: `Codable` over bytes, strict RFC 8259, without Foundation.
///
/// Reading makes one pass that checks every byte and notes where each value lies, so unknown fields are checked too;
/// writing keeps the order of a type's fields and sorts the keys of dictionaries, so equal values give equal bytes
/// (sets, and dictionaries whose keys are not strings, keep the order of their hash: give those as arrays).
package enum JSON {
    /// How deep arrays and objects may nest, in both directions.
    package static let depthMax = 64
    /// The longest document that is read, in bytes.
    package static let bytesMax = 1 << 30

    /// The JSON of `value`, in memory that is good until the scratch is used again.
    package static func encode(
        _ value: some Encodable, in scratch: JSONScratch
    ) throws(JSONError) -> UnsafeRawBufferPointer {
        let writer = scratch.writer
        writer.reset()
        try write(value, to: writer)
        return writer.written
    }

    /// The JSON of `value`.
    package static func encode(_ value: some Encodable) throws(JSONError) -> [UInt8] {
        let writer = try written(value)
        return [UInt8](writer.written)
    }

    /// Reads one value that fills the whole buffer; the bytes are used during the call only.
    package static func decode<T: Decodable>(
        _ type: T.Type, from bytes: UnsafeRawBufferPointer
    ) throws(JSONError) -> T {
        let tape = JSONTape()
        try tape.scan(bytes)
        return try decode(type, from: tape)
    }

    /// The same with memory that is reused from call to call.
    package static func decode<T: Decodable>(
        _ type: T.Type, from bytes: UnsafeRawBufferPointer, in scratch: JSONScratch
    ) throws(JSONError) -> T {
        let tape = scratch.freeTape()
        try tape.scan(bytes)
        return try decode(type, from: tape)
    }

    private static func decode<T: Decodable>(_ type: T.Type, from tape: JSONTape) throws(JSONError) -> T {
        do {
            return try T(from: JSONNode(tape: tape, index: 0))
        } catch {
            throw tape.error(from: error)
        }
    }

    /// Reads one value that fills the whole array.
    package static func decode<T: Decodable>(_ type: T.Type, from bytes: [UInt8]) throws(JSONError) -> T {
        let result = bytes.withUnsafeBytes { buffer in
            Result { () throws(JSONError) -> T in try decode(type, from: buffer) }
        }
        return try result.get()
    }

    /// Reads one value that fills the whole text.
    package static func decode<T: Decodable>(_ type: T.Type, from text: String) throws(JSONError) -> T {
        var text = text
        let result = text.withUTF8 { buffer in
            Result { () throws(JSONError) -> T in try decode(type, from: UnsafeRawBufferPointer(buffer)) }
        }
        return try result.get()
    }

    private static func written(_ value: some Encodable) throws(JSONError) -> JSONWriter {
        let writer = JSONWriter(depthMax: depthMax)
        try write(value, to: writer)
        return writer
    }

    private static func write(_ value: some Encodable, to writer: JSONWriter) throws(JSONError) {
        do {
            try writer.value(value)
        } catch {
            throw writer.error(from: error)
        }
        if let failure = writer.failure { throw failure }
    }
}

/// Memory that one thread reuses for reading and writing many values.
package final class JSONScratch {
    let writer = JSONWriter(depthMax: JSON.depthMax)
    private var tape = JSONTape()

    package init() {}

    /// The tape read before, unless a type has kept its decoder.
    func freeTape() -> JSONTape {
        if !isKnownUniquelyReferenced(&tape) { tape = JSONTape() }
        return tape
    }
}
