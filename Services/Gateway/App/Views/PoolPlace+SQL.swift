import Domain
import GatewayCore
import JSON
import Postgres

extension PoolPlace {
    static let table = Table(
        "pool_places", of: PoolPlace.self, columns: [.instant("marked_at") { $0.contactFirst?.markedAt }])

    static func select(_ ids: [ApplicationID]) -> Statement<PoolPlace> {
        Statement("SELECT state FROM pool_places WHERE key = ANY ($1::text[])", [.texts(ids.map(\.text))]) { row in
            try JSON.decode(PoolPlace.self, from: row.json(0))
        }
    }
}
