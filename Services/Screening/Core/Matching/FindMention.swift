import Events

/// Looks for a skill or a condition under any of its names; work and skill sections come first as evidence.
func findMention(
    _ id: String, _ names: [Phrase], in resume: Resume, besides instructions: [Range<Int>]
) -> Finding {
    let mentions = allMentions(of: names, in: resume, besides: instructions)
    let clean = mentions.filter { !Doubt.surrounds($0, in: resume.text) }
    if let best = clean.min(by: { (rank($0, resume), $0.lowerBound) < (rank($1, resume), $1.lowerBound) }) {
        return Finding(id, .met, .found, at: best)
    }
    if let doubtful = mentions.first { return Finding(id, .unclear, .doubtful, at: doubtful) }
    return Finding(id, .notMet, .notFound)
}

private func allMentions(of names: [Phrase], in resume: Resume, besides instructions: [Range<Int>]) -> [Range<Int>] {
    names.flatMap { $0.matches(in: resume.text) }
        .filter { mention in !instructions.contains { $0.contains(mention.lowerBound) } }
        .sorted { $0.lowerBound < $1.lowerBound }
}

private func rank(_ mention: Range<Int>, _ resume: Resume) -> Int {
    switch resume.kind(at: mention.lowerBound) {
    case .work, .projects: 0
    case .skills, .certificates, .education: 1
    case .header, .summary: 2
    case .personal, .other: 3
    }
}
