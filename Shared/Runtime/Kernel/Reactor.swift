import Domain
import Events
import Flow

/// A service's whole table, and the one place that decides a batch: pure, in memory, in order.
package final class Reactor: Sendable {
    package let service: String
    package let reactions: [Reaction]
    let source: String
    let mark: ServiceMark
    private let routes: [(name: [UInt8], rows: [Row])]

    package init(service: String, reactions: [Reaction]) {
        self.service = service
        source = EventHeaders.source(of: service)
        mark = ServiceMark(service)
        self.reactions = reactions
        var rows: [String: [Int]] = [:]
        for (index, reaction) in reactions.enumerated() { rows[reaction.name, default: []].append(index) }
        for (name, indices) in rows where indices.count > 1 {
            precondition(
                indices.allSatisfy { reactions[$0].activity == nil }, "\(name) has an activity and another row")
            precondition(
                Set(indices.map { reactions[$0].isEvent }).count == 1, "\(name) is an event and something else")
        }
        routes = rows.sorted { $0.key < $1.key }.map { (Array($0.key.utf8), $0.value.map { Row(reactions[$0]) }) }
    }

    /// The topics to read, derived from the table.
    package var topics: [Topic] {
        let topics = Set(
            reactions.compactMap { reaction -> Topic? in
                if case .event(let event) = reaction.trigger { event.schema.topic } else { nil }
            })
        return topics.sorted { $0.name < $1.name }
    }

    /// All states that the rows read and write.
    package var stateKinds: Set<StateKind> { Set(reactions.map { StateKind($0.state) }).union(referenceKinds) }

    /// The states that rows read besides their own.
    package var referenceKinds: Set<StateKind> {
        Set(reactions.compactMap { $0.reference.map { StateKind($0.state) } })
    }

    /// Which rows decide about what this service itself put down or took in under a name; nil: nobody does. What a topic
    /// brings is routed by `TopicRoutes`.
    package func route(_ name: String) -> Int? {
        routes.firstIndex { $0.name.elementsEqual(name.utf8) }
    }

    package func name(of route: Int) -> String { String(decoding: routes[route].name, as: UTF8.self) }

    /// The row with an activity under this name.
    package func activity(_ name: String) -> Reaction? {
        reactions.first { $0.name == name && $0.activity != nil }
    }

    /// The key that an event itself names. Throws when the value cannot be read.
    package func key(of arrival: Arrival) throws(Reaction.Fault) -> String {
        guard let route = arrival.route, let read = routes[route].rows[0].reaction.eventKey else {
            return arrival.key
        }
        return try read(arrival)
    }

    /// Names the states that an arrival will touch, so that they can be loaded with those of the whole batch.
    package func touch(_ arrival: Arrival, in slots: SlotTable) {
        guard let route = arrival.route, arrival.fault == nil else { return }
        arrival.slot = nil
        for row in routes[route].rows {
            let slot = slots[row.state, arrival.key]
            if arrival.slot == nil {
                arrival.slot = slot
                arrival.slotTable = ObjectIdentifier(slots)
            }
            // A value that cannot be read is found by the decision, with its reason.
            if let kind = row.reference,
                let key = arrival.result?.referenceKey ?? (try? row.reaction.reference?.key(arrival))
            {
                _ = slots[kind, key]
            }
        }
    }

    /// Decides one arrival. The scope holds every state that `touch` named.
    package func decide(_ arrival: Arrival, in scope: DecisionScope) -> Outcome {
        let effects = scope.effects
        let savepoint = effects.savepoint
        let inboxCount = effects.inbox.count
        effects.inbox.append(arrival.cause.inboxID)
        let outcome = outcome(of: arrival, in: scope)
        switch outcome {
        case .applied, .parked:
            scope.slots.conclude(isAccepted: true)
            finish(arrival, effects)
        case .notYet(let reason):
            scope.slots.conclude(isAccepted: false)
            effects.rewind(to: savepoint)
            return postpone(
                arrival, reason: reason, needs: scope.missing, inboxCount: inboxCount, effects: effects)
        case .buried(let reason):
            scope.slots.conclude(isAccepted: false)
            effects.rewind(to: savepoint)
            bury(arrival, reason: reason, effects: effects)
            if arrival.isSubmission { effects.inbox.removeLast() }
        case .refused, .ignored, .duplicate, .stale:
            scope.slots.conclude(isAccepted: false)
            effects.rewind(to: savepoint)
            finish(arrival, effects)
            // What nobody reacts to leaves no trace: it would only fill the inbox. Nor does a submission that was refused: its sender
            // knows, and the same again is decided anew instead of being answered as if it had been done.
            if outcome == .ignored || arrival.isSubmission { effects.inbox.removeLast() }
        }
        return outcome
    }

    private func outcome(of arrival: Arrival, in scope: DecisionScope) -> Outcome {
        if let fault = arrival.fault { return .buried(fault) }
        guard let route = arrival.route else {
            // What was parked was somebody's work once; a row that is gone must not take it along.
            if case .parked = arrival.origin { return .buried("no row takes this any more") }
            return .ignored
        }
        var outcome = Outcome.applied
        scope.begin(arrival, rowCount: routes[route].rows.count)
        defer { arrival.forget() }
        do throws(Reaction.Fault) {
            for row in routes[route].rows {
                if let result = arrival.result { return try scope.decide(by: row, result.decide) }
                outcome = try scope.decide(by: row, row.reaction.decide)
                if case .notYet = outcome { return outcome }
            }
            return outcome
        } catch {
            switch error {
            case .refused(let refusal):
                // Nobody is there to be answered, so a person has to look.
                guard refusal.ending != .answered || arrival.isSubmission else {
                    return .buried("refused, and nobody is told: \(refusal.code)")
                }
                return .refused(refusal)
            case .malformed(let reason): return .buried(reason)
            }
        }
    }

    private func finish(_ arrival: Arrival, _ effects: Effects) {
        if case .parked(let id, let epoch, _) = arrival.origin { effects.finished.append((id, epoch)) }
    }
}

extension Reaction {
    fileprivate var isEvent: Bool { if case .event = trigger { true } else { false } }
}

extension Reactor {
    /// A record waits in the parked table, a parked item waits longer, a submission is told. In the end: dead letters.
    private func postpone(
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
