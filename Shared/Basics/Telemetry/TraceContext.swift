/// Where a piece of work stands in a distributed trace, as W3C Trace Context carries it in `traceparent`.
package struct TraceContext: Sendable, Hashable {
    package let traceIDHigh: UInt64
    package let traceIDLow: UInt64
    /// The id of the span that caused what comes next.
    package let spanID: UInt64
    package let flags: UInt8
}

extension TraceContext {
    /// Reads a `traceparent` header; nil when the standard says to ignore it and start a new trace.
    package init?(traceparent: String) {
        var text = traceparent
        let context = text.withUTF8 { TraceContext(traceparent: UnsafeRawBufferPointer($0)) }
        guard let context else { return nil }
        self = context
    }

    package init?(traceparent bytes: UnsafeRawBufferPointer) {
        let dash = UInt8(ascii: "-")
        guard bytes.count >= 55, bytes.count <= Self.headerBytesMax, bytes[2] == dash, bytes[35] == dash,
            bytes[52] == dash, let version = hex(bytes[0..<2]), version != 0xFF,
            version == 0 ? bytes.count == 55 : bytes.count == 55 || bytes[55] == dash,
            let high = hex(bytes[3..<19]), let low = hex(bytes[19..<35]), high | low != 0,
            let span = hex(bytes[36..<52]), span != 0, let flags = hex(bytes[53..<55])
        else { return nil }
        // Only the sampled flag is known to version 00, and the others must not be handed on.
        self.init(traceIDHigh: high, traceIDLow: low, spanID: span, flags: UInt8(flags) & 1)
    }

    /// The header to send, always in version 00.
    package var traceparent: String {
        String(unsafeUninitializedCapacity: 55) { text in
            (text[2], text[35], text[52]) = (0x2D, 0x2D, 0x2D)
            write(0, 2, at: 0, text)
            write(traceIDHigh, 16, at: 3, text)
            write(traceIDLow, 16, at: 19, text)
            write(spanID, 16, at: 36, text)
            write(UInt64(flags), 2, at: 53, text)
            return 55
        }
    }

    /// The header as it may be handed on; nil when the standard says to ignore it. An outsider may have put anything there.
    package static func kept(_ traceparent: UnsafeRawBufferPointer) -> String? {
        TraceContext(traceparent: traceparent)?.traceparent
    }

    package static func kept(_ traceparent: String) -> String? {
        TraceContext(traceparent: traceparent)?.traceparent
    }

    private static let headerBytesMax = 512
}

private func hex(_ digits: Slice<UnsafeRawBufferPointer>) -> UInt64? {
    var value: UInt64 = 0
    for digit in digits {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): value = value << 4 | UInt64(digit - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): value = value << 4 | UInt64(digit - UInt8(ascii: "a") + 10)
        default: return nil
        }
    }
    return value
}

private func write(_ value: UInt64, _ width: Int, at start: Int, _ text: UnsafeMutableBufferPointer<UInt8>) {
    for place in 0..<width {
        let digit = UInt8(truncatingIfNeeded: value >> UInt64(4 * (width - 1 - place))) & 0xF
        text[start + place] = digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10
    }
}
