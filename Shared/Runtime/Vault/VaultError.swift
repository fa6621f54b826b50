import Domain

/// Why the vault gave or took nothing. No case quotes content; items are names.
package enum VaultError: Classified, Equatable, CustomStringConvertible {
    /// The candidate's key was destroyed: nothing of theirs can be read or written, ever.
    case erased
    /// No such blob, or it is another candidate's.
    case absent
    /// The bytes were changed, moved or cut, or the key-encryption key is not the one they were sealed under.
    case damaged
    /// The blob is complete and takes no more bytes.
    case finished
    /// Another writer has taken the blob over, or this one is used twice at a time: begin again at the blob's offset.
    case superseded
    /// A blob of this name holds something else, or was written for another cause.
    case differs
    case tooLarge(bytesMax: Int64)
    /// The ring holds no key of this version.
    case missingKey(version: Int)
    /// The settings name no usable key-encryption key or store; the reason names the setting.
    case misconfigured(String)
    /// The store of blobs failed.
    case unavailable(String)

    /// What is not where it was put, or does not open, is never a fault of the person whose it is: a disk may not be mounted,
    /// a key not in its place.
    package var kind: FailureKind {
        switch self {
        case .erased, .tooLarge: .input
        case .absent, .damaged, .superseded, .missingKey, .misconfigured, .unavailable: .environment
        case .finished, .differs: .bug
        }
    }

    package var description: String {
        switch self {
        case .erased: "the candidate was erased"
        case .absent: "the vault holds no such item of this candidate"
        case .damaged: "the sealed bytes were changed or belong elsewhere"
        case .finished: "the blob is complete"
        case .superseded: "another writer has taken the blob over"
        case .differs: "a blob of this name holds something else"
        case .tooLarge(let bytesMax): "the vault takes at most \(bytesMax) bytes for this item"
        case .missingKey(let version): "the key-encryption key of version \(version) is not in the ring"
        case .misconfigured(let reason): reason
        case .unavailable(let reason): "the store of blobs failed: \(reason)"
        }
    }
}
