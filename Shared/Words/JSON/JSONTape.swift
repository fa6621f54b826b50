/// One value of a document: what it is and where it lies.
struct JSONToken {
    enum Kind: UInt8 {
        case null, no, yes, integer, real, text, escapedText, array, object
    }

    var kind: Kind
    /// First byte of the value; of a text the byte after its quote.
    var start: UInt32
    /// First byte after the value; of a text its closing quote.
    var end: UInt32
    /// The token after this value and all that is inside it; 0 while an array or object is still open.
    var next: UInt32
    /// Elements of an array, members of an object.
    var count: UInt32 = 0
    /// Of an object: the key where the next look-up begins, since fields are usually asked for in order.
    var cursor: UInt32 = 0
}

/// All values of one checked document, in the order of the text: an object's members lie as key, value, key, value.
///
/// It refers to the caller's bytes, so what it says holds no longer than the call of `JSON.decode`.
final class JSONTape {
    private(set) var bytes: UnsafePointer<UInt8>
    private(set) var tokens: UnsafeMutablePointer<JSONToken>
    private(set) var count = 0
    private var capacity = 32

    init() {
        tokens = .allocate(capacity: capacity)
        // Nothing is read from here while there are no tokens.
        bytes = UnsafePointer(UnsafeRawPointer(tokens).assumingMemoryBound(to: UInt8.self))
    }

    deinit { tokens.deallocate() }

    /// Reads a document in the place of what was here.
    func scan(_ buffer: UnsafeRawBufferPointer) throws(JSONError) {
        guard buffer.count <= JSON.bytesMax else { throw JSONError(.length, offset: 0) }
        guard let base = buffer.baseAddress, buffer.count > 0 else {
            throw JSONError(.syntax("a value expected"), offset: 0)
        }
        // Without a path: no type has asked for anything yet, so every key on the way is the sender's.
        try lay(base.assumingMemoryBound(to: UInt8.self), buffer.count)
    }

    /// The same for what may end anywhere: an error leaves the tokens up to it.
    func lay(_ bytes: UnsafePointer<UInt8>, _ byteCount: Int) throws(JSONError) {
        self.bytes = bytes
        var scanner = JSONScanner(bytes: bytes, count: byteCount, tokens: tokens, capacity: capacity)
        defer { (tokens, count, capacity) = (scanner.tokens, scanner.tokenCount, scanner.tokenCapacity) }
        try scanner.document()
    }

    /// The keys and indices that lead to a token; works on a tape whose last containers are still open.
    func steps(to target: Int) -> [JSONKey] {
        var steps: [JSONKey] = []
        var container = 0
        while container < count, container != target {
            let isObject = tokens[container].kind == .object
            guard isObject || tokens[container].kind == .array else { break }
            var child = container + 1
            var position = 0
            var inner: Int?
            while child < count, child <= target {
                let value = isObject ? child + 1 : child
                let next = value < count ? Int(tokens[value].next) : 0
                if next == 0 || target < next {
                    steps.append(isObject ? JSONKey(stringValue: text(at: child)) : JSONKey(intValue: position))
                    inner = value
                    break
                }
                child = next
                position += 1
            }
            guard let inner else {
                // An open array that ends here: what was to be its next element is what went wrong.
                if !isObject, tokens[container].next == 0, child >= count { steps.append(JSONKey(intValue: position)) }
                break
            }
            container = inner
        }
        return steps
    }

    /// The token a coding path leads to, as far as the document has it.
    func token(at path: [any CodingKey]) -> Int {
        var index = 0
        for key in path {
            let found: Int? =
                switch tokens[index].kind {
                case .object: find(key.stringValue, in: index)
                case .array: key.intValue.flatMap { element($0, of: index) }
                default: nil
                }
            guard let found else { return index }
            index = found
        }
        return index
    }

    func element(_ position: Int, of array: Int) -> Int? {
        guard position >= 0, position < Int(tokens[array].count) else { return nil }
        var index = array + 1
        for _ in 0..<position { index = Int(tokens[index].next) }
        return index
    }

    func error(_ reason: JSONError.Reason, at index: Int) -> JSONError {
        JSONError(reason, offset: Int(tokens[index].start), path: JSONKey.path(steps(to: index)))
    }

    /// Turns what a type's `init(from:)` threw into our error; the standard library's texts may quote the value.
    func error(from error: any Error) -> JSONError {
        if let error = error as? JSONError { return error }
        guard let error = error as? DecodingError else { return self.error(.refused, at: 0) }
        switch error {
        case .keyNotFound(let key, let context):
            let name = JSONKey(stringValue: key.stringValue).shown
            return self.error(.missing(key: name), at: token(at: context.codingPath))
        case .typeMismatch(let type, let context), .valueNotFound(let type, let context):
            return self.error(.mismatch(expected: "\(type)"), at: token(at: context.codingPath))
        case .dataCorrupted(let context):
            return self.error(.refused, at: token(at: context.codingPath))
        @unknown default:
            return self.error(.refused, at: 0)
        }
    }
}

/// What the containers read: one value of the tape as one Swift type.
extension JSONTape {
    var keys: JSONKeys { JSONKeys(bytes: bytes, tokens: tokens) }

    /// The value under a key of an object. Asking in the order of the document costs one comparison per key.
    @inline(__always)
    func find(_ name: String, in object: Int) -> Int? {
        var name = name
        return name.withUTF8 { find($0, in: object) }
    }

    private func find(_ name: UnsafeBufferPointer<UInt8>, in object: Int) -> Int? {
        let keys = keys
        let end = tokens[object].next
        var key = tokens[object].cursor
        for _ in 0..<tokens[object].count {
            if key == end { key = UInt32(truncatingIfNeeded: object + 1) }
            if keys.equal(Int(key), name) {
                tokens[object].cursor = key
                return Int(key) + 1
            }
            key = tokens[Int(key) + 1].next
        }
        return nil
    }

    @inline(__always)
    func isNull(at index: Int) -> Bool { tokens[index].kind == .null }

    func bool(at index: Int) throws(JSONError) -> Bool {
        switch tokens[index].kind {
        case .yes: return true
        case .no: return false
        default: throw error(.mismatch(expected: "Bool"), at: index)
        }
    }

    func string(at index: Int) throws(JSONError) -> String {
        switch tokens[index].kind {
        case .text, .escapedText: return text(at: index)
        default: throw error(.mismatch(expected: "String"), at: index)
        }
    }

    func text(at index: Int) -> String { keys.string(of: index) }

    @inline(__always)
    func integer<T: FixedWidthInteger>(at index: Int, as type: T.Type) throws(JSONError) -> T {
        if tokens[index].kind == .integer, let value = JSONDigits.integer(digits(at: index), as: type) { return value }
        return try unusualInteger(at: index, as: type)
    }

    /// `1e3` and `5.0` are integers too, as other languages write them, as long as a `Double` holds them exactly.
    private func unusualInteger<T: FixedWidthInteger>(at index: Int, as type: T.Type) throws(JSONError) -> T {
        switch tokens[index].kind {
        case .integer: throw error(.range(type: "\(type)"), at: index)
        case .real:
            guard let whole = JSONDigits.whole(JSONDigits.double(digits(at: index))), let integer = T(exactly: whole)
            else {
                throw error(.range(type: "\(type)"), at: index)
            }
            return integer
        default: throw error(.mismatch(expected: "\(type)"), at: index)
        }
    }

    func double(at index: Int) throws(JSONError) -> Double {
        guard tokens[index].kind == .integer || tokens[index].kind == .real else {
            throw error(.mismatch(expected: "Double"), at: index)
        }
        let value = JSONDigits.double(digits(at: index))
        guard value.isFinite else { throw error(.range(type: "Double"), at: index) }
        return value
    }

    func float(at index: Int) throws(JSONError) -> Float {
        guard tokens[index].kind == .integer || tokens[index].kind == .real else {
            throw error(.mismatch(expected: "Float"), at: index)
        }
        let text = String(decoding: digits(at: index), as: UTF8.self)
        guard let value = Float(text), value.isFinite else { throw error(.range(type: "Float"), at: index) }
        return value
    }

    private func digits(at index: Int) -> UnsafeBufferPointer<UInt8> {
        let start = Int(tokens[index].start)
        return UnsafeBufferPointer(start: bytes + start, count: Int(tokens[index].end) - start)
    }
}

/// Numbers the scanner has checked, as Swift values.
enum JSONDigits {
    /// The integer, or nil when it does not fit.
    @inline(__always)
    static func integer<T: FixedWidthInteger>(_ digits: UnsafeBufferPointer<UInt8>, as type: T.Type) -> T? {
        var index = 0
        let isNegative = digits[0] == UInt8(ascii: "-")
        if isNegative { index = 1 }
        var magnitude: UInt64 = 0
        while index < digits.count {
            let (tens, overflows) = magnitude.multipliedReportingOverflow(by: 10)
            let (sum, carries) = tens.addingReportingOverflow(UInt64(digits[index] &- UInt8(ascii: "0")))
            if overflows || carries { return nil }
            magnitude = sum
            index += 1
        }
        guard isNegative else { return T(exactly: magnitude) }
        guard magnitude <= UInt64(Int64.max) + 1 else { return nil }
        return T(exactly: Int64(truncatingIfNeeded: 0 &- magnitude))
    }

    private static let powers: [Double] = (0...22).map { power in (0..<power).reduce(1.0) { value, _ in value * 10 } }

    /// The nearest `Double`; infinite when there is none.
    ///
    /// With at most 15 digits and a power of ten up to 22 both numbers are exact, so one operation rounds rightly;
    /// the rest is left to the standard library.
    static func double(_ digits: UnsafeBufferPointer<UInt8>) -> Double {
        var mantissa: UInt64 = 0
        var digitCount = 0
        var exponent = 0
        var index = digits[0] == UInt8(ascii: "-") ? 1 : 0
        var isFraction = false
        while index < digits.count {
            let byte = digits[index]
            if byte == UInt8(ascii: ".") {
                isFraction = true
            } else if byte &- UInt8(ascii: "0") < 10 {
                guard digitCount < 15 else { return slow(digits) }
                mantissa = mantissa &* 10 &+ UInt64(byte &- UInt8(ascii: "0"))
                if mantissa > 0 { digitCount += 1 }
                if isFraction { exponent -= 1 }
            } else {
                return slow(digits)
            }
            index += 1
        }
        guard exponent >= -22 else { return slow(digits) }
        let value = exponent < 0 ? Double(mantissa) / powers[-exponent] : Double(mantissa)
        return digits[0] == UInt8(ascii: "-") ? -value : value
    }

    /// The same number as an integer, up to 2^54. (`Int64(exactly:)` would need the C library's `trunc`.)
    static func whole(_ value: Double) -> Int64? {
        guard value.magnitude <= 0x1p54 else { return nil }
        let whole = Int64(value)
        return Double(whole) == value ? whole : nil
    }

    private static func slow(_ digits: UnsafeBufferPointer<UInt8>) -> Double {
        Double(String(decoding: digits, as: UTF8.self)) ?? .infinity
    }
}
