import Domain
import Events

/// What keeps the employer's own rubrics from being used, and what is odd about them.
func checkRubrics(of job: JobDescription) -> [OpeningFinding] {
    let place = "/interview/rubrics"
    let rubrics = job.interview.rubrics ?? []
    var findings: [OpeningFinding] = []
    let asked = Set(job.interview.dimensions.filter { $0.isOutside != true }.map(\.dimension))
    var names: Set<String> = []
    for (index, rubric) in rubrics.prefix(DimensionRubric.countMax).enumerated() {
        let place = "\(place)/\(index)"
        if !asked.contains(rubric.dimension) {
            findings.append(OpeningFinding(.rubricOfNothing, at: "\(place)/dimension", rubric.dimension))
        }
        if !names.insert(rubric.dimension).inserted {
            findings.append(OpeningFinding(.rubricTwice, at: "\(place)/dimension", rubric.dimension))
        }
        findings += RubricCheck(rubric, of: job, at: place).findings
    }
    if rubrics.count > DimensionRubric.countMax || bytes(of: rubrics) > DimensionRubric.bytesOfJobMax {
        findings.append(OpeningFinding(.rubricBytes, at: place))
    }
    return findings
}

/// One rubric, looked at in each language in which its dimension is asked about.
private struct RubricCheck {
    private(set) var findings: [OpeningFinding] = []
    private let rubric: DimensionRubric
    private let languages: [Language]

    init(_ rubric: DimensionRubric, of job: JobDescription, at place: String) {
        self.rubric = rubric
        let questions = job.interview.questions.filter { $0.competency == rubric.dimension }
        languages = job.rubricLanguages(of: rubric.dimension)
        if rubric.criteria.isEmpty && rubric.levels == nil { add(.rubricEmpty, at: place) }
        if !rubric.source.isFilled(charactersMax: DimensionRubric.sourceCharactersMax) {
            add(.rubricSource, at: "\(place)/source")
        }
        checkCriteria(at: "\(place)/criteria", under: job.policy)
        checkLevels(at: "\(place)/levels", under: job.policy)
        if !rubric.criteria.isEmpty, !questions.isEmpty, !questions.contains(where: \.usesRubric) {
            add(.rubricNotCounted, at: "\(place)/criteria")
        }
    }

    private mutating func add(_ sentence: OpeningSentence, at place: String, _ more: Bilingual...) {
        findings.append(OpeningFinding(sentence, at: place, [rubric.dimension.both] + more))
    }

    private mutating func checkCriteria(at place: String, under policy: PolicyProfile) {
        guard !rubric.criteria.isEmpty else { return }
        if rubric.criteria.count > DimensionRubric.criterionCountMax { add(.rubricCriteria, at: place) }
        let range = 0...RubricCriterion.pointsMax
        for (index, criterion) in rubric.criteria.prefix(DimensionRubric.criterionCountMax).enumerated() {
            let (place, number) = ("\(place)/\(index)", "\(index + 1)".both)
            if !range.contains(criterion.points) { add(.rubricPoints, at: "\(place)/points", number) }
            for language in languages { check(criterion, number, in: language, at: place) }
            checkLawful(criterion, number, at: place, under: policy)
        }
        if rubric.criteria.allSatisfy({ $0.points <= 0 }) { add(.rubricWithoutPoints, at: place) }
    }

    private mutating func check(
        _ criterion: RubricCriterion, _ number: Bilingual, in language: Language, at place: String
    ) {
        let (tag, name) = (language.rawValue, language.both)
        if !(criterion.name[language] ?? "").isFilled(charactersMax: RubricCriterion.nameCharactersMax) {
            add(.rubricName, at: "\(place)/name/\(tag)", number, name)
        }
        let words = criterion.words[language]
        if words.isEmpty || !words.allSatisfy(canBeFound) {
            add(.rubricWithoutWords, at: "\(place)/words/\(tag)", number, name)
        }
        if words.count > RubricCriterion.wordCountMax { add(.rubricWords, at: "\(place)/words/\(tag)", number) }
        let examples = criterion.examples?[language] ?? []
        let areGood = examples.allSatisfy { $0.isFilled(charactersMax: RubricCriterion.exampleCharactersMax) }
        if examples.count > RubricCriterion.exampleCountMax || !areGood {
            add(.rubricExamples, at: "\(place)/examples/\(tag)", number)
        }
    }

    /// In both languages, also where nobody is asked in one of them.
    private mutating func checkLawful(
        _ criterion: RubricCriterion, _ number: Bilingual, at place: String, under policy: PolicyProfile
    ) {
        let names = Language.allCases.compactMap { criterion.name[$0] }
        let words = names + Language.allCases.flatMap { criterion.words[$0] }
        let name = (names.first ?? "").both
        let asked =
            names.lazy.compactMap { ProtectedAttribute(type: $0) }.first
            ?? words.lazy.compactMap { ProtectedAttribute(asking: $0) ?? ProtectedAttribute(askedOfCandidate: $0) }
            .first
        if let asked {
            findings.append(
                OpeningFinding(.protected, at: place, [name, asked.name], article: asked.article(under: policy)))
        } else if let perhaps = words.lazy.compactMap({ ProtectedAttribute(perhaps: $0) }).first {
            findings.append(
                OpeningFinding(
                    .perhapsProtected, at: place, [name, perhaps.name], article: perhaps.article(under: policy)))
        }
    }

    private mutating func checkLevels(at place: String, under policy: PolicyProfile) {
        guard let levels = rubric.levels else { return }
        guard levels.count == AnswerGraded.levelMax + 1 else { return add(.rubricLevels, at: place) }
        for (level, text) in levels.enumerated() {
            for language in languages
            where !(text[language] ?? "").isFilled(charactersMax: DimensionRubric.levelCharactersMax) {
                add(.rubricLevel, at: "\(place)/\(level)/\(language.rawValue)", "\(level)".both, language.both)
            }
            // A level is a sentence, in which a word alone is no sure sign, and a number no age.
            if let perhaps = Language.allCases.lazy.compactMap({ text[$0] })
                .compactMap({ ProtectedAttribute(perhaps: $0) }).first
            {
                findings.append(
                    OpeningFinding(
                        .perhapsProtected, at: "\(place)/\(level)", ["\(level)".both, perhaps.name],
                        article: perhaps.article(under: policy)))
            }
        }
    }
}

/// What keeps anchor answers from standing beside the levels of their questions.
func checkAnchors(of interview: InterviewTemplate) -> [OpeningFinding] {
    let place = "/interview/anchors"
    let anchors = interview.anchors ?? []
    var findings: [OpeningFinding] = []
    var names: Set<QuestionID> = []
    for (index, own) in anchors.prefix(Limits.questionCountMax).enumerated() {
        let (place, name) = ("\(place)/\(index)", own.questionID.text)
        let question = interview.questions.first { $0.questionID == own.questionID }
        // A program is judged by running it.
        if question.map({ $0.form == .code }) ?? true || !names.insert(own.questionID).inserted {
            findings.append(OpeningFinding(.anchorsOfNothing, at: "\(place)/questionID", name))
        }
        for (number, answer) in own.answers.prefix(QuestionAnchors.countMax).enumerated() {
            let place = "\(place)/answers/\(number)"
            if !(0...AnswerGraded.levelMax).contains(answer.level) {
                findings.append(OpeningFinding(.anchorLevel, at: "\(place)/level", name))
            }
            if !answer.text.isFilled(charactersMax: AnchorAnswer.charactersMax) {
                findings.append(OpeningFinding(.anchorText, at: "\(place)/text", name, "\(answer.level)"))
            }
        }
        let counts = Dictionary(grouping: own.answers, by: \.level)
        if let level = counts.keys.sorted().first(where: { (counts[$0]?.count ?? 0) > QuestionAnchors.countOfLevelMax })
        {
            findings.append(OpeningFinding(.anchorCount, at: "\(place)/answers", name, "\(level)"))
        }
    }
    let bytes = anchors.reduce(0) { $0 + $1.answers.reduce(0) { $0 + $1.text.utf8.count } }
    if anchors.count > Limits.questionCountMax || bytes > QuestionAnchors.bytesOfJobMax {
        findings.append(OpeningFinding(.anchorBytes, at: place))
    }
    return findings
}

extension JobDescription {
    /// In which a dimension is asked about, and its rubric has to speak. Who speaks shows in every answer how, so that the levels of
    /// communication are read beside every question.
    package func rubricLanguages(of dimension: String) -> [Language] {
        let asked = interview.questions.filter { $0.competency == dimension }
        let read = Set((asked.isEmpty ? interview.questions : asked).map(\.language))
        return Language.allCases.filter { read.isEmpty ? $0 == language : read.contains($0) }
    }
}

private func bytes(of rubrics: [DimensionRubric]) -> Int {
    func bytes(_ text: RubricText) -> Int { (text.zh ?? "").utf8.count + (text.en ?? "").utf8.count }
    func bytes(_ words: RubricWords?) -> Int {
        ((words?.zh ?? []) + (words?.en ?? [])).reduce(0) { $0 + $1.utf8.count }
    }
    return rubrics.reduce(0) { sum, rubric in
        sum + rubric.source.utf8.count + (rubric.levels ?? []).reduce(0) { $0 + bytes($1) }
            + rubric.criteria.reduce(0) { $0 + bytes($1.name) + bytes($1.words) + bytes($1.examples) }
    }
}

extension String {
    fileprivate func isFilled(charactersMax: Int) -> Bool {
        !allSatisfy(\.isWhitespace) && unicodeScalars.count <= charactersMax
    }
}

extension Language {
    /// Its name in a sentence.
    fileprivate var both: Bilingual { self == .chinese ? Bilingual("中文", "Chinese") : Bilingual("英文", "English") }
}
