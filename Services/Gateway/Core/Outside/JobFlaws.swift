import Domain
import Events

/// What keeps a job from being published: the person who set it up can mend it at once.
func flaw(in job: JobDescription) -> Refusal? {
    let interview = job.interview
    let questions = interview.questions.map(\.questionID)
    if job.title.isEmpty || job.title.unicodeScalars.count > 200 {
        return Refusal("malformed-title", "A title has 1 to 200 characters.")
    }
    if !(1...Limits.questionCountMax).contains(questions.count) || Set(questions).count != questions.count {
        return Refusal("malformed-questions", "An interview has 1 to 30 questions, each with a name of its own.")
    }
    if interview.questions.contains(where: { !(10...Limits.answerSecondsMax).contains($0.answerSecondsMax) }) {
        return Refusal("malformed-questions", "An answer takes at most 10 to 600 seconds.")
    }
    if let flaw = interview.writtenFlaw { return Refusal(flaw.code, flaw.message) }
    if interview.questions.contains(where: \.hasMalformedTimes) || !(0...3).contains(interview.failedTakesMax ?? 0) {
        return Refusal(
            "malformed-questions",
            "A question gives at most 600 seconds to think, 5 retakes and 5 pauses, a job 3 takes for failed ones.")
    }
    if interview.dimensions.reduce(0, { $0 + $1.weight }) != 100
        || interview.dimensions.contains(where: { $0.weight < 0 })
    {
        return Refusal("weights-not-100", "The weights of the dimensions sum to 100.")
    }
    let dimensions = Set(interview.dimensions.map(\.dimension))
    if interview.questions.contains(where: { !dimensions.contains($0.competency) }) {
        return Refusal("competency-not-weighed", "Every question's competency is one of the weighed dimensions.")
    }
    let asked = Set(interview.questions.map(\.competency) + [communication])
    if interview.dimensions.contains(where: { $0.isOutside == true && asked.contains($0.dimension) }) {
        return Refusal("outside-dimension-asked", "What is measured elsewhere is no competency of a question.")
    }
    if !(1...24 * 90).contains(interview.windowHours) || !(0...5).contains(interview.retakesMax) {
        return Refusal("malformed-interview", "An interview is open for 1 to 2160 hours with at most 5 retakes.")
    }
    if let word = job.criteria.discriminatoryWord {
        return Refusal("discriminatory-criterion", "A criterion may not ask for \(word).")
    }
    return nil
}

extension Question {
    fileprivate var hasMalformedTimes: Bool {
        !(0...Limits.answerSecondsMax).contains(thinkSeconds ?? 0) || !(0...5).contains(retakesMax ?? 0)
            || !(0...5).contains(pausesMax ?? 0)
    }
}

extension JobCriteria {
    /// The protected trait that a criterion names, if one does (EPL 3 and 26–30; PIPL 6).
    fileprivate var discriminatoryWord: String? {
        let names = skills.flatMap { [$0.name] + $0.aliases } + conditions.flatMap { [$0.name] + $0.anyOf }
        let words = names.map { $0.lowercased() }
        for (trait, signs) in Self.protectedTraits {
            if words.contains(where: { word in signs.contains(where: { matches(word, $0) }) }) { return trait }
        }
        return nil
    }

    /// A Chinese sign anywhere; an English one as a whole word, so that "language" does not mean "age".
    private func matches(_ text: String, _ sign: String) -> Bool {
        guard sign.utf8.allSatisfy({ $0 < 128 }) else { return text.contains(sign) }
        return text.split { !$0.isLetter }.contains { $0 == sign }
    }

    private static let protectedTraits: [(String, [String])] = [
        ("sex", ["性别", "男性", "女性", "限男", "限女", "male", "female", "gender", "sex"]),
        ("age", ["年龄", "岁以下", "周岁", "age", "aged", "youthful"]),
        (
            "marital or family status",
            ["婚姻", "婚育", "已婚", "未婚", "生育", "married", "unmarried", "marital", "pregnant", "pregnancy"]
        ),
        ("origin", ["民族", "籍贯", "户籍", "户口", "种族", "ethnicity", "race", "nationality"]),
        ("belief", ["宗教", "信仰", "religion", "religious"]),
        ("looks or health", ["身高", "相貌", "五官", "乙肝", "传染病", "残疾", "height", "appearance", "disability"]),
    ]
}
