import Domain
import Events
import Flow
import GatewayCore
import Host
import Vault

/// Tells the house of candidates who were erased, by the API or by `colloquy erase`: a fact for each of their applications.
/// Doing it twice changes nothing.
func tellErasures(
    of vault: Vault, submit: @Sendable (TellErasure, _ idempotencyKey: String) async throws -> Outcome
) async throws {
    let erasures = try await vault.untoldErasures()
    for erasure in erasures {
        for application in erasure.applicationIDs {
            let body = TellErasure(
                applicationID: application, candidateID: erasure.candidateID, erasedAt: erasure.erasedAt)
            let outcome = try await submit(body, "\(erasure.number)/\(application)")
            // It was not recorded: the next turn tells again.
            if outcome == .stale { throw HostBusy() }
        }
        try await vault.noteTold(erasure)
    }
    // The bytes of what is unreadable already.
    while !erasures.isEmpty, try await vault.sweep() > 0 {}
}

/// Ends what a candidate who was erased had asked for.
func endRequests(
    of application: ApplicationID, as records: RequestRecords, submit: @Sendable (RequestID) async throws -> Outcome
) async throws {
    for request in try await records.ofApplication(application)
    where request.status == .open || request.status == .answered {
        // It was not recorded: the next turn tells again.
        if try await submit(request.requestID) == .stale { throw HostBusy() }
    }
}
