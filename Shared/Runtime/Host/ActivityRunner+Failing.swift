import Domain
import Flow
import Kernel
import Postgres
import Synchronization
import Telemetry

extension ActivityRunner {
    /// Work under a name that this program does not know: a newer one of the service is being brought in, or an older one put
    /// back. It waits for a program that knows it.
    struct UnknownWork: Classified, CustomStringConvertible {
        var kind: FailureKind { .environment }
        var description: String { "this program has no row of this name" }
    }

    func unknown(_ leased: ParkedWork.Leased) async { await failed(leased, nil, UnknownWork()) }

    /// Sorts a failure: the work waits, or what is to follow goes to the lane of its key.
    func failed(_ leased: ParkedWork.Leased, _ row: Reaction.ActivityRow?, _ error: any Error) async {
        let item = leased.item
        let kind = kind(of: error)
        var metadata = metadata(item)
        metadata["error"] = .string(harmlessDescription(of: error))
        metadata["error.kind"] = .string(kind.rawValue)
        // Attempts of another kind say nothing about this one: after days without a disk a mistake of ours is still new.
        let attempts = leased.failure?.kind == kind ? item.attempts + 1 : 1
        let waited = leased.failure.map { parts.clock().milliseconds(since: $0.since) } ?? 0
        let count = FailureCount(attempts: attempts, waitedMilliseconds: max(0, waited))
        switch verdict(on: error, after: count, of: item.id, patience: parts.settings.patience) {
        case .retry(let pause):
            Metric.activity(item.name, "retried").increment()
            metadata["pause.ms"] = .integer(pause)
            parts.log.warning("Activity failed and will be tried again", metadata: metadata)
            do {
                try await parts.work.postpone(
                    item.id, epoch: leased.epoch, pauseMilliseconds: pause, attempts: attempts, kind: kind,
                    reason: reason(error))
                retry(afterMilliseconds: pause)
            } catch {
                // The lease ends by itself, and the work falls due again.
                parts.log.warning(
                    "Activity could not be given back", metadata: ["error": .string(harmlessDescription(of: error))])
            }
            letGo(item)
        case .bury(let reason):
            Metric.activity(item.name, "given_up").increment()
            parts.log.error("Activity was given up", metadata: metadata)
            let result: Reaction.ActivityResult?
            do { result = try row?.giveUp(item.payload, ActivityFailure(givingUp: error)) } catch {
                deliver(leased, result: nil, fault: harmlessDescription(of: error))
                return
            }
            deliver(leased, result: result, fault: reason)
        case .commit:
            deliver(leased, result: nil, fault: harmlessDescription(of: error))
        }
    }

    /// A word for the metrics: the failure's code, or the name of the error's type.
    private func reason(_ error: any Error) -> String {
        (error as? ActivityFailure)?.code ?? "\(type(of: error))"
    }

    /// What its surroundings had held up works again: so will the rest, which need not wait for the end of its pauses.
    func worked(_ name: String) async {
        let now = ContinuousClock.now
        let isFirst = state.withLock { state -> Bool in
            if let last = state.hastened[name], now - last < .seconds(60) { return false }
            state.hastened[name] = now
            return true
        }
        guard isFirst else { return }
        // When this fails, the pauses end by themselves.
        try? await parts.work.hasten(name, withinMilliseconds: 5000)
        wake()
    }
}

/// What a dead letter made from parked work says besides its reason, so that the work can be given back: where its record came
/// from, or what it was called and what had caused it.
struct HeadersOfWork: HeaderSource {
    let item: ParkedItem

    var headers: [Header] {
        if item.headers.contains(where: { $0.name == DeadLetter.topicHeader }) { return item.headers }
        return item.headers + DeadLetter.headers(ofWork: item)
    }
}
