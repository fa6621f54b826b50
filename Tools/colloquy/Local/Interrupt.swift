import Glibc
import Synchronization

/// Whether someone asked this process to end (Ctrl-C, SIGTERM or a closed terminal); waits look here.
enum Interrupt {
    private static let received = Atomic<Int32>(0)

    /// The signal that came, if one did.
    static var signal: Int32? {
        let value = received.load(ordering: .relaxed)
        return value == 0 ? nil : value
    }

    /// From now on the first signal is noted.
    static func listen() {
        received.store(0, ordering: .relaxed)
        for number in [SIGINT, SIGTERM, SIGHUP] {
            Glibc.signal(number) { noted in Interrupt.note(noted) }
        }
        Glibc.signal(SIGPIPE, SIG_IGN)
        // Whoever started us may have done so from a thread that blocks signals, and a mask is inherited.
        var heard = sigset_t()
        sigemptyset(&heard)
        for number in [SIGINT, SIGTERM, SIGHUP] { sigaddset(&heard, number) }
        pthread_sigmask(SIG_UNBLOCK, &heard, nil)
    }

    private static func note(_ number: Int32) {
        received.store(number, ordering: .relaxed)
    }

    /// Sleeps for a slice; a signal cuts it short.
    static func sleep(milliseconds: Int) throws {
        usleep(UInt32(milliseconds) * 1000)
        if let signal { throw Interrupted(signal: signal) }
    }
}

/// The person at the terminal had enough; everything is stopped and the status is 128 + signal.
struct Interrupted: Error {
    let signal: Int32
}
