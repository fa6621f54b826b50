import Domain
import Events
import GatewayCore
import Postgres
import Synchronization
import Vault

@testable import gateway

/// What imports of a house in memory hand in, and what they are compared with.
final class ImportDesk: Sendable {
    private struct State {
        weak var house: House?
        var handedIn: [(id: String, source: String, event: ApplicationReceived)] = []
        var failuresLeft = 0
    }

    private let state = Mutex(State())

    var handedIn: [(id: String, source: String, event: ApplicationReceived)] { state.withLock { $0.handedIn } }

    func serve(_ house: House) { state.withLock { $0.house = house } }

    /// The broker is away for so many records.
    func fail(_ count: Int) { state.withLock { $0.failuresLeft = count } }

    private func publish(_ event: any Event, _ source: String, _ id: String) throws {
        guard let event = event as? ApplicationReceived else { return }
        try state.withLock { state in
            state.handedIn.append((id, source, event))
            guard state.failuresLeft > 0 else { return }
            state.failuresLeft -= 1
            throw BrokerBusy()
        }
    }

    func activities(_ vault: Vault, _ database: Database) -> ImportActivities {
        ImportWork(
            papers: ImportVault(vault, database), records: records(database),
            job: { [self] in try await house?.state(JobView.self, $0.text) },
            publish: { [self] in try publish($0, $1, $2) }, offsetMinutes: 480
        ).activities
    }

    private var house: House? { state.withLock { $0.house } }

    /// Over the ledger in memory; which column was what is remembered by the real table.
    func records(_ database: Database) -> ImportRecords {
        let stored = ImportRecords.stored(in: database)
        return ImportRecords(
            find: { [self] in try await house?.state(ApplicationImport.self, $0.text) },
            ofJob: { [self] job in
                try await (house?.states(ApplicationImport.self) ?? []).filter { $0.jobID == job }
            },
            applicants: { [self] job, after in
                let views = try await (house?.states(ApplicationView.self) ?? []).filter { $0.jobID == job }
                return views.enumerated().compactMap { index, view in
                    view.candidateID.map { KnownApplicant(number: Int64(index + 1), candidateID: $0) }
                }.filter { $0.number > after }
            },
            taken: { [self] ids in
                let all = try await house?.states(ApplicationView.self) ?? []
                return ids.filter { id in all.contains { $0.applicationID == id } }
            }, remembered: stored.remembered, remember: stored.remember)
    }
}
