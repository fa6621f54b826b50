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
