import Domain
import Events
import Flow

/// The application has ended without a contract: no letter, draft, approval or seal follows for it.
package func noteEnd(_ event: ApplicationClosed, _ file: ContractFile?, _ cause: Cause) throws(Refusal) -> Decision<
    ContractFile
> {
    guard var file else { return .nothing(.noConsequence("No offer was asked for.")) }
    guard event.outcome != .hired else { return .nothing(.noConsequence("It ended with its contract.")) }
    guard file.endedAt == nil else { return .nothing(.noConsequence("Its end is noted.")) }
    file.endedAt = cause.occurredAt ?? cause.now
    return Decision(file)
}

extension ContractFile {
    /// A declaration counts when it was made before the end, in whatever order both are heard of: whoever signed has a contract.
    /// The moments are of two processes' clocks; the gateway, which hears of most ends first, has looked before.
    func hasEnded(before moment: Instant) -> Bool { endedAt.map { $0 <= moment } ?? false }
}

extension Refusal {
    static let applicationClosed = Refusal(
        "application-closed", "The application has ended.", .saidBy(ApplicationClosed.self))
}
