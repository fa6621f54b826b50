import Events
import Flow
import GatewayCore
import Vault

/// Tells the vault what the candidate agrees to now: recordings that nobody may keep any more go at once.
func noting(in vault: Vault) -> Activity<NoteConsent, Bool> {
    { input, _ in
        if input.purposes.contains(.talentPool) {
            try await vault.setPool(input.isGiven, of: input.applicationID, saidAt: input.saidAt)
        }
        if input.purposes.contains(.recording), !input.isGiven {
            try await vault.forgetRecordings(of: input.applicationID, input.candidateID)
        }
        return true
    }
}
