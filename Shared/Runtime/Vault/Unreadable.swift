import Domain
import Telemetry

/// Tells of what the vault could not read where it went on without it.
enum Unreadable {
    private static let log = Logger(label: "vault")

    static func note(_ candidate: CandidateID, _ error: any Error) {
        Counter(
            label: "colloquy_vault_unreadable_total", dimensions: [("reason", label(error))],
            help: "Items that were left out of an answer because they could not be read."
        ).increment()
        log.error(
            "An item of the vault cannot be read",
            metadata: ["candidate": .string(candidate.text), "reason": .string("\(error)")])
    }

    private static func label(_ error: any Error) -> String {
        if case VaultError.missingKey = error { "missing_key" } else { "damaged" }
    }
}
