import Events
import Flow
import Postgres
import Vault

/// Says what still lies under which version of the key-encryption key, so that an operator knows when one may go.
func listKeys(_ surroundings: Surroundings) async throws -> Int32 {
    var needs: [KeyNeed] = []
    try await surroundings.withVault(actor: "operator") { vault in
        try await vault.keyVersions().map { KeyNeed(version: $0, what: "data keys", count: $1) }
    }.forEach { needs.append($0) }
    let connection = try Connection(try surroundings.required("POSTGRES_URL"), name: "colloquy-keys")
    for service in Services.names { needs += try parked(of: service, connection) }
    needs += try letters(surroundings)
    for need in needs.sorted(by: { ($0.version, $0.what) < ($1.version, $1.what) }) {
        say("version \(need.version)  \(need.what)  \(need.count)")
    }
    if needs.isEmpty { say("nothing is sealed") }
    return 0
}

private struct KeyNeed: Sendable {
    let version: Int
    let what: String
    let count: Int
}

private func parked(of service: String, _ connection: Connection) throws -> [KeyNeed] {
    let table = "\(service).parked"
    let isThere = try connection.query(
        Statement("SELECT to_regclass($1) IS NOT NULL", [.text(table)], read: { $0.bool(0) }))
    guard isThere.first == true else { return [] }
    let found = try connection.query(ParkedWork.sealedPrefixes(byteCount: Sealer.versionByteCount, in: table))
    return found.compactMap { prefix, count in
        Sealer.version(of: prefix).map { KeyNeed(version: $0, what: "parked records of \(service)", count: count) }
    }
}

private func letters(_ surroundings: Surroundings) throws -> [KeyNeed] {
    var counts: [String: [Int: Int]] = [:]
    try Letter.forEach(of: Services.names, try surroundings.kafka()) { letter in
        if letter.isSealed, let version = Sealer.version(of: letter.value) {
            counts[letter.service, default: [:]][version, default: 0] += 1
        }
        return true
    }
    return counts.flatMap { service, versions in
        versions.map { KeyNeed(version: $0, what: "dead letters of \(service)", count: $1) }
    }
}
