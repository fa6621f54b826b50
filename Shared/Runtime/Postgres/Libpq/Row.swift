import CLibpq
import Domain
import Flow

/// One row of a result, read by position in PostgreSQL's binary format. It is good inside of the closure that got it.
package struct Row {
    let result: OpaquePointer
    let index: Int32

    package func isNull(_ column: Int) -> Bool { PQgetisnull(result, index, Int32(column)) == 1 }

    /// The bytes as they came; empty when NULL.
    package func raw(_ column: Int) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(
            start: PQgetvalue(result, index, Int32(column)), count: Int(PQgetlength(result, index, Int32(column))))
    }

    package func text(_ column: Int) -> String { String(decoding: raw(column), as: UTF8.self) }
    package func optionalText(_ column: Int) -> String? { isNull(column) ? nil : text(column) }
    package func bytes(_ column: Int) -> [UInt8] { Array(raw(column)) }
    package func optionalBytes(_ column: Int) -> [UInt8]? { isNull(column) ? nil : bytes(column) }
    package func bool(_ column: Int) -> Bool { raw(column).first == 1 }
    package func optionalInt(_ column: Int) -> Int64? { isNull(column) ? nil : int(column) }
    package func optionalInstant(_ column: Int) -> Instant? { isNull(column) ? nil : instant(column) }

    /// int2, int4 or int8.
    package func int(_ column: Int) -> Int64 {
        let bytes = raw(column)
        switch bytes.count {
        case 8: return Int64(bigEndian: bytes.loadUnaligned(as: Int64.self))
        case 4: return Int64(Int32(bigEndian: bytes.loadUnaligned(as: Int32.self)))
        case 2: return Int64(Int16(bigEndian: bytes.loadUnaligned(as: Int16.self)))
        default: preconditionFailure("column \(column) is no integer")
        }
    }

    package func double(_ column: Int) -> Double {
        Double(bitPattern: UInt64(bigEndian: raw(column).loadUnaligned(as: UInt64.self)))
    }

    package func uuid(_ column: Int) -> EventID {
        let bytes = raw(column)
        return EventID(
            high: UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self)),
            low: UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self)))
    }

    /// timestamptz, to the millisecond.
    package func instant(_ column: Int) -> Instant {
        Instant(millisecondsSinceEpoch: int(column) / 1000 + PostgresTime.epochMilliseconds)
    }

    /// The text of a json column.
    package func json(_ column: Int) -> UnsafeRawBufferPointer {
        raw(column)
    }
}
