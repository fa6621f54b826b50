import Crypto

extension Invariant {
    /// Facts of which an application has one, at most. Where several are right, what tells them apart stands beside the type.
    private static let single: [String: String] = [
        "application-admitted": "", "application-screened": "", "application-refused": "", "application-closed": "",
        "interview-submitted": "", "report-compiled": "version", "answer-recorded": "answerID",
        "answer-scored": "answerID",
        "contract-signed": "", "onboarding-prepared": "", "delivery-requested": "deliveryID",
        "delivery-confirmed": "deliveryID", "delivery-failed": "deliveryID",
    ]

    /// I2. One fact, one identity, one content; and of what can be but once, one.
    static let nothingTwice = Invariant(number: 2, title: "every effect happened once") { evidence in
        var violations: [String] = []
        var repeats = 0
        for (id, all) in Dictionary(grouping: evidence.records, by: { "\($0.source) \($0.id)" }) {
            repeats += all.count - 1
            let first = all[0]
            // An outsider may send one identity twice with two contents; the first counts.
            guard first.source.hasPrefix("/colloquy/") else { continue }
            if Set(all.map(\.digest)).count > 1 { violations.append("\(first.type) \(id) has two contents") }
        }
        let facts = evidence.facts.filter { $0.source.hasPrefix("/colloquy/") }
        for (what, all) in Dictionary(
            grouping: facts.filter { single[$0.type] != nil },
            by: { fact in
                "\(fact.type) of \(fact.key) \(fact.names[single[fact.type] ?? ""] ?? "")"
            }) where all.count > 1
        { violations.append("\(what): \(all.count) instead of 1") }
        // The same cause must give the same identity: two of one kind from one cause were decided twice.
        for (what, all) in Dictionary(
            grouping: facts.filter { $0.causation != nil },
            by: { fact in
                let apart = ["deliveryID", "from", "to", "answerID", "version"].compactMap { fact.names[$0] }.joined(
                    separator: "/")
                return "\(fact.type) of \(fact.key) \(apart) because of \(fact.causation ?? "")"
            }) where all.count > 1
        { violations.append("\(what): \(all.count) instead of 1") }
        let both = Set(facts.filter { $0.type == "application-admitted" }.map(\.key))
            .intersection(facts.filter { $0.type == "application-refused" }.map(\.key))
        violations += both.sorted().map { "application \($0) was admitted and refused" }
        return Judgement(
            counted: "\(facts.count) facts of ours, \(repeats) records came again under their identity, "
                + "\(violations.count) doubled", violations: violations)
    }

    /// I4. A delivery goes out once, and once more at most for each crash between the mail server and the mark.
    static let mailsOnce = Invariant(number: 4, title: "every notification went out once") { evidence in
        var violations: [String] = []
        let facts = evidence.facts
        var settled: [String: Set<String>] = [:]
        for fact in facts where fact.type == "delivery-confirmed" || fact.type == "delivery-failed" {
            settled[fact.names["deliveryID"] ?? "", default: []].insert(fact.type)
        }
        let requested = Set(facts.filter { $0.type == "delivery-requested" }.compactMap { $0.names["deliveryID"] })
        for (id, kinds) in settled where kinds.count > 1 {
            violations.append("delivery \(id) was confirmed and failed")
        }
        violations += Set(settled.keys).subtracting(requested).sorted().map { "delivery \($0) was never requested" }
        let confirmed = Set(settled.filter { $0.value.contains("delivery-confirmed") }.keys)
        var counted = "\(requested.count) requested, \(confirmed.count) confirmed"
        var caveat: String?
        if let mails = evidence.mails {
            let allowed = 1 + (evidence.crashesByService["notification"] ?? 0)
            let found = Dictionary(grouping: mails, by: { $0.messageID.prefix { $0 != "@" } }).mapValues(\.count)
            for id in confirmed.sorted() {
                let count = found[SHA256.hash(id).hex.prefix(32)] ?? 0
                if count == 0 { violations.append("delivery \(id) was confirmed, and there is no mail of it") }
                if count > allowed { violations.append("delivery \(id) went out \(count) times") }
            }
            let again = found.values.reduce(0) { $0 + $1 - 1 }
            counted += ", \(mails.count) mails, \(again) of them again"
        } else {
            caveat = "no folder of mails: only what the service says was counted"
        }
        return Judgement(counted: counted, violations: violations, caveat: caveat)
    }
}
