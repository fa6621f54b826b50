import Domain
import Events
import Flow
import Kernel
import Vault

extension ActivityFailure {
    /// Nil unless the error says that the candidate was erased, in the vault's words or in an activity's.
    init?(erasing error: any Error) {
        if let error = error as? VaultError, error == .erased {
            self = .candidateErased
        } else if let failure = error as? ActivityFailure, failure.code == ActivityFailure.candidateErased.code {
            self = failure
        } else {
            return nil
        }
    }
}

extension Reaction.ActivityRow {
    /// How work ends whose candidate was erased. No attempt helps, and nothing is wrong: it is what was asked for.
    func endingOfErased(_ item: ParkedItem) -> Reaction.ActivityResult {
        (try? giveUp(item.payload, .candidateErased)) ?? .nothing(.saidBy(CandidateErased.self), of: item.name)
    }
}
