import Domain
import Events
import GatewayCore
import HTTP
import Openings

// The employer's own rubric of a dimension.

func rubricGroups(of job: JobDescription, _ index: Int, _ say: JobWords) -> [JobFieldGroup] {
    guard let (place, rubric) = ownRubric(of: job, index) else { return [] }
    let languages = rubricLanguages(job, rubric)
    let rows = rubric.criteria.map(Optional.some) + Array(repeating: nil, count: JobWords.emptyRows)
    let criteria = rows.prefix(DimensionRubric.criterionCountMax).enumerated().map { row, criterion in
        JobFieldGroup(
            legend: say("rubric-criterion", ["number": "\(row + 1)"]),
            fields: criterionFields(criterion, at: "\(place)/criteria/\(row)", languages))
    }
    let levels = (0...AnswerGraded.levelMax).flatMap { level in
        languages.map { language in
            JobField(
                "\(place)/levels/\(level)/\(language.rawValue)", "rubric-level-\(level)-\(language.rawValue)",
                .area(charactersMax: DimensionRubric.levelCharactersMax), rubric.levels?[at: level]?[language] ?? "")
        }
    }
    let source = JobField(
        "\(place)/source", "rubric-source", .area(charactersMax: DimensionRubric.sourceCharactersMax), rubric.source,
        hint: "rubric-source-hint")
    return criteria + [
        JobFieldGroup(legend: say("rubric-levels"), fields: levels),
        JobFieldGroup(legend: say("rubric-why"), fields: [source]),
    ]
}

private func criterionFields(
    _ criterion: RubricCriterion?, at place: String, _ languages: [Language]
) -> [JobField] {
    let points = JobField(
        "\(place)/points", "rubric-points", .number(0...RubricCriterion.pointsMax),
        criterion.map { "\($0.points)" } ?? "")
    return [points]
        + languages.flatMap { language in
            let tag = language.rawValue
            return [
                JobField(
                    "\(place)/name/\(tag)", "rubric-name-\(tag)",
                    .line(charactersMax: RubricCriterion.nameCharactersMax),
                    criterion?.name[language] ?? ""),
                JobField(
                    "\(place)/words/\(tag)", "rubric-words-\(tag)", .area(charactersMax: 4_200),
                    (criterion?.words[language] ?? []).joined(separator: language == .chinese ? "，" : ", "),
                    hint: "rubric-words-hint"),
                JobField(
                    "\(place)/examples/\(tag)", "rubric-examples-\(tag)", .area(charactersMax: 2_500),
                    (criterion?.examples?[language] ?? []).joined(separator: "\n"), hint: "rubric-examples-hint"),
            ]
        }
}

func applyRubric(_ form: inout JobForm, _ index: Int, to job: JobDescription) -> JobDescription {
    var job = job
    guard let dimension = job.interview.dimensions[at: index]?.dimension else { return job }
    var rubrics = job.interview.rubrics ?? []
    let known = rubrics.firstIndex { $0.dimension == dimension }
    let number = known ?? rubrics.count
    if form.form["remove"] != nil {
        if let known { rubrics.remove(at: known) }
    } else {
        let before = known.map { rubrics[$0] } ?? DimensionRubric(dimension, criteria: [], source: "")
        let rubric = rubric(in: &form, at: "/interview/rubrics/\(number)", before, rubricLanguages(job, before))
        if let known { rubrics[known] = rubric } else { rubrics.append(rubric) }
    }
    job.interview.rubrics = rubrics.isEmpty ? nil : rubrics
    return job
}

private func rubric(
    in form: inout JobForm, at place: String, _ before: DimensionRubric, _ languages: [Language]
) -> DimensionRubric {
    var rubric = DimensionRubric(before.dimension, criteria: [], source: form.text("\(place)/source"))
    let list = "\(place)/criteria"
    for row in 0..<DimensionRubric.criterionCountMax + JobWords.emptyRows {
        let fields = languages.flatMap { ["name/\($0.rawValue)", "words/\($0.rawValue)", "examples/\($0.rawValue)"] }
        guard fields.contains(where: { !form.text("\(list)/\(row)/\($0)").isEmpty }) else { continue }
        let points = form.number("\(list)/\(row)/points", shownAt: "\(list)/\(rubric.criteria.count)/points")
        var criterion = RubricCriterion(RubricText(), points: points ?? 0, words: RubricWords())
        var examples = RubricWords()
        for language in languages {
            let tag = language.rawValue
            criterion.name[language] = form.optional("\(list)/\(row)/name/\(tag)")
            criterion.words[language] = form.words("\(list)/\(row)/words/\(tag)")
            examples[language] = form.lines("\(list)/\(row)/examples/\(tag)")
        }
        criterion.examples = examples == RubricWords() ? nil : examples
        rubric.criteria.append(criterion)
    }
    let levels = (0...AnswerGraded.levelMax).map { level in
        languages.reduce(into: RubricText()) { text, language in
            text[language] = form.optional("\(place)/levels/\(level)/\(language.rawValue)")
        }
    }
    rubric.levels = levels.allSatisfy { $0 == RubricText() } ? nil : levels
    return rubric
}

/// The place of the dimension's own rubric in the job, and what stands there.
func ownRubric(of job: JobDescription, _ index: Int) -> (place: String, rubric: DimensionRubric)? {
    guard let dimension = job.interview.dimensions[at: index]?.dimension,
        let number = (job.interview.rubrics ?? []).firstIndex(where: { $0.dimension == dimension }),
        let rubric = job.interview.rubrics?[number]
    else { return nil }
    return ("/interview/rubrics/\(number)", rubric)
}

/// Those in which it is asked about, and those in which something is written already.
private func rubricLanguages(_ job: JobDescription, _ rubric: DimensionRubric) -> [Language] {
    let asked = job.rubricLanguages(of: rubric.dimension)
    return Language.allCases.filter { language in
        asked.contains(language)
            || rubric.criteria.contains { $0.name[language] != nil || !$0.words[language].isEmpty }
            || rubric.levels?.contains { $0[language] != nil } == true
    }
}

extension JobDescription {
    /// With a copy of what judges the dimension now, to be edited, in the languages in which it is asked about.
    func copyingRubric(_ index: Int, _ builtIn: BuiltInRubrics) -> JobDescription {
        guard let dimension = interview.dimensions[at: index]?.dimension, rubric(of: dimension) == nil else {
            return self
        }
        let judged = JudgedBy(dimension, nil, builtIn)
        let languages = rubricLanguages(of: dimension)
        func kept(_ text: RubricText) -> RubricText {
            languages.reduce(into: RubricText()) { $0[$1] = text[$1] }
        }
        func kept(_ words: RubricWords) -> RubricWords {
            languages.reduce(into: RubricWords()) { $0[$1] = words[$1] }
        }
        let criteria = judged.criteria.map { criterion in
            RubricCriterion(
                kept(criterion.name), points: criterion.points, words: kept(criterion.words),
                examples: criterion.examples.map(kept))
        }
        var job = self
        job.interview.rubrics =
            (interview.rubrics ?? []) + [
                DimensionRubric(dimension, criteria: criteria, levels: judged.levels.map(kept), source: judged.source)
            ]
        return job
    }
}

extension JobForm {
    /// One a line, without empty ones.
    func lines(_ pointer: String) -> [String] {
        text(pointer).split(separator: "\n").compactMap { line in
            let start = line.drop { $0.isWhitespace }
            return start.lastIndex { !$0.isWhitespace }.map { String(start[...$0]) }
        }
    }
}

extension Array {
    /// Nil where there is none.
    subscript(at index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}
