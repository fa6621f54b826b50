import CPosix
import FoundationEssentials
import Glibc

/// The working directory of one run: readable by this user alone, removed with everything in it.
struct PrivateFolder: ~Copyable {
    let path: String

    init(in parent: String) throws(SandboxError) {
        var template = Array("\(parent)/colloquy-XXXXXX".utf8CString)
        guard let made = mkdtemp(&template) else { throw .system(step: "mkdtemp", errno: errno) }
        path = String(cString: made)
    }

    func write(_ files: [String: [UInt8]], mode: mode_t = 0o600) throws(SandboxError) {
        for (name, bytes) in files {
            let target = try place(name)
            let file = open(target, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode)
            guard file >= 0 else { throw .system(step: "open", errno: errno) }
            defer { close(file) }
            var written = 0
            while written < bytes.count {
                let count = bytes.withUnsafeBytes { Glibc.write(file, $0.baseAddress! + written, $0.count - written) }
                if count < 0 && errno == EINTR { continue }
                guard count > 0 else { throw .system(step: "write", errno: errno) }
                written += count
            }
        }
    }

    /// Reads what the program left. It chose the file's nature, so a link, a pipe or a folder counts as absent.
    func read(_ name: String, bytesMax: Int) throws(SandboxError) -> [UInt8] {
        let file = open(try place(name), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        guard file >= 0 else { throw .notFound(name) }
        defer { close(file) }
        var about = stat()
        guard fstat(file, &about) == 0, about.st_mode & S_IFMT == S_IFREG else { throw .notFound(name) }
        guard about.st_size <= bytesMax else { throw .outputTooLarge(bytesMax: bytesMax) }
        var bytes = [UInt8](repeating: 0, count: Int(about.st_size))
        var count = 0
        while count < bytes.count {
            let more = bytes.withUnsafeMutableBytes { Glibc.read(file, $0.baseAddress! + count, $0.count - count) }
            if more < 0 && errno == EINTR { continue }
            guard more >= 0 else { throw .system(step: "read", errno: errno) }
            if more == 0 { break }
            count += more
        }
        bytes.removeLast(bytes.count - count)
        return bytes
    }

    private func place(_ name: String) throws(SandboxError) -> String {
        guard !name.isEmpty, name != ".", name != "..", !name.contains("/"), !name.contains("\0") else {
            throw .notFound(name)
        }
        return "\(path)/\(name)"
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }
}
