import Domain
import Events
import Flow

extension Reactor {
    /// A record waits in the parked table, a parked item waits longer, a submission is told. In the end: dead letters.
    func postpone(
        _ arrival: Arrival, reason: String, needs: SlotTable.Address?, inboxCount: Int, effects: Effects
    ) -> Outcome {
        switch arrival.origin {
        case .submission:
            effects.inbox.removeLast(effects.inbox.count - inboxCount)
            return .notYet(reason)
        case .topic:
            let id = EventID.derived(from: arrival.cause.derivation, index: 0, purpose: 2)
            var cause = arrival.cause
            cause.inboxID = EventID.derived(from: id, index: 0, purpose: 1)
            effects.parked.append(
                ParkedItem(
                    id: id, kind: .record, name: name(of: arrival.route ?? 0), key: arrival.key,
                    payload: Array(arrival.value), isPersonal: arrival.isPersonal, cause: cause,
                    headers: deadLetterHeaders(arrival, reason: nil),
                    dueAt: arrival.cause.now.advanced(byMilliseconds: Backoff.notYet.milliseconds(afterAttempt: 1)),
                    attempts: 1, needs: needs))
            return .notYet(reason)
        case .parked(let id, let epoch, let attempt):
            guard !arrival.isLastAttempt else {
                let reason = "gave up: \(reason)"
                bury(arrival, reason: reason, effects: effects)
                return .buried(reason)
            }
            effects.inbox.removeLast(effects.inbox.count - inboxCount)
            let pause = Backoff.notYet.milliseconds(afterAttempt: attempt + 1)
            effects.postponed.append(
                (id, epoch, arrival.cause.now.advanced(byMilliseconds: pause), attempt + 1))
            return .notYet(reason)
        }
    }

    /// Puts the untouched record with its headers and the reason into the outbox, for the service's dead letters.
    func bury(_ arrival: Arrival, reason: String, effects: Effects) {
        if case .parked(let id, let epoch, _) = arrival.origin { effects.finished.append((id, epoch)) }
        if case .submission = arrival.origin { return }
        effects.deadLetters.append(
            DeadLetter(
                topic: Topic.deadLetters(of: service).name, key: arrival.key,
                headers: deadLetterHeaders(arrival, reason: reason), value: Array(arrival.value),
                isPersonal: arrival.isPersonal))
    }

    /// The record's headers and where it came from: kept with what is parked, too, since that may be buried later.
    func deadLetterHeaders(_ arrival: Arrival, reason: String?) -> [Header] {
        var headers = arrival.headers
        if case .topic(let topic, let partition, let offset) = arrival.origin {
            headers.append(Header(DeadLetter.topicHeader, topic))
            headers.append(Header(DeadLetter.partitionHeader, String(partition)))
            headers.append(Header(DeadLetter.offsetHeader, String(offset)))
        }
        if let reason {
            headers.append(Header(DeadLetter.reasonHeader, reason))
            headers.append(Header(DeadLetter.timeHeader, arrival.cause.now.description))
            headers.append(Header(DeadLetter.serviceHeader, service))
            if case .parked(_, _, let attempt) = arrival.origin {
                headers.append(Header(DeadLetter.attemptsHeader, String(attempt)))
            }
        }
        return headers
    }
}
