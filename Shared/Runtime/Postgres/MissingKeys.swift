import Synchronization

/// The keys that parked work was found to be sealed under and that this process lacks. Keys are read when a process starts, so what
/// is missing stays missing until it ends.
final class MissingKeys: Sendable {
    private let says: @Sendable (any Error) -> Bool
    private let found = Mutex<Set<[UInt8]>>([])
    /// Rotations that a process lives through are few; damaged rows must not fill the memory.
    private static let countMax = 64

    /// - Parameter says: whether an error means that the key is missing.
    init(says: @escaping @Sendable (any Error) -> Bool) { self.says = says }

    /// The first bytes of what is sealed under them.
    var names: [[UInt8]] { found.withLock { Array($0) } }

    /// Whether the key of this sealed payload is missing; it is remembered.
    func note(_ error: any Error, of payload: [UInt8]) -> Bool {
        guard says(error), payload.count >= ParkedWork.keyNameByteCount else { return false }
        return found.withLock { names in
            guard names.count < MissingKeys.countMax else { return false }
            names.insert(Array(payload.prefix(ParkedWork.keyNameByteCount)))
            return true
        }
    }
}

extension ParkedWork {
    /// What is sealed begins with as many bytes that name its key.
    package static let keyNameByteCount = 4
}
