import Domain
import Events

/// Matches a résumé against a job's criteria. `today` bounds posts that run on.
///
/// A required criterion that is not met turns the application down, one that is unclear calls a person. A résumé that
/// cannot be read is never turned down.
package func matchResume(_ resume: Resume, _ criteria: Criteria, today: Month) -> MatchResult {
    let instructions = InstructionLikeText.find(in: resume.text)
    let findings = criteria.all.map { criterion in
        let finding = find(criterion, in: resume, besides: instructions, today: today)
        guard finding.verdict == .notMet, !resume.isReadable else { return finding }
        return Finding(criterion.name, .unclear, .unreadable, at: nil)
    }
    var notes = resume.notes
    if !instructions.isEmpty { notes.append(.instructionLikeText) }
    if !resume.isReadable, !notes.contains(.needsOCR) { notes.append(.poorlyReadable) }
    if resume.text.count >= CleanText.scalarCountMax { notes.append(.cutOff) }
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
    -> ScreeningOutcome
{
    guard isReadable else { return .review }
    let required = zip(findings, criteria.all).filter(\.1.isRequired).map(\.0.verdict)
    if required.contains(.notMet) { return .reject }
    if required.contains(.unclear) { return .review }
    return score >= criteria.passShareMin ? .pass : .review
}

private func find(
    _ criterion: Criterion, in resume: Resume, besides instructions: [Range<Int>], today: Month
) -> Finding {
    switch criterion.kind {
    case .skill(let names), .condition(let names):
        findMention(criterion.name, names, in: resume, besides: instructions)
    case .education(let level):
        judgeEducation(criterion.name, atLeast: level, in: resume)
    case .experience(let months):
        judgeExperience(criterion.name, atLeastMonths: months, in: resume, today: today)
    }
}
