import Domain
import GatewayCore
import Postgres
import Vault

@testable import gateway

extension House {
    /// A page over the ledger in memory; the names come out of the real vault.
    func page(_ filter: ApplicationFilter, _ actor: ActorID) async throws -> ApplicationPage {
        var listed = try states(ApplicationView.self).enumerated().map { index, view in
            ListedApplication(
                number: Int64(index + 1), candidateID: view.candidateID,
                line: Array((ApplicationLine(view).json ?? "").utf8))
        }
        if filter.order == .newest { listed.reverse() }
        if let after = filter.after {
            listed.removeAll { filter.order == .newest ? $0.number >= after : $0.number <= after }
        }
        let applications = Array(listed.prefix(filter.countMax))
        let look = LookUp(actors: [actor], candidates: applications.compactMap(\.candidateID))
        let vault = vault
        let names = try await database.run { try vault.field("name", of: [look], purpose: "look-up", on: $0) }
        return try ApplicationPage(applications, of: filter, names: names)
    }
}
