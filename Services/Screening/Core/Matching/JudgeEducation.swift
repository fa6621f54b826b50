import Events

/// Compares the highest completed level of education with the required one.
func judgeEducation(_ id: String, atLeast required: EducationLevel, in resume: Resume) -> Finding {
    let mentions = findEducation(in: resume.text, sections: resume.sections)
    let completed = mentions.filter(\.isCompleted)
    if let highest = highest(completed), highest.level >= required {
        return Finding(id, .met, .levelReached, at: highest.range, level: highest.level)
    }
    if let begun = mentions.first(where: { !$0.isCompleted && $0.level >= required }) {
        return Finding(id, .unclear, .levelNotCompleted, at: begun.range, level: begun.level)
    }
    guard let highest = highest(completed) else { return Finding(id, .unclear, .levelNotStated) }
    return Finding(id, .notMet, .levelTooLow, at: highest.range, level: highest.level)
}

private func highest(_ mentions: [EducationMention]) -> EducationMention? {
    mentions.max { ($0.level, -$0.range.lowerBound) < ($1.level, -$1.range.lowerBound) }
}
