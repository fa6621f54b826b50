import Domain
import Flow

/// A value of a statement, sent in PostgreSQL's binary format.
package struct Parameter: Sendable {
    let type: UInt32
    /// Nil: NULL.
    let bytes: [UInt8]?

    private init(_ type: ColumnType, _ bytes: [UInt8]?) {
        self.type = type.rawValue
        self.bytes = bytes
    }

    package static func text(_ value: String?) -> Parameter { Parameter(.text, value.map { Array($0.utf8) }) }
    package static func bytes(_ value: [UInt8]?) -> Parameter { Parameter(.bytea, value) }
    package static func int(_ value: Int64?) -> Parameter { Parameter(.int8, value.map(bigEndian)) }
    package static func int(_ value: Int?) -> Parameter { int(value.map(Int64.init)) }
    package static func double(_ value: Double?) -> Parameter {
        Parameter(.float8, value.map { bigEndian($0.bitPattern) })
    }
    package static func bool(_ value: Bool?) -> Parameter { Parameter(.bool, value.map { [$0 ? 1 : 0] }) }
    /// JSON text as it is.
    package static func json(_ value: [UInt8]?) -> Parameter { Parameter(.json, value) }
    package static func uuid(_ value: EventID?) -> Parameter {
        Parameter(.uuid, value.map { bigEndian($0.high) + bigEndian($0.low) })
    }
    /// A moment outside of the years 1 to 9999 is sent as the nearest in them: PostgreSQL refuses some beyond, and no one means them.
    package static func instant(_ value: Instant?) -> Parameter {
        Parameter(
            .timestamptz,
            value.map { moment in
                let milliseconds = min(253_402_300_799_999, max(-62_135_596_800_000, moment.millisecondsSinceEpoch))
                return bigEndian((milliseconds - PostgresTime.epochMilliseconds) * 1000)
            })
    }

    package static func texts(_ values: [String]) -> Parameter {
        array(.text, .textArray, values) { $0.append(contentsOf: $1.utf8) }
    }
    package static func optionalTexts(_ values: [String?]) -> Parameter {
        optionals(.text, .textArray, values) { $0.append(contentsOf: $1.utf8) }
    }
    package static func ints(_ values: [Int64]) -> Parameter {
        array(.int8, .int8Array, values) { $0.appendBigEndian($1) }
    }
    package static func optionalInts(_ values: [Int64?]) -> Parameter {
        optionals(.int8, .int8Array, values) { $0.appendBigEndian($1) }
    }
    package static func optionalDoubles(_ values: [Double?]) -> Parameter {
        optionals(.float8, .float8Array, values) { $0.appendBigEndian($1.bitPattern) }
    }
    package static func optionalBools(_ values: [Bool?]) -> Parameter {
        optionals(.bool, .boolArray, values) { $0.append($1 ? 1 : 0) }
    }
    package static func uuids(_ values: [EventID]) -> Parameter {
        array(.uuid, .uuidArray, values) {
            $0.appendBigEndian($1.high)
            $0.appendBigEndian($1.low)
        }
    }
    package static func jsons(_ values: [[UInt8]]) -> Parameter {
        array(.json, .jsonArray, values, bytesPerElement: values.first?.count ?? 0) { $0.append(contentsOf: $1) }
    }
    package static func byteses(_ values: [[UInt8]]) -> Parameter {
        array(.bytea, .byteaArray, values) { $0.append(contentsOf: $1) }
    }
    /// One value cut into an array of values, each but the last of the greatest length.
    package static func pieces(of bytes: UnsafeRawBufferPointer, byteCountMax: Int) -> Parameter {
        let starts = Array(stride(from: 0, to: bytes.count, by: byteCountMax))
        return array(.bytea, .byteaArray, starts, bytesPerElement: byteCountMax) {
            $0.append(contentsOf: bytes[$1..<min($1 + byteCountMax, bytes.count)])
        }
    }
    package static func optionalInstants(_ values: [Instant?]) -> Parameter {
        optionals(.timestamptz, .timestamptzArray, values) {
            $0.appendBigEndian(($1.millisecondsSinceEpoch - PostgresTime.epochMilliseconds) * 1000)
        }
    }
    package static func instants(_ values: [Instant]) -> Parameter { optionalInstants(values) }

    private static func array<Element>(
        _ element: ColumnType, _ type: ColumnType, _ values: [Element], bytesPerElement: Int = 20,
        _ append: (inout [UInt8], Element) -> Void
    ) -> Parameter {
        optionals(element, type, values, bytesPerElement: bytesPerElement, append)
    }

    /// The wire form of a one-dimensional array; `append` writes one element, nil becomes NULL.
    private static func optionals<Element>(
        _ element: ColumnType, _ type: ColumnType, _ values: [Element?], bytesPerElement: Int = 20,
        _ append: (inout [UInt8], Element) -> Void
    ) -> Parameter {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(20 + values.count * (4 + bytesPerElement))
        let hasNull = values.contains { $0 == nil }
        for number in [1, hasNull ? 1 : 0, Int32(bitPattern: element.rawValue), Int32(values.count), 1] {
            bytes.appendBigEndian(number)
        }
        for value in values {
            guard let value else {
                bytes.appendBigEndian(Int32(-1))
                continue
            }
            let start = bytes.count
            bytes.appendBigEndian(Int32(0))
            append(&bytes, value)
            let length = Int32(bytes.count - start - 4)
            bytes.withUnsafeMutableBytes {
                $0.storeBytes(of: length.bigEndian, toByteOffset: start, as: Int32.self)
            }
        }
        return Parameter(type, bytes)
    }

    private static func bigEndian<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
        withUnsafeBytes(of: number.bigEndian) { Array($0) }
    }
}

extension [UInt8] {
    fileprivate mutating func appendBigEndian<Number: FixedWidthInteger>(_ number: Number) {
        Swift.withUnsafeBytes(of: number.bigEndian) { append(contentsOf: $0) }
    }
}

/// Object identifiers of PostgreSQL's built-in types (`pg_type.oid`).
enum ColumnType: UInt32 {
    case bool = 16, bytea = 17, int8 = 20, text = 25, float8 = 701, timestamptz = 1184, uuid = 2950, json = 114
    case boolArray = 1000, byteaArray = 1001, textArray = 1009, int8Array = 1016, float8Array = 1022
    case timestamptzArray = 1185, uuidArray = 2951, jsonArray = 199
}

enum PostgresTime {
    /// PostgreSQL counts from 2000-01-01.
    static let epochMilliseconds: Int64 = 946_684_800_000
}
