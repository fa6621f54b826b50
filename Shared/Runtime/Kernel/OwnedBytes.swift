/// Bytes at a place that does not move.
package final class OwnedBytes {
    package let buffer: UnsafeMutableRawBufferPointer

    package init(_ bytes: [UInt8]) {
        buffer = .allocate(byteCount: bytes.count, alignment: 1)
        buffer.copyBytes(from: bytes)
    }

    deinit { buffer.deallocate() }
}
