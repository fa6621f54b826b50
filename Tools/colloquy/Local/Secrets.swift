import Encoding
import FoundationEssentials
import Glibc
import JSON

/// Passwords and keys, made once per place and kept in a file that only its owner reads.
struct Secrets: Codable {
    private(set) var passwords: [String: String] = [:]

    /// The password of a role, the key of a name.
    func password(of role: String) -> String { passwords[role] ?? "" }

    /// Reads the secrets of a place and makes those that are not there; what was made once stays, because a database
    /// that is there already knows it.
    static func keep(in place: Place, file: String, names: [String]) throws -> Secrets {
        let path = "\(place.root)/\(file)"
        let bytes = try? Data(contentsOf: URL(filePath: path))
        var secrets = bytes.flatMap { try? JSON.decode(Secrets.self, from: Array($0)) } ?? Secrets()
        let missing = names.filter { secrets.passwords[$0] == nil }
        guard !missing.isEmpty else { return secrets }
        for name in missing { secrets.passwords[name] = hex(bytes: 24) }
        try write(JSON.encode(secrets), to: path)
        return secrets
    }

    /// Random bytes of the kernel as hexadecimal text.
    static func hex(bytes count: Int) -> String {
        Hex.encode(bytes(count))
    }

    static func bytes(_ count: Int) -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
    }

    /// Writes a file that only its owner reads, in one step.
    static func write(_ bytes: [UInt8], to path: String) throws {
        let fresh = "\(path).new"
        let descriptor = open(fresh, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw LocalFailure("cannot write \(path): \(String(cString: strerror(errno)))") }
        defer { close(descriptor) }
        let written = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
        guard written == bytes.count, fsync(descriptor) == 0, rename(fresh, path) == 0 else {
            throw LocalFailure("cannot write \(path): \(String(cString: strerror(errno)))")
        }
    }
}
