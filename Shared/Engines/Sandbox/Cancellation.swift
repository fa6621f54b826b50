import CPosix
import Glibc

/// A flag that a sleeping `poll` notices.
final class Cancellation: Sendable {
    let descriptor: Int32

    init() throws(SandboxError) {
        descriptor = eventfd(0, Int32(EFD_CLOEXEC) | Int32(EFD_NONBLOCK))
        if descriptor < 0 { throw .system(step: "eventfd", errno: errno) }
    }

    func raise() {
        _ = eventfd_write(descriptor, 1)
    }

    deinit {
        close(descriptor)
    }
}
