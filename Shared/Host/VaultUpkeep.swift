import Domain
import Synchronization
import Telemetry
import Vault

/// What the vault needs besides being read and written: its audit is sealed in blocks. Every service that uses the vault
/// tries; a lock in the database lets one at a time, so that one that has ended leaves no gap.
final class VaultUpkeep: Sendable {
    private let vault: Vault
    private let interval: Duration
    private let log: Logger
    private let loop = Mutex<Task<Void, Never>?>(nil)

    /// Every so many turns all rows are looked at instead of the last minutes': an hour, when a turn is a minute.
    private static let wideTurns = 60

    init(_ vault: Vault, intervalSeconds: Int, log: Logger) {
        self.vault = vault
        interval = .seconds(intervalSeconds)
        self.log = log
    }

    func start() {
        loop.withLock { loop in loop = Task { [self] in await run() } }
    }

    /// Ends after the turn that is under way; what is not sealed, another process or the next start seals.
    func stop() async {
        let task = loop.withLock { $0 }
        task?.cancel()
        await task?.value
    }

    private func run() async {
        if (try? await vault.mayChangeAudit()) == true {
            log.warning(
                "The database role of this service may change the audit: run colloquy migrate as running.md says")
        }
        var turn = 0
        while !Task.isCancelled {
            do { try await seal(isWide: turn % Self.wideTurns == 0) } catch {
                log.warning("The audit could not be sealed", metadata: ["error": .string("\(error)")])
            }
            turn += 1
            do { try await Task.sleep(for: interval) } catch { return }
        }
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
