import Domain
import Flow
import Postgres
import Synchronization
import Telemetry

extension ActivityRunner {
    /// Prolongs the leases of all that is at work, in one statement for all, three times within a lease. What was lost to
    /// another worker is cancelled; a database that is away for a moment ends no work.
    func beat() async {
        while !Task.isCancelled {
            do { try await Task.sleep(for: .milliseconds(parts.settings.leaseMilliseconds / 3)) } catch { return }
            let running = state.withLock { $0.inHand.running }
            let beats = running.map { id, work in ParkedWork.Beat(id: id, epoch: work.epoch) }
            guard !beats.isEmpty,
                let held = try? await parts.work.heartbeat(
                    beats, leaseMilliseconds: parts.settings.leaseMilliseconds)
            else { continue }
            for (id, work) in running where !held.contains(id) {
                let isLost = state.withLock { state -> Bool in
                    guard state.inHand.running[id]?.epoch == work.epoch else { return false }
                    state.lost.insert(id)
                    return true
                }
                if isLost { work.task.cancel() }
            }
        }
    }
}
