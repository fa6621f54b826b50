import Events

/// Finds every degree that a résumé tells of, Chinese and English.
///
/// Short forms (`MS`, `BA`, `BE`) also name states, programs and companies: they count in the education section, with
/// dots (`M.S.`), or before `in`, `of` or `degree`.
func findEducation(in text: FoldedText, sections: [ResumeSection]) -> [EducationMention] {
    let education = sections.filter { $0.kind == .education }.map(\.range)
    var mentions: [EducationMention] = []
    for (level, names) in degreeNames {
        for (phrase, strength) in names {
            for range in phrase.matches(in: text) {
                let inSection = education.contains { $0.contains(range.lowerBound) }
                guard counts(range, strength, inSection: inSection, in: text), !isTitle(range, in: text) else {
                    continue
                }
                let isCompleted = !isUnfinished(range, in: text) && !Doubt.surrounds(range, in: text)
                mentions.append(EducationMention(level: level, isCompleted: isCompleted, range: range))
            }
        }
    }
    return mentions.sorted { $0.range.lowerBound < $1.range.lowerBound }
}

private enum Strength {
    /// Means the degree wherever it stands.
    case plain
    /// Means the degree in the education section, or before `of`, `in`, `degree`, `'s`.
    case word
}

private func counts(_ range: Range<Int>, _ strength: Strength, inSection: Bool, in text: FoldedText) -> Bool {
    if strength == .plain || inSection { return true }
    let after = text.folded[range.upperBound..<min(text.count, range.upperBound + 12)].drop { $0 == "." }
    return degreeTails.contains { $0.begins(after) }
}

/// `Scrum Master of …`, `Sales Associate in …` are posts, not degrees.
private func isTitle(_ range: Range<Int>, in text: FoldedText) -> Bool {
    let line = text.line(around: range.lowerBound, reach: 24)
    let after = text.folded[range.upperBound..<max(range.upperBound, line.upperBound)]
    return postsBefore.contains { $0.ends(text.folded[line.lowerBound..<range.lowerBound]) }
        || postsAfter.contains { $0.begins(after) }
}

private func isUnfinished(_ range: Range<Int>, in text: FoldedText) -> Bool {
    let words = text.folded[text.line(around: range.lowerBound, reach: 80)]
    return unfinished.contains { $0.occurs(in: words) }
}

private let degreeTails = Words.list(["'s", "s degree", " of ", " in ", " degree"])
private let postsBefore = Words.list([
    "scrum ", "scrum", "web", "post", "quarter", "grand ", "head", "sales ", "research ", "teaching ", "store ",
    "legal ", "senior ",
    "business ", "project ", "team ", "marketing ", "engineering ", "program ", "clinical ", "retail ", "clothing ",
    "account ",
])
private let postsAfter = Words.list([
    " data", " schedule", " plan", " class", " sql", " office", " excel", " word", " access", " project", " visio",
    " windows",
    " dynamics", " servic", " control", " production", " file", " trainer", " chef", " technician", " electrician",
    " diver",
    " consultant", " engineer", " manager", " director", " buyer", " attorney", "生导师", "导师",
])
private let unfinished = Words.list([
    "expected", "pursuing", "in progress", "dropped out", "incomplete", "did not complete", "not completed",
    "candidate",
    "anticipated", "currently enrolled", "ongoing", "在读", "肄业", "结业", "预计", "未毕业", "未获得", "攻读中", "退学",
])

private let degreeNames: [(EducationLevel, [(Phrase, Strength)])] = [
    (
        .doctor,
        named(["博士", "博士后", "phd", "ph.d", "doctorate", "doctor of philosophy", "doctoral degree", "d.phil"], .plain)
    ),
    (
        .master,
        named(
            [
                "硕士", "研究生", "EMBA", "MPAcc", "master of science", "master of arts", "master of engineering", "m.b.a",
                "mba", "m.sc",
                "m.tech",
                "master's degree", "masters degree", "masters in", "master's in", "m.ed", "mca", "m.phil",
                "msc", "mtech", "master degree", "postgraduate",
            ], .plain)
            + named(["master", "masters", "M.S", "M.A", "M.E", "MEng", "m.com"], .word)
    ),
    (
        .bachelor,
        named(
            [
                "本科", "学士", "大学本科", "大学学历", "大学文化", "bachelor of", "bachelor's", "bachelors", "b.tech", "btech", "b.sc",
                "bsc", "b.com",
                "bba", "b.b.a",
                "bca", "undergraduate degree", "bachelor in", "bachelor degree",
            ], .plain)
            + named(["bachelor", "B.S", "B.A", "B.E", "BEng", "graduation"], .word)
    ),
    (
        .associate,
        named(
            [
                "大专", "专科", "高职", "associate of", "associate's degree", "associates degree", "associate degree",
                "a.a.s",
                "associate in applied", "associates in", "higher national diploma",
            ], .plain)
            + named(["associate", "associates", "A.A", "A.S", "AAS"], .word)
    ),
    (
        .secondary,
        named(
            [
                "高中", "中专", "职高", "技校", "high school", "ged", "secondary school", "senior secondary", "hsc", "ssc",
                "12th grade",
            ],
            .plain)
    ),
]

private func named(_ names: [String], _ strength: Strength) -> [(Phrase, Strength)] {
    names.compactMap { Phrase($0) }.map { ($0, strength) }
}
