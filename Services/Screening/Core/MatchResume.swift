import Domain

/// Matches a résumé against a job's criteria. `today` bounds posts that run on.
///
/// A required criterion that is not met turns the application down, one that is unclear calls a person. A résumé that
/// cannot be read is never turned down.
package func matchResume(_ resume: Resume, _ criteria: Criteria, today: Month) -> MatchResult {
    let instructions = InstructionLikeText.find(in: resume.text)
    let findings = criteria.all.map { criterion in
        let finding = find(criterion, in: resume, besides: instructions, today: today)
        guard finding.verdict == .notMet, !resume.isReadable else { return finding }
        return Finding(criterion.id, .unclear, .unreadable, at: nil)
    }
    var notes: Set<MatchResult.Note> = []
    if !instructions.isEmpty { notes.insert(.instructionLikeText) }
    if !resume.isReadable { notes.insert(.poorlyReadable) }
    if resume.text.count >= CleanText.scalarCountMax { notes.insert(.cutOff) }
    let score = share(of: findings, criteria)
    return MatchResult(
        outcome: outcome(findings, criteria, score, isReadable: resume.isReadable), score: score, findings: findings,
        notes: notes)
}

private func share(of findings: [Finding], _ criteria: Criteria) -> Score {
    let total = criteria.all.reduce(0) { $0 + $1.weight }
    guard total > 0 else { return .full }
    let met = zip(findings, criteria.all).reduce(0) { $0 + ($1.0.verdict == .met ? $1.1.weight : 0) }
    return Score(clamping: 100 * Double(met) / Double(total))
}

private func outcome(_ findings: [Finding], _ criteria: Criteria, _ score: Score, isReadable: Bool)
    -> MatchResult.Outcome
{
    guard isReadable else { return .review }
    let required = zip(findings, criteria.all).filter { $0.1.necessity == .required }.map(\.0.verdict)
    if required.contains(.notMet) { return .reject }
    if required.contains(.unclear) { return .review }
    return score >= criteria.passScore ? .pass : .review
}

private func find(
    _ criterion: Criterion, in resume: Resume, besides instructions: [Range<Int>], today: Month
) -> Finding {
    switch criterion.kind {
    case .skill(let names), .mentions(let names):
        findMention(criterion.id, names, in: resume, besides: instructions)
    case .omits(let names):
        findOmission(criterion.id, names, in: resume, besides: instructions)
    case .education(let level):
        judgeEducation(criterion.id, atLeast: level, in: resume)
    case .experience(let months):
        judgeExperience(criterion.id, atLeastMonths: months, in: resume, today: today)
    }
}
