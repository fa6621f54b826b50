import Crypto
import Domain
import Encoding
import GatewayCore
import Postgres

/// Keys of programs in the database, beside those of the file: made and taken back without a restart, in all processes at once.
struct MachineKeys: Sendable {
    private let database: Database

    init(database: Database) {
        self.database = database
    }

    /// A key as it is handed over, once. It begins with a word that scanners for lost secrets can look for.
    struct Secret: Sendable {
        static let beginning = "colloquy_"
        let text: String
        var hash: [UInt8] { SHA256.hash(text).bytes }
        var hint: String { String(text.prefix(Self.beginning.count + 4)) }

        static func fresh() -> Secret { Secret(text: beginning + Base64.url.encode(randomBytes(count: 32))) }
    }

    /// Whose key has this hash, as long as it is good. That it was used is written down once an hour.
    func find(hash: [UInt8], at now: Instant) async throws -> MachineKey? {
        guard let key = try await database.query(MachineKey.find(hash)).first ?? nil, key.isGood(at: now) else {
            return nil
        }
        if key.isStale(at: now) { try await database.execute(MachineKey.touch(hash, at: now)) }
        return key
    }

    func all() async throws -> [(hash: [UInt8], key: MachineKey)] {
        try await database.query(MachineKey.all).compactMap { one in one.key.map { (one.hash, $0) } }
    }

    /// Nil when there are too many already.
    func make(_ wish: MachineKey.Wish, by maker: ActorID, at now: Instant) async throws -> Secret? {
        let secret = Secret.fresh()
        let key = MachineKey(
            actorID: wish.actorID, role: wish.role, hint: secret.hint, madeBy: maker, madeAt: now,
            endsAt: now.advanced(byHours: 24 * wish.days))
        return try await database.execute(MachineKey.put(key, under: secret.hash)) == 1 ? secret : nil
    }

    func revoke(_ hash: [UInt8], by maker: ActorID, at now: Instant) async throws {
        try await database.execute(MachineKey.revoke(hash, by: maker, at: now))
    }
}
