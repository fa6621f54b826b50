import Domain
import Events
import GatewayCore
import Templates

extension Gateway {
    /// By what a dimension is judged where the job says nothing: in words, to be read, with a way to copy it.
    func rubricValues(
        _ section: JobSection, _ view: JobView, isEdited: Bool, _ say: JobWords
    ) -> [String: TemplateValue] {
        guard case .rubric(let index) = section, let dimension = view.job.interview.dimensions[at: index]?.dimension
        else { return ["builtIn": .list([]), "borrowed": .optional(nil), "rubricVersion": .optional(nil)] }
        let own = view.job.rubric(of: dimension)
        let judged = JudgedBy(dimension, own, Self.builtInRubrics)
        return [
            "borrowed": .optional(borrowedNote(dimension, judged, say.language)),
            "rubricVersion": .optional(
                own.flatMap { $0.criteria.isEmpty ? nil : say("rubric-version", ["version": $0.version]) }),
            "builtIn": .list(isEdited ? [] : [.object(inWords(judged, say))]),
        ]
    }

    private func inWords(_ judged: JudgedBy, _ say: JobWords) -> [String: TemplateValue] {
        let language = say.language
        let separator = language == .chinese ? "、" : ", "
        return [
            "source": .text(judged.source),
            "criteria": .list(
                judged.criteria.map { criterion in
                    .object([
                        "name": .text(named(criterion, language)),
                        "words": .text(criterion.words[language].joined(separator: separator)),
                        "examples": .list((criterion.examples?[language] ?? []).map { .text($0) }),
                        "hasExamples": .flag(!(criterion.examples?[language] ?? []).isEmpty),
                    ])
                }),
            "levels": .list(
                judged.levels.enumerated().map { level, text in
                    .object(["level": .text("\(level)"), "says": .text(text.text(for: language))])
                }),
        ]
    }

    /// Each dimension that answers are judged in, and whose rubric it is.
    func rubricLines(_ job: JobDescription, _ say: JobWords) -> [TemplateValue] {
        job.interview.dimensions.enumerated().filter { $1.isOutside != true }.map { index, weight in
            let own = job.rubric(of: weight.dimension)
            let judged = JudgedBy(weight.dimension, own, Self.builtInRubrics)
            let whose: String =
                if let own {
                    own.criteria.isEmpty ? say("rubric-own-levels") : say("rubric-own", ["version": own.version])
                } else {
                    say(judged.borrowedFrom == nil ? "rubric-built-in" : "rubric-none")
                }
            return .object([
                "part": .text("rubric-\(index + 1)"),
                "name": .text(Self.builtInRubrics.name(of: weight.dimension, in: say.language)),
                "whose": .text(whose), "borrowed": .optional(borrowedNote(weight.dimension, judged, say.language)),
            ])
        }
    }
}
