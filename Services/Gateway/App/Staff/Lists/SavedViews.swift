import Crypto
import Domain
import Encoding
import GatewayCore
import Postgres

/// What people keep of lists, in a table beside the ledger, as accounts are: it is no business of other services.
struct SavedViews: Sendable {
    private let database: Database

    init(database: Database) {
        self.database = database
    }

    func all(for reader: ActorID) async throws -> [SavedView] {
        try await database.query(SavedView.all(for: reader)).compactMap { $0 }
    }

    func find(_ id: String) async throws -> SavedView? { try await database.query(SavedView.find(id)).first ?? nil }

    /// - Throws: `SavedView.Fault`.
    func keep(
        _ name: String, _ query: String, isShared: Bool, by owner: ActorID, at now: Instant
    ) async throws {
        let view = SavedView(
            viewID: Hex.encode(randomBytes(count: 12)), owner: owner, name: try SavedView.name(name), query: query,
            isShared: isShared, madeAt: now)
        if try await database.execute(SavedView.put(view)) == 1 { return }
        let known = try await all(for: owner)
        let own = known.filter { $0.owner == owner }
        if own.contains(where: { $0.name == view.name }) { throw SavedView.Fault.taken }
        throw own.count >= SavedView.countMax ? SavedView.Fault.full : SavedView.Fault.sharedFull
    }

    /// - Throws: `SavedView.Fault`.
    func rename(_ view: SavedView, _ name: String) async throws {
        let kept = try SavedView.name(name)
        do {
            guard try await database.execute(SavedView.rename(view.viewID, kept)) == 1 else {
                throw SavedView.Fault.taken
            }
        } catch let error as PostgresError where error.code == "23505" {
            // Another of this name came at the same moment.
            throw SavedView.Fault.taken
        }
    }

    /// - Throws: `SavedView.Fault`.
    func share(_ view: SavedView, _ isShared: Bool) async throws {
        guard try await database.execute(SavedView.share(view.viewID, isShared)) == 1 else {
            throw SavedView.Fault.sharedFull
        }
    }

    func delete(_ view: SavedView) async throws { try await database.execute(SavedView.delete(view.viewID)) }
}
