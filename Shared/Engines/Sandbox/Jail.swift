import FoundationEssentials
import Glibc

/// The recipe for bubblewrap: new namespaces of every kind, the system's programs read-only, nothing else but what was
/// named. Paths are the same inside and outside, so arguments mean the same in both.
enum Jail {
    static let program = "/usr/bin/bwrap"
    /// Where bubblewrap finds the filter of a lone program.
    static let filterDescriptor = 3

    /// What this machine allows.
    enum Form {
        case whole
        /// Without a `/proc`: a container's own is partly covered, and then the kernel refuses a fresh one inside it.
        case withoutProcesses
    }

    static var isAvailable: Bool { form != nil }

    /// Checked once per process by running a program in it, since a container may forbid namespaces.
    static let form: Form? = [Form.whole, .withoutProcesses].first(where: works)

    private static func works(_ form: Form) -> Bool {
        guard access(program, X_OK) == 0, let folder = try? PrivateFolder(in: "/tmp") else { return false }
        let trial = Command("/usr/bin/true")
        let line = arguments(
            for: trial, program: "/usr/bin/true", folder: folder.path, fileBytesMax: 1 << 20, form: form)
        var limits = Limits()
        limits.wallClockSecondsMax = 5
        let launch = Launch(
            program: program, arguments: line, environment: [:], folder: folder.path, limits: limits, isJailed: true)
        guard let child = try? Child(launch), let end = try? child.finish(input: [], limits, until: nil) else {
            return false
        }
        return end.exitStatus == 0
    }

    static func arguments(
        for command: Command, program: String, folder: String, fileBytesMax: UInt64, form: Form? = form,
        variables: [String: String] = [:]
    ) -> [String] {
        var line = ["--unshare-all", "--die-with-parent", "--cap-drop", "ALL"]
        for path in ["/usr", "/etc/alternatives", "/etc/ld.so.cache", "/etc/fonts", "/etc/localtime"] {
            line += ["--ro-bind-try", path, path]
        }
        for (target, link) in [
            ("usr/bin", "/bin"), ("usr/sbin", "/sbin"), ("usr/lib", "/lib"), ("usr/lib64", "/lib64"),
        ] {
            line += ["--symlink", target, link]
        }
        if form != .withoutProcesses { line += ["--proc", "/proc"] }
        line += ["--dev", "/dev", "--size", "\(fileBytesMax)", "--tmpfs", "/tmp"]
        for path in command.readable {
            line += ["--ro-bind", path, path]
        }
        // Seen by the program, not by bubblewrap, which runs before it.
        for (name, value) in variables { line += ["--setenv", name, value] }
        line += [command.isLone ? "--ro-bind" : "--bind", folder, folder, "--remount-ro", "/"]
        // `/dev` is a file system in memory, which a program could fill; its devices are not written through it.
        if command.isLone { line += ["--remount-ro", "/dev", "--seccomp", "\(filterDescriptor)"] }
        return line + ["--chdir", folder, "--", program] + command.arguments
    }
}

extension Isolation {
    /// Whether a run is put into namespaces of its own.
    func isJailed() throws(SandboxError) -> Bool {
        switch self {
        case .limitsOnly: return false
        case .whenPossible: return Jail.isAvailable
        case .required:
            guard Jail.isAvailable else { throw .notIsolated }
            return true
        }
    }
}
