import Events

extension Invariant {
    /// I5. Whatever a service has read is in its inbox, or a dead letter that says where it came from and why.
    static let everythingReadIsNoted = Invariant(
        number: 5, title: "every record that was read is noted or a dead letter"
    ) { evidence in
        var violations: [String] = []
        let origins = Dictionary(grouping: evidence.letters, by: \.service).mapValues { Set($0.compactMap(\.origin)) }
        var letterCount = 0
        for (service, all) in Dictionary(grouping: evidence.handled, by: \.service) {
            guard let found = evidence.services[service] else { continue }
            let inbox = Set(found.inbox)
            let parked = Set(found.parked.map(\.id))
            let letters = origins[service] ?? []
            var works: [String: Bool] = [:]
            // Of one identity that came several times, the first is put aside and the others are its repeats.
            let buried = Set(all.filter { letters.contains($0.place) }.map(\.inbox))
            for one in all {
                let isUnread = found.lag["\(one.topic)/\(one.partition)"].map { _ in true } ?? false
                if letters.contains(one.place) { letterCount += 1; continue }
                if isUnread, !inbox.contains(one.inbox) { continue }
                if one.isFaulty, buried.contains(one.inbox), inbox.contains(one.inbox) { continue }
                if one.isFaulty {
                    violations.append("\(service): \(one.place) is no event and no dead letter")
                } else if !inbox.contains(one.inbox) {
                    violations.append("\(service): \(one.type) at \(one.place) left no trace")
                } else if let work = one.work, let result = one.result {
                    // Of the same event under several times, only the first has work.
                    let isThere = parked.contains(work) || inbox.contains(result) || parked.contains(one.waiting ?? "")
                    works[one.inbox] = (works[one.inbox] ?? false) || isThere
                }
            }
            violations += works.filter { !$0.value }.keys.sorted().map {
                "\(service): the work of \($0) vanished without a result"
            }
        }
        for letter in evidence.letters where letter.reason == nil || !letter.hasTime {
            violations.append("\(letter.service): a dead letter of \(letter.key) does not say why or when")
        }
        return Judgement(
            counted:
                "\(evidence.handled.count) readings, \(letterCount) by dead letter, \(violations.count) without a trace",
            violations: violations)
    }

    /// I6. What was decided is on its topic.
    static let everythingIsPublished = Invariant(
        number: 6, title: "every fact that was committed is on its topic"
    ) { evidence in
        var violations: [String] = []
        for (service, found) in evidence.services.sorted(by: { $0.key < $1.key }) where found.outboxBlocks > 0 {
            violations.append("\(service): \(found.outboxBlocks) blocks still lie in the outbox")
        }
        var types: [String: Set<String>] = [:]
        for record in evidence.records { types[record.key, default: []].insert(record.type) }
        func demand(_ type: String, _ key: String, _ topic: String) {
            if !evidence.cutTopics.contains(topic), types[key]?.contains(type) != true {
                violations.append("\(type) of \(key) was decided and is not on \(topic)")
            }
        }
        var states = 0
        for row in evidence.statesBefore {
            states += 1
            switch (row.service, row.standing) {
            case ("screening", "screened"):
                demand("application-admitted", row.key, Topic.screenings.name)
                demand("application-screened", row.key, Topic.screenings.name)
            case ("screening", "refused"): demand("application-refused", row.key, Topic.screenings.name)
            case ("workflow", "closed"): demand("application-closed", row.key, Topic.stages.name)
            case ("workflow", _): demand("stage-changed", row.key, Topic.stages.name)
            default: states -= 1
            }
        }
        let facts = Set(
            evidence.records.compactMap { record in record.names["deliveryID"].map { "\(record.type) \($0)" } })
        for delivery in evidence.deliveries {
            let wanted = ["delivered": "delivery-confirmed", "failed": "delivery-failed"][delivery.status]
            for type in ["delivery-requested"] + (wanted.map { [$0] } ?? [])
            where !facts.contains("\(type) \(delivery.id)") {
                violations.append("\(type) \(delivery.id) was decided and is not on its topic")
            }
        }
        violations += causeless(evidence)
        return Judgement(
            counted:
                "\(states) states, \(evidence.deliveries.count) deliveries, \(violations.count) without their fact",
            violations: violations,
            caveat: evidence.cutTopics.isEmpty ? nil : "retention has cut \(evidence.cutTopics.joined(separator: ", "))"
        )
    }

    /// A fact that is caused by a fact of ours that is nowhere: that one was lost after it was read, or forged.
    private static func causeless(_ evidence: Evidence) -> [String] {
        guard evidence.cutTopics.isEmpty else { return [] }
        let known = Set(evidence.records.map(\.id)).union(evidence.letters.compactMap(\.event))
        // What the gateway says follows from requests, which are on no topic.
        let judged = evidence.facts.filter { $0.source.hasPrefix("/colloquy/") && $0.source != "/colloquy/gateway" }
        return judged.filter { fact in fact.causation.map { !known.contains($0) } ?? false }
            .map { "\($0.type) of \($0.key) follows from \($0.causation ?? "-"), which is nowhere" }
    }

    /// I7. Stages follow one another without a gap, in the order in which everybody reads them.
    static let stagesFollow = Invariant(number: 7, title: "every application's stages follow without a gap") {
        evidence in
        var violations: [String] = []
        var last: [String: String] = [:]
        var steps = 0
        let isCut = evidence.cutTopics.contains(Topic.stages.name)
        for fact in evidence.facts where fact.type == "stage-changed" {
            steps += 1
            let from = fact.names["from"] ?? "-"
            if let before = last[fact.key], before != from, !isCut {
                violations.append("\(fact.key) went from \(from) when it was at \(before) (\(fact.place))")
            }
            last[fact.key] = fact.names["to"] ?? "-"
        }
        let before = Dictionary(
            evidence.statesBefore.filter { $0.service == "workflow" }.map { ($0.key, $0.standing) }
        ) { first, _ in first }
        for row in evidence.applications where row.service == "workflow" && before[row.key] == row.standing {
            if let at = last[row.key], at != row.standing, evidence.services["workflow"]?.outboxBlocks == 0 {
                violations.append("\(row.key) is at \(row.standing), its last fact says \(at)")
            }
        }
        return Judgement(counted: "\(steps) steps of \(last.count) applications", violations: violations)
    }

    /// I8. Nobody has anything left to read.
    static let nobodyIsStalled = Invariant(number: 8, title: "no partition is stalled") { evidence in
        let behind = evidence.services.flatMap { service, found in
            found.lag.map { "\(service) lacks \($0.value) of \($0.key)" }
        }
        let total = evidence.services.values.flatMap(\.lag.values).reduce(0, +)
        return Judgement(counted: "\(total) records unread", violations: behind.sorted())
    }

    /// I10. No lease is over and still held, nothing is due and untouched, no session sleeps inside of a transaction.
    static let nothingIsStuck = Invariant(number: 10, title: "nothing that is due lies untouched") { evidence in
        let graceSeconds: Int64 = 60
        var violations = evidence.sessions.map { "\($0) is idle in a transaction" }
        var waiting = 0
        for (service, found) in evidence.services.sorted(by: { $0.key < $1.key }) {
            waiting += found.parked.count
            for row in found.parked {
                if let over = row.leaseOverSeconds, over > graceSeconds {
                    violations.append("\(service): the lease of \(row.name) \(row.id) is over since \(over) s")
                } else if row.leaseOverSeconds == nil, row.overdueSeconds > graceSeconds {
                    violations.append("\(service): \(row.name) \(row.id) is due since \(row.overdueSeconds) s")
                }
            }
        }
        return Judgement(counted: "\(waiting) rows wait", violations: violations)
    }
}
