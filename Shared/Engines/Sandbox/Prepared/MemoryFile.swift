import CPosix
import Glibc

/// A file without a name or a place on a disk: a program's input, or what it writes.
struct MemoryFile: ~Copyable {
    let descriptor: Int32

    init() throws(SandboxError) {
        descriptor = cposix_memory_file()
        if descriptor < 0 { throw .system(step: "memfd_create", errno: errno) }
    }

    /// Fills it by place, so that who is given the file begins to read at its start.
    func fill(_ bytes: [UInt8]) throws(SandboxError) {
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes {
                pwrite(descriptor, $0.baseAddress! + written, $0.count - written, off_t(written))
            }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { throw .system(step: "write", errno: errno) }
            written += count
        }
    }

    func size() throws(SandboxError) -> Int {
        var about = stat()
        guard fstat(descriptor, &about) == 0 else { throw .system(step: "fstat", errno: errno) }
        return Int(about.st_size)
    }

    /// What it holds from a place on.
    func read(from start: Int, count: Int) throws(SandboxError) -> [UInt8] {
        var failure: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while filled < count {
                let more = pread(descriptor, buffer.baseAddress! + filled, count - filled, off_t(start + filled))
                if more < 0 && errno == EINTR { continue }
                if more < 0 { failure = errno }
                guard more > 0 else { return }
                filled += more
            }
        }
        if failure != 0 { throw .system(step: "read", errno: failure) }
        return bytes
    }

    deinit { close(descriptor) }
}
