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

    /// Removes everything of an earlier run.
    func clear() throws {
        for folder in [postgres, root] where FileManager.default.fileExists(atPath: folder) {
            try FileManager.default.removeItem(atPath: folder)
        }
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
