import Domain
import Events
import GatewayCore
import Templates

extension Gateway {
    /// What people grade by: the levels in words, each with the employer's anchor answers, and what the machine looks for. Nothing of
    /// it says what the machine found.
    func gradingScale(
        of dimension: String, _ question: Question, _ job: JobDescription?, chosen: Int?, _ visit: StaffVisit
    ) -> [String: TemplateValue] {
        let language = visit.language
        let judged = JudgedBy(dimension, job?.rubric(of: dimension), Self.builtInRubrics)
        let isOfQuestion = dimension == question.competency
        let anchors = isOfQuestion ? job?.anchors(of: question.questionID) ?? [] : []
        let criteria = isOfQuestion && question.usesRubric ? judged.criteria : []
        return [
            "borrowed": .optional(borrowedNote(dimension, judged, language)),
            "hasCriteria": .flag(!criteria.isEmpty),
            "criteria": .list(criteria.map { .text(named($0, language)) }),
            "levels": .list(
                judged.levels.enumerated().map { level, words in
                    let own = anchors.filter { $0.level == level }
                    return .object([
                        "level": .text("\(level)"), "says": .text(words.text(for: language)),
                        "isChosen": .flag(chosen == level), "hasAnchors": .flag(!own.isEmpty),
                        "anchors": .list(own.map { .text($0.text) }),
                        "anchorTag": .text(question.language == .chinese ? "zh-CN" : "en"),
                        "anchorCount": .text(
                            PageWords.rubrics.say("grading-anchors", in: language, ["count": "\(own.count)"])),
                    ])
                }),
        ]
    }

    /// Says where a dimension of the employer's own is judged by the rubric of another one; nil where it is not.
    func borrowedNote(_ dimension: String, _ judged: JudgedBy, _ language: Language) -> String? {
        guard let lender = judged.borrowedFrom else { return nil }
        let word =
            judged.levelsOrigin == .own
            ? "rubric-borrowed-criteria" : judged.criteriaOrigin == .own ? "rubric-borrowed-levels" : "rubric-borrowed"
        return PageWords.rubrics.say(
            word, in: language,
            [
                "dimension": DimensionNames.name(of: dimension, in: language),
                "lender": Self.builtInRubrics.name(of: lender, in: language),
            ])
    }

    func named(_ criterion: RubricCriterion, _ language: Language) -> String {
        PageWords.rubrics.say(
            "rubric-criterion-points", in: language,
            ["name": criterion.name.text(for: language), "points": "\(criterion.points)"])
    }
}
