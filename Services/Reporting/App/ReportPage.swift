import Domain
import Events
import ReportingCore
import Templates

/// The report as a page: one template for both languages, every word of it given here.
struct ReportPage {
    private let template: Template

    init() throws(TemplateError) {
        template = try Template(String(decoding: PackageResources.report_html, as: UTF8.self))
    }

    func html(_ document: ReportDocument) throws(TemplateError) -> String {
        let language = document.language
        let hasFaces = document.answers.contains { $0.face != nil }
        return try template.render([
            "lang": .text(language.rawValue),
            "words": .object(PageWords.all.mapValues { .text($0[language]) }),
            "candidate": .text(document.candidateName),
            "job": .text(document.jobTitle),
            "applicationID": .text(document.applicationID.text),
            "version": "\(document.version)",
            "submittedAt": .text(Self.minute(document.submittedAt)),
            "hasComposite": .flag(document.composite != nil),
            "composite": .text(document.composite?.description ?? ""),
            "hasRange": .flag(Self.ends(document.range) != nil),
            "range": .text(Self.ends(document.range) ?? ""),
            "hasError": .flag(document.compositeError != nil),
            "error": .text(document.compositeError?.description ?? ""),
            "band": .text(document.band.map { Words.band($0, in: language) } ?? ""),
            "recommendationCode": .text(document.recommendation.rawValue),
            "recommendation": .text(Words.recommendation(document.recommendation, in: language)),
            "manner": .text(PageWords.say(hasFaces ? "faceManner" : "manner", in: language)),
            "note": .text(PageWords.say(document.asksForFaces == true ? "faceNote" : "note", in: language)),
            "hasManner": .flag(document.answers.contains { $0.observation != nil }),
            "hasReasons": .flag(!document.reasons.isEmpty),
            "reasons": .list(document.reasons.map { .text($0.sentence) }),
            "hasChanges": .flag(document.changes != nil),
            "changes": .list((document.changes ?? []).map { .text($0) }),
            "dimensions": .list(document.dimensions.map { Self.values($0, language) }),
            "answers": .list(document.answers.map { Self.values($0, language) }),
        ])
    }

    private static func values(_ dimension: ReportDocument.Dimension, _ language: Language) -> TemplateValue {
        [
            "name": .text(dimension.name),
            "weight": "\(dimension.weight)",
            "isScored": .flag(dimension.score != nil),
            "score": .text(dimension.score?.description ?? ""),
            "range": .text(ends(dimension.range).map { Bilingual("（\($0)）", " (\($0))")[language] } ?? ""),
            "level": .text(dimension.level.map { Words.level($0, in: language) } ?? ""),
            "hasMinimum": .flag(dimension.minimum != nil),
            "minimum": .text(dimension.minimum?.description ?? ""),
            "hasCertainty": .flag(dimension.certainty != nil),
            "certainty": .text(dimension.certainty ?? ""),
            "hasRubric": .flag(dimension.rubric != nil),
            "rubric": .text(dimension.rubric ?? ""),
            "hasOutside": .flag(dimension.outside != nil),
            "outside": .text(dimension.outside ?? ""),
            "hasDeductions": .flag(!dimension.deductions.isEmpty),
            "deductions": .list(
                dimension.deductions.map { lost in
                    [
                        "points": .text(lost.points.description), "sentence": .text(lost.sentence),
                        "question": .text(lost.questionNumber.map { number($0, language) } ?? ""),
                    ]
                }),
            "evidence": .list(dimension.evidence.map { values($0, language) }),
        ]
    }

    private static func values(_ proof: ReportDocument.Proof, _ language: Language) -> TemplateValue {
        [
            "question": .text(number(proof.questionNumber, language)),
            "time": .text(proof.time.map { Words.clock($0.startMilliseconds) } ?? ""),
            "hasQuote": .flag(proof.quote != nil),
            "before": .text(proof.quote?.before ?? ""),
            "quoted": .text(proof.quote?.words ?? ""),
            "after": .text(proof.quote?.after ?? ""),
            "label": .text(label(of: proof, language)),
        ]
    }

    private static func label(of proof: ReportDocument.Proof, _ language: Language) -> String {
        let name = proof.subject ?? Words.evidence(proof.kind, in: language)
        guard let judge = proof.judge.map({ Words.judge($0, in: language) }) else { return name }
        return Bilingual("\(name)（\(judge)）", "\(name) (\(judge))")[language]
    }

    private static func values(_ answer: ReportDocument.Answer, _ language: Language) -> TemplateValue {
        let facts =
            answer.observation.map { PageWords.facts($0, spoken: $0.spokenLanguage ?? answer.language, in: language) }
            ?? answer.written.map { WrittenWords.facts($0, in: answer.language, language) } ?? ""
        return [
            "number": "\(answer.questionNumber)",
            "question": .text(answer.question),
            "hasReason": .flag(answer.reason != nil),
            "reason": .text(answer.reason?.sentence ?? ""),
            "notices": .list((answer.notices ?? []).map { .text($0.sentence) }),
            "hasFace": .flag(answer.face != nil),
            "face": .text(answer.face.map { join($0.sentences, language) } ?? ""),
            "hasFacts": .flag(!facts.isEmpty),
            "facts": .text(facts),
            "hasTranscript": .flag(!(answer.transcript ?? "").isEmpty),
            "isCode": .flag(answer.written?.form == .code),
            "transcript": .text(answer.transcript ?? ""),
        ]
    }

    private static func join(_ sentences: [String], _ language: Language) -> String {
        sentences.joined(separator: Bilingual("；", "; ")[language])
    }

    /// Nil where they are less than a point apart.
    private static func ends(_ range: ScoreRange?) -> String? {
        range.flatMap { $0.hundredths >= 100 ? "\($0.low)–\($0.high)" : nil }
    }

    private static func number(_ question: Int, _ language: Language) -> String {
        Bilingual("第\(question)题", "Q\(question)")[language]
    }

    /// `2026-11-21 15:30 UTC`
    private static func minute(_ instant: Instant) -> String {
        let text = instant.description
        return "\(text.prefix(10)) \(text.dropFirst(11).prefix(5)) UTC"
    }
}
