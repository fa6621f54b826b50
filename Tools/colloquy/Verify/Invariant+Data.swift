extension Invariant {
    /// I9. There is one employer, so no tenant to mix up; what can be mixed up are jobs and candidates.
    static let namesAgree = Invariant(
        number: 9, title: "all facts and rows of an application name one job and one candidate"
    ) { evidence in
        var violations: [String] = []
        for name in ["jobID", "candidateID"] {
            var named: [String: Set<String>] = [:]
            for fact in evidence.records where fact.source.hasPrefix("/colloquy/") && fact.names["applicationID"] != nil
            {
                if let value = fact.names[name] { named[fact.key, default: []].insert(value) }
            }
            for row in evidence.applications {
                if let value = name == "jobID" ? row.jobID : row.candidateID {
                    named[row.key, default: []].insert(value)
                }
            }
            violations += named.filter { $0.value.count > 1 }.keys.sorted().map {
                "application \($0) has two values of \(name)"
            }
        }
        let strangers = evidence.records.filter { fact in fact.names["applicationID"].map { $0 != fact.key } ?? false }
        violations += strangers.map { "\($0.type) at \($0.place) has another key than its application" }
        return Judgement(
            counted: "\(evidence.applications.count) rows compared with the topics", violations: violations)
    }

    /// I11. Every file opens and has the hash that was recorded.
    static let filesAreWhole = Invariant(number: 11, title: "every file in the vault is whole") { evidence in
        let unfinished = evidence.blobs.count { $0.condition == "unfinished" }
        let broken = evidence.blobs.filter { !["whole", "unfinished"].contains($0.condition) }
        return Judgement(
            counted: "\(evidence.blobs.count - unfinished) files, \(unfinished) being written, "
                + "\(evidence.objectsWithoutRow.count) folders without a row",
            violations: broken.map { "file \($0.id) is \($0.condition)" }
                + evidence.objectsWithoutRow.map { "folder \($0) belongs to no file" })
    }

    /// I12. What is personal lies in the vault alone.
    static let nothingLeaked = Invariant(number: 12, title: "nothing personal lies outside of the vault") { evidence in
        Judgement(
            counted: "\(evidence.canariesSearched) texts looked for in \(evidence.placesSearched) places",
            violations: evidence.leaks,
            caveat: evidence.canariesSearched == 0 ? "nothing to look for" : nil)
    }

    /// I13. Of an erased candidate nothing is left that could be opened.
    static let erasedIsGone = Invariant(number: 13, title: "of erased candidates nothing is left") { evidence in
        let left = evidence.erased.filter { $0.fields + $0.blobs > 0 }
        return Judgement(
            counted: "\(evidence.erased.count) erased",
            violations: left.map {
                "candidate \($0.candidate) is erased, \($0.fields) fields and \($0.blobs) files are left"
            })
    }

    /// I14. The audit's chain holds, it goes on without going back, and knows every erasure and every reading for a mail.
    static let auditHolds = Invariant(number: 14, title: "the audit is whole") { evidence in
        let unwritten = evidence.erased.filter { !$0.isAudited }
        return Judgement(
            counted: "\(evidence.audit.rows) rows, \(evidence.audit.sealedRows) of them sealed",
            violations: evidence.audit.breaks
                + unwritten.map { "candidate \($0.candidate) is erased, the audit does not say so" }
                + evidence.audit.unread.map { "candidate \($0) was written to, the audit knows no reading" })
    }
}
