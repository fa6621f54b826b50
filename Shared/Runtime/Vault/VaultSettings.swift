import Domain
import Transfer

/// Where the vault's keys and blobs are.
package struct VaultSettings: Sendable {
    package enum Place: Sendable {
        case directory(String)
        case bucket(S3Client.Settings)
    }

    package let ring: KeyRing
    package let place: Place

    package init(ring: KeyRing, place: Place) {
        self.ring = ring
        self.place = place
    }

    /// Reads `VAULT_KEK` and either `VAULT_DIRECTORY` or `S3_ENDPOINT`, `S3_BUCKET`, `S3_REGION`, `S3_ACCESS_KEY`,
    /// `S3_SECRET_KEY`.
    /// - Parameter value: looks a key up; secrets also come from the file that `<key>_FILE` names.
    package init(_ value: (String) throws -> String?) throws {
        guard let keys = try value("VAULT_KEK") else {
            throw VaultError.misconfigured("VAULT_KEK or VAULT_KEK_FILE must give the key-encryption key")
        }
        ring = try KeyRing(keys)
        if let directory = try value("VAULT_DIRECTORY"), !directory.isEmpty {
            place = .directory(directory)
            return
        }
        func needed(_ key: String) throws -> String {
            guard let text = try value(key), !text.isEmpty else {
                throw VaultError.misconfigured("VAULT_DIRECTORY or S3_ENDPOINT with \(key) must say where blobs lie")
            }
            return text
        }
        place = .bucket(
            S3Client.Settings(
                endpoint: try needed("S3_ENDPOINT"), region: try value("S3_REGION") ?? "us-east-1",
                bucket: try needed("S3_BUCKET"), accessKey: try needed("S3_ACCESS_KEY"),
                secretKey: try needed("S3_SECRET_KEY")))
    }

    func store(now: @escaping @Sendable () -> Instant) throws -> ChunkStore {
        switch place {
        case .directory(let path): return try .directory(path)
        case .bucket(let settings):
            let client = HTTPClient(rule: .any, bodyBytesMax: ChunkSeal.byteCountMax + 64 * 1024)
            return .bucket(S3Client(settings, client: client) { now().millisecondsSinceEpoch / 1_000 })
        }
    }
}
