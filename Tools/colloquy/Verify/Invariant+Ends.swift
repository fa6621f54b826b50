import Events

/// Where an application that was acknowledged is now.
enum Whereabouts: Hashable {
    case ended, waiting, deadLetter, lost

    static func all(_ evidence: Evidence) -> [(key: String, at: Whereabouts)] {
        let ends = Set(
            evidence.records.filter { ["application-closed", "application-refused"].contains($0.type) }.map(\.key))
        let standing = Dictionary(
            grouping: evidence.applications.filter { $0.service == "workflow" || $0.service == "screening" }, by: \.key)
        let parked = Set(evidence.services.values.flatMap { $0.parked.filter { !$0.isTimer }.map(\.key) })
        let letters = evidence.keysInLetters
        return evidence.acknowledgedApplications.map { key in
            let rows = standing[key] ?? []
            if ends.contains(key) || rows.contains(where: { $0.standing == "closed" || $0.standing == "refused" }) {
                return (key, .ended)
            }
            if rows.contains(where: { $0.service == "workflow" }) || parked.contains(key) { return (key, .waiting) }
            return (key, letters.contains(key) ? .deadLetter : .lost)
        }
    }
}

extension Invariant {
    /// I1. What a client was told is there, and what it was refused is not.
    static let everySubmissionHasAnEnd = Invariant(
        number: 1, title: "every acknowledged submission has an end or waits visibly"
    ) { evidence in
        let places = Whereabouts.all(evidence)
        var violations = places.filter { $0.at == .lost }.map {
            "application \($0.key) was acknowledged and is nowhere"
        }
        let told = evidence.acknowledged ?? []
        let facts = Dictionary(grouping: evidence.facts, by: { "\($0.type) \($0.key)" }).mapValues(\.count)
        for (what, all) in Dictionary(
            grouping: told.filter { $0.type != Evidence.applicationType }, by: { "\($0.type) \($0.key)" })
        {
            let sure = all.count { $0.result == "ok" }
            let possible = all.count { $0.result != "fail" }
            let found = facts[what] ?? 0
            if found < sure { violations.append("\(what): \(sure) were acknowledged, \(found) are there") }
            if found > possible { violations.append("\(what): \(possible) can have been taken in, \(found) are there") }
        }
        let refused = Set(told.filter { $0.type == Evidence.applicationType && $0.result == "fail" }.map(\.key))
            .subtracting(told.filter { $0.result != "fail" }.map(\.key))
        let received = Set(evidence.records.filter { $0.type == Evidence.applicationType }.map(\.key))
        violations += refused.intersection(received).sorted().map { "application \($0) was refused and is there" }
        return Judgement(
            counted:
                "\(places.count) applications, \(told.count { $0.result == "ok" && $0.type != Evidence.applicationType }) "
                + "other submissions, \(violations.count) lost",
            violations: violations,
            caveat: evidence.acknowledged == nil
                ? "no client's ledger: what lies on the topics counts as acknowledged" : nil)
    }

    /// I3. The equation of conservation.
    static let conservation = Invariant(
        number: 3, title: "acknowledged = ended + waiting visibly + dead letters"
    ) { evidence in
        let counts = Dictionary(grouping: Whereabouts.all(evidence), by: \.at).mapValues(\.count)
        let (ended, waiting, letters) = (counts[.ended] ?? 0, counts[.waiting] ?? 0, counts[.deadLetter] ?? 0)
        let total = evidence.acknowledgedApplications.count
        let isBalanced = total == ended + waiting + letters
        var violations = isBalanced ? [] : ["\(total - ended - waiting - letters) of \(total) are on neither side"]
        // What screening took in, workflow must know: the same equation one house further on.
        let admitted = Set(evidence.records.filter { $0.type == "application-admitted" }.map(\.key))
        let known = Set(evidence.applications.filter { $0.service == "workflow" }.map(\.key))
            .union(evidence.services["workflow"]?.parked.filter { !$0.isTimer }.map(\.key) ?? []).union(
                evidence.keysInLetters)
        if let lag = evidence.services["workflow"]?.lag, lag.isEmpty {
            violations += admitted.subtracting(known).sorted().map {
                "application \($0) was admitted, workflow has no row of it"
            }
        }
        return Judgement(
            counted: "\(total) \(isBalanced ? "=" : "≠") \(ended) + \(waiting) + \(letters)", violations: violations)
    }
}
