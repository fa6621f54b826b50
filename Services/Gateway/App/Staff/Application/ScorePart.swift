import Domain
import Events
import GatewayCore
import Templates

extension Gateway {
    /// The scores with what earned them and what was not shown, and the report's own documents.
    func scoreValues(_ dossier: ApplicationDossier, _ visit: StaffVisit) -> [String: TemplateValue] {
        let page = Self.applicationPage
        let language = visit.language
        guard visit.may(.seeScores), let report = dossier.view.report else { return ["report": .list([])] }
        let id = dossier.view.applicationID
        let details = dossier.report
        return [
            "report": .list([
                .object([
                    "composite": .text(report.composite.map { "\($0)" } ?? page.say("no-composite", in: language)),
                    "recommendation": .text(page.say("recommendation", report.recommendation.rawValue, in: language)),
                    "reasons": .list((details?.reasons ?? []).map { .text($0.sentence) }),
                    "html": .text("/v1/applications/\(id)/report.html"),
                    "pdf": .text("/v1/applications/\(id)/report.pdf"),
                    "dimensions": .list(
                        details?.dimensions.map { .object(shown($0, language)) }
                            ?? report.dimensions.map { dimension in
                                .object(
                                    shown(
                                        ReadReport.Dimension(
                                            dimension: dimension.dimension,
                                            name: DimensionNames.name(of: dimension.dimension, in: language),
                                            weight: dimension.weight, minimum: nil, score: dimension.score,
                                            deductions: [], evidence: []), language))
                            }),
                ])
            ])
        ]
    }

    /// What was shown, and whether a judge found it.
    private func named(_ proof: ReadReport.Proof, _ language: Language) -> String? {
        guard let judge = proof.judge else { return proof.subject }
        return Self.applicationPage.say(
            "found-by-judge", in: language, ["subject": proof.subject ?? "", "judge": judge])
    }

    private func shown(_ dimension: ReadReport.Dimension, _ language: Language) -> [String: TemplateValue] {
        let page = Self.applicationPage
        let score = dimension.score
        return [
            "name": .text(dimension.name),
            "weight": .text(page.say("weight", in: language, ["weight": "\(dimension.weight)"])),
            "score": .text(score.map { "\($0)" } ?? page.say("no-score", in: language)),
            "width": .text("\(score?.points ?? 0)"),
            "minimum": .optional(
                dimension.minimum.map { page.say("minimum", in: language, ["minimum": "\($0)"]) }),
            "rubric": .optional(dimension.rubric),
            "hasEvidence": .flag(!dimension.evidence.isEmpty),
            "evidence": .list(
                dimension.evidence.map { proof in
                    .object([
                        "number": .text("\(proof.questionNumber)"), "hasTime": .flag(proof.time != nil),
                        "at": .text("\(proof.time?.startMilliseconds ?? 0)"),
                        "clock": .text(Self.minutes(proof.time?.startMilliseconds ?? 0)),
                        "subject": .optional(named(proof, language)),
                        "hasQuote": .flag(proof.quote != nil), "before": .text(proof.quote?.before ?? ""),
                        "words": .text(proof.quote?.words ?? ""), "after": .text(proof.quote?.after ?? ""),
                    ])
                }),
            "hasLost": .flag(!dimension.deductions.isEmpty),
            "lost": .list(
                dimension.deductions.map { lost in
                    .object([
                        "points": .text("\(lost.points)"), "sentence": .text(lost.sentence),
                        "number": .optional(lost.questionNumber.map { "\($0)" }),
                    ])
                }),
        ]
    }
}
