import Domain
import Synchronization
import Telemetry
import Vault

/// Seals the vault's audit in blocks. Every service that uses the vault tries; a lock in the database lets one at a time, so
/// that one that has ended leaves no gap.
final class AuditSealing: Sendable {
    private let vault: Vault
    private let log: Logger
    private let turns = Atomic<Int>(0)

    /// Every so many turns all rows are looked at instead of the last minutes': an hour, when a turn is a minute.
    private static let wideTurns = 60

    init(_ vault: Vault, log: Logger) {
        self.vault = vault
        self.log = log
    }

    func turn() async throws {
        let number = turns.add(1, ordering: .relaxed).oldValue
        if number == 0, try await vault.mayChangeAudit() {
            log.warning(
                "The database role of this service may change the audit: run colloquy migrate as running.md says")
        }
        try await seal(isWide: number % Self.wideTurns == 0)
    }

    private func seal(isWide: Bool) async throws {
        while let block = try await vault.sealAudit(isWide: isWide).block, !Task.isCancelled {
            Metric.auditSealed.increment(by: Int64(block.rowCount))
            // Whoever keeps the log elsewhere keeps checkpoints: the end of the chain cannot be cut off unseen.
            log.notice(
                "Audit sealed",
                metadata: [
                    "audit.block": .integer(Int(block.number)), "audit.hash": .string(AuditCheckpoint(block).hash),
                    "audit.rows": .integer(block.rowCount),
                ])
        }
        let (count, oldest) = try await vault.auditBacklog()
        Metric.auditUnsealedRows.set(count)
        let age = oldest.map { (Host.now().millisecondsSinceEpoch - $0.millisecondsSinceEpoch) / 1_000 } ?? 0
        Metric.auditUnsealedSeconds.set(Int(max(0, age)))
    }
}
