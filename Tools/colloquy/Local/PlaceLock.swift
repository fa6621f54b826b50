import Glibc

/// Keeps two runs from sharing one place; the kernel lets go of it however the holder ends.
struct PlaceLock: ~Copyable {
    private let descriptor: Int32

    /// Throws ``LocalFailure`` when another process holds the place.
    init(_ place: Place) throws {
        let path = "\(place.root).lock"
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0, flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            throw LocalFailure("the local environment '\(place.name)' is in use: another process holds \(path)")
        }
    }

    deinit { close(descriptor) }
}
