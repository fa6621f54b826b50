import Domain
import Postgres
import Synchronization

/// Deposits on their way into the vault. What arrives while a transaction is on its way waits for the next one, so that the
/// cost of a transaction is shared by more the more there is to do.
final class DepositGroup: Sendable {
    private struct Waiting: Sendable {
        let deposit: Deposit
        let answer: CheckedContinuation<Bool, any Error>
    }

    private struct State {
        var waiting: [Waiting] = []
        var underway = 0
    }

    /// While one waits for the disk the other seals.
    private static let underwayMax = 2
    private static let countMax = 250
    private static let bytesMax = 4 * 1024 * 1024

    private let state = Mutex(State())

    /// - Returns: whether it was taken.
    func take(_ deposit: Deposit, _ vault: Vault) async throws -> Bool {
        try await withCheckedThrowingContinuation { answer in
            let isFree = state.withLock { state -> Bool in
                state.waiting.append(Waiting(deposit: deposit, answer: answer))
                guard state.underway < Self.underwayMax else { return false }
                state.underway += 1
                return true
            }
            if isFree { Task { await self.write(into: vault) } }
        }
    }

    /// Writes until nothing waits.
    private func write(into vault: Vault) async {
        while let group = next() {
            let deposits = group.map(\.deposit)
            do {
                let index = try await vault.nameIndex()
                let taken = try await vault.database.run { try DepositWriting(vault, deposits, index).run(on: $0) }
                for (waiting, isTaken) in zip(group, taken) { waiting.answer.resume(with: isTaken) }
            } catch {
                for waiting in group { waiting.answer.resume(throwing: error) }
            }
        }
    }

    private func next() -> [Waiting]? {
        state.withLock { state in
            guard !state.waiting.isEmpty else {
                state.underway -= 1
                return nil
            }
            var bytes = 0
            var count = 0
            // Two deposits of one candidate or name would meet in one statement: the second waits for the next transaction.
            var candidates = Set<CandidateID>()
            var names = Set<BlobID>()
            for waiting in state.waiting.prefix(Self.countMax) {
                bytes += waiting.deposit.byteCount
                guard count == 0 || bytes <= Self.bytesMax, candidates.insert(waiting.deposit.candidate).inserted,
                    names.insert(waiting.deposit.blob).inserted
                else { break }
                count += 1
            }
            defer { state.waiting.removeFirst(count) }
            return Array(state.waiting.prefix(count))
        }
    }
}
