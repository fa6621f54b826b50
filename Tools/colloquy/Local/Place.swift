import FoundationEssentials
import Glibc

/// Where one local environment keeps everything: `.colloquy/local/NAME` of the checkout.
struct Place {
    let name: String
    let checkout: String
    let root: String
    /// Where the database cluster lies; outside the checkout when the user `postgres` cannot enter that.
    let postgres: String

    var logs: String { "\(root)/logs" }
    var mail: String { "\(root)/mail" }
    var kafka: String { "\(root)/kafka" }
    var vault: String { "\(root)/vault" }

    func log(_ name: String) -> String { "\(logs)/\(name).log" }

    /// Finds the place and makes its folders.
    init(name: String, checkout: String = FileManager.default.currentDirectoryPath) throws {
        guard FileManager.default.fileExists(atPath: "\(checkout)/Package.swift") else {
            throw LocalFailure("run this in the checkout of Colloquy: there is no Package.swift in \(checkout)")
        }
        self.name = name
        self.checkout = checkout
        root = "\(checkout)/.colloquy/local/\(name)"
        let inside = "\(root)/postgres"
        let usable = (geteuid() != 0 || Place.isOpenToAll(checkout)) && inside.utf8.count <= Place.socketFolderBytesMax
        postgres = usable ? inside : "/var/tmp/colloquy-\(Place.mark(of: root))"
        for folder in [root, logs, mail, kafka, vault] {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        }
        if geteuid() == 0 {
            // The user `postgres` passes through these; the files inside keep their own rights.
            for folder in ["\(checkout)/.colloquy", "\(checkout)/.colloquy/local", root] { chmod(folder, 0o755) }
        }
        if !usable {
            unlink(inside)
            symlink(postgres, inside)
        }
    }

    /// Removes everything of an earlier run. It is out of the way at once; the files go behind our back, since hundreds of databases
    /// take minutes where the disk is told of each block that becomes free.
    func clear() throws {
        for folder in [postgres, root] {
            let (parent, own) = Self.parted(folder)
            let left = ((try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? []).filter {
                $0.hasPrefix("\(own)\(Self.goneMark)")
            }
            var gone = left.map { "\(parent)/\($0)" }
            if FileManager.default.fileExists(atPath: folder) {
                let name = "\(folder)\(Self.goneMark)\(getpid())-\(Uptime.milliseconds)"
                if rename(folder, name) == 0 {
                    gone.append(name)
                } else {
                    try FileManager.default.removeItem(atPath: folder)
                }
            }
            if !gone.isEmpty { Self.removeLater(gone) }
        }
    }

    private static let goneMark = ".gone-"

    private static func parted(_ path: String) -> (parent: String, name: String) {
        let end = path.lastIndex(of: "/") ?? path.startIndex
        return (String(path[..<end]), String(path[path.index(after: end)...]))
    }

    /// By a process that nobody waits for; what it does not come to, the next clearing does.
    private static func removeLater(_ folders: [String]) {
        // In a session of its own: who interrupts us does not interrupt it.
        var words = (["setsid", "rm", "-rf", "--"] + folders).map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        var process = pid_t()
        _ = posix_spawnp(&process, "setsid", nil, nil, &words, nil)
    }

    /// A unix socket's path has at most 107 bytes; the socket's own name takes 20 of them.
    private static let socketFolderBytesMax = 86

    private static func isOpenToAll(_ path: String) -> Bool {
        var folder = path
        while folder.count > 1 {
            var facts = stat()
            guard stat(folder, &facts) == 0, facts.st_mode & 0o001 != 0 else { return false }
            folder = String(folder[..<(folder.lastIndex(of: "/") ?? folder.startIndex)])
        }
        return true
    }

    /// A short stable name for a path (FNV-1a, 64 bits).
    private static func mark(of path: String) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in path.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
        return String(hash, radix: 36)
    }
}
