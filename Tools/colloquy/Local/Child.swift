import FoundationEssentials
import Glibc

/// A process we started, in a process group of its own, that ends when we end.
///
/// It is started through `setpriv --pdeathsig`, so that the kernel ends it even when we are killed with -9.
@MainActor final class Child {
    let name: String
    let pid: pid_t
    /// Where its output goes; `nil` when it writes to our terminal.
    let log: String?
    /// Exit status, or 128 + signal; `nil` while it runs.
    private(set) var status: Int32?

    private init(name: String, pid: pid_t, log: String?) {
        self.name = name
        self.pid = pid
        self.log = log
    }

    /// How a child is started.
    struct Order {
        var name: String
        var command: [String]
        var environment: [String: String] = [:]
        var directory: String?
        var log: String?
        /// Another user of the machine to run as; only root can ask for it.
        var user: String?
        /// What the kernel sends the child when we die.
        var signalAtOurDeath = "TERM"
    }

    /// Starts a child. Throws ``LocalFailure`` when the program cannot be started.
    static func start(_ order: Order) throws -> Child {
        var wrapped = ["setpriv", "--pdeathsig", order.signalAtOurDeath]
        if let user = order.user { wrapped += ["--reuid", user, "--regid", user, "--clear-groups"] }
        if let directory = order.directory { wrapped += ["--", "env", "-C", directory] }
        wrapped += ["--"] + order.command

        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        if let log = order.log {
            posix_spawn_file_actions_addopen(&actions, 1, log, O_WRONLY | O_CREAT | O_APPEND, 0o600)
            posix_spawn_file_actions_adddup2(&actions, 1, 2)
        }

        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        var usual = sigset_t()
        sigemptyset(&usual)
        for number in [SIGINT, SIGTERM, SIGHUP, SIGPIPE] { sigaddset(&usual, number) }
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &usual)
        posix_spawnattr_setpgroup(&attributes, 0)
        posix_spawnattr_setflags(
            &attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))

        let arguments: [UnsafeMutablePointer<CChar>?] = wrapped.map { strdup($0) } + [nil]
        let variables = order.environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { (arguments + variables).forEach { free($0) } }
        var pid: pid_t = 0
        let failure = posix_spawnp(&pid, "setpriv", &actions, &attributes, arguments, variables)
        guard failure == 0 else {
            throw LocalFailure("cannot start \(order.name): \(String(cString: strerror(failure)))")
        }
        return Child(name: order.name, pid: pid, log: order.log)
    }

    /// Whether it still runs; notes its status when it no longer does.
    var isRunning: Bool {
        guard status == nil else { return false }
        var raw: Int32 = 0
        guard waitpid(pid, &raw, WNOHANG) == pid else { return true }
        status = raw & 0x7f == 0 ? (raw >> 8) & 0xff : 128 + (raw & 0x7f)
        return false
    }

    /// Sends a signal to the child and everything it started.
    func signal(_ number: Int32) {
        if isRunning { kill(-pid, number) }
    }

    /// Waits at most this long for the end; `nil` when it still runs then.
    func wait(millisecondsMax: Int) -> Int32? {
        let end = Uptime.milliseconds + millisecondsMax
        while isRunning {
            if Uptime.milliseconds >= end { return nil }
            usleep(10_000)
        }
        return status
    }

    /// Asks it to end, waits, and kills what is left of its group.
    func stop(_ number: Int32 = SIGTERM, millisecondsMax: Int) {
        signal(number)
        if wait(millisecondsMax: millisecondsMax) == nil {
            complain("\(name) did not end within \(millisecondsMax / 1000) s and is killed")
            signal(SIGKILL)
            _ = wait(millisecondsMax: 2000)
        }
        kill(-pid, SIGKILL)
    }

    /// Runs a program to its end. Throws ``LocalFailure`` with the end of its output when it fails or takes too long.
    static func run(_ order: Order, millisecondsMax: Int) throws {
        let child = try start(order)
        let end = Uptime.milliseconds + millisecondsMax
        defer { child.stop(millisecondsMax: 2000) }
        while child.isRunning {
            try Interrupt.sleep(milliseconds: 10)
            if Uptime.milliseconds > end {
                throw LocalFailure("\(order.name) took longer than \(millisecondsMax / 1000) s", log: order.log)
            }
        }
        if let status = child.status, status != 0 {
            throw LocalFailure("\(order.name) ended with status \(status)", log: order.log)
        }
    }
}
