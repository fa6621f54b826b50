import CRDKafka

/// The headers of a record that is being produced.
package struct KafkaHeaders {
    let pointer: OpaquePointer

    init?(countHint: Int) {
        guard let pointer = rd_kafka_headers_new(countHint) else { return nil }
        self.pointer = pointer
    }

    @inline(__always)
    package func add(_ name: StaticString, _ value: UnsafeRawBufferPointer) {
        name.withUTF8Buffer { add(UnsafeRawBufferPointer($0), value) }
    }

    @inline(__always)
    package func add(_ name: StaticString, _ value: String) {
        var value = value
        value.withUTF8 { add(name, UnsafeRawBufferPointer($0)) }
    }

    /// A header whose name is only known at run time, as when a dead letter is replayed.
    package func add(_ name: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer) {
        // An empty value without an address would be a null header.
        rd_kafka_header_add(
            pointer, name.baseAddress?.assumingMemoryBound(to: CChar.self), name.count,
            value.baseAddress ?? UnsafeRawPointer(pointer), value.count)
    }

    package func add(name: String, value: [UInt8]) {
        var name = name
        name.withUTF8 { name in value.withUnsafeBytes { add(UnsafeRawBufferPointer(name), $0) } }
    }

    func destroy() { rd_kafka_headers_destroy(pointer) }
}
