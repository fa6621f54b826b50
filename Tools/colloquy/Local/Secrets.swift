import FoundationEssentials
import Glibc

/// Passwords and keys, made once per place and kept in a file that only its owner reads.
struct Secrets: Codable {
    private(set) var passwords: [String: String] = [:]

    /// The password of a role, the key of a name.
    func password(of role: String) -> String { passwords[role] ?? "" }

    /// Reads the secrets of a place, or makes them.
    static func keep(in place: Place, file: String, names: [String]) throws -> Secrets {
        let path = "\(place.root)/\(file)"
        if let bytes = try? Data(contentsOf: URL(filePath: path)),
            let kept = try? JSONDecoder().decode(Secrets.self, from: bytes),
            names.allSatisfy({ kept.passwords[$0] != nil })
        {
            return kept
        }
        var made = Secrets()
        for name in names { made.passwords[name] = hex(bytes: 24) }
        try write(JSONEncoder().encode(made), to: path)
        return made
    }

    /// Random bytes of the kernel as hexadecimal text.
    static func hex(bytes count: Int) -> String {
        bytes(count).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    static func bytes(_ count: Int) -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
    }

    /// Writes a file that only its owner reads, in one step.
    static func write(_ bytes: Data, to path: String) throws {
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
