import CPosix
import Glibc

/// Two connected sockets; both ends close when it goes, each at most once.
struct SocketPair: ~Copyable {
    let ours: Int32
    private(set) var theirs: Int32

    init() throws(SandboxError) {
        var (one, other): (Int32, Int32) = (-1, -1)
        let failure = cposix_socket_pair(&one, &other)
        guard failure == 0 else { throw .system(step: "socketpair", errno: failure) }
        (ours, theirs) = (one, other)
    }

    mutating func closeTheirs() {
        if theirs >= 0 { close(theirs) }
        theirs = -1
    }

    deinit {
        close(ours)
        if theirs >= 0 { close(theirs) }
    }
}
