/// One thing that must hold, judged on evidence.
struct Invariant: Sendable {
    let number: Int
    let title: String
    let judge: @Sendable (Evidence) -> Judgement

    var name: String { "I\(number)" }

    static let all: [Invariant] = [
        .everySubmissionHasAnEnd, .nothingTwice, .conservation, .mailsOnce, .everythingReadIsNoted,
        .everythingIsPublished,
        .stagesFollow, .nobodyIsStalled, .namesAgree, .nothingIsStuck, .filesAreWhole, .nothingLeaked, .erasedIsGone,
        .auditHolds,
    ]
}

/// What was counted, and what is wrong, named without anything personal.
struct Judgement: Sendable {
    /// Words and numbers for the report: `312 acknowledged, 0 lost`.
    var counted: String
    var violations: [String] = []
    /// Part of it could not be judged here; why.
    var caveat: String?
}

extension Evidence {
    /// Facts once each, however often they were published, in the order of their partitions.
    var facts: [Record] {
        var seen: Set<String> = []
        return records.filter { seen.insert("\($0.source) \($0.id)").inserted }
    }

    var keysInLetters: Set<String> { Set(letters.map(\.key)) }

    /// Applications that were acknowledged: by the client's ledger, else what lies on the topic.
    var acknowledgedApplications: [String] {
        if let acknowledged {
            return Set(acknowledged.filter { $0.type == Evidence.applicationType && $0.result == "ok" }.map(\.key))
                .sorted()
        }
        return Set(records.filter { $0.type == Evidence.applicationType }.map(\.key)).sorted()
    }

    static let applicationType = "application-received"
}
