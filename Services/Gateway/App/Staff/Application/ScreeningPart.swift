import Domain
import Events
import GatewayCore
import Templates

extension Gateway {
    /// What screening found, criterion by criterion with its reason, every note of what could not be read, and for HR the
    /// résumé as it was read.
    func screeningValues(_ dossier: ApplicationDossier, _ visit: StaffVisit) -> [String: TemplateValue] {
        let page = Self.applicationPage
        let language = visit.language
        guard visit.may(.seeScreening), let screening = dossier.view.screening else {
            return ["screening": .list([])]
        }
        let spans = screening.criteria.compactMap { $0.result == .notMet ? nil : $0.characters }
        let resume = dossier.resume.map { MarkedText($0, marking: spans).pieces } ?? []
        let notes = screening.notes ?? []
        return [
            "screening": .list([
                .object([
                    "outcome": .text(page.say("screening", screening.outcome.rawValue, in: language)),
                    "share": .optional(
                        screening.share.map { page.say("share", in: language, ["share": "\($0)"]) }),
                    "notes": .list(notes.map { .text(page.say("note", $0, in: language)) }),
                    "hasNotes": .flag(!notes.isEmpty),
                    "criteria": .list(screening.criteria.map { criterion($0, language) }),
                    "hasResume": .flag(!resume.isEmpty),
                    "resume": .list(
                        resume.map { .object(["text": .text($0.text), "isMarked": .flag($0.isMarked)]) }),
                ])
            ])
        ]
    }

    private func criterion(_ found: CriterionResult, _ language: Language) -> TemplateValue {
        let page = Self.applicationPage
        return .object([
            "name": .text(found.name(on: page, in: language)), "result": .text(found.result.rawValue),
            "resultName": .text(page.say("result", found.result.rawValue, in: language)),
            "reason": .text(page.say("found", found.reason, in: language)),
            "isRequired": .flag(found.isRequired),
        ])
    }
}

extension CriterionResult {
    /// Levels and years have words; what the employer named stays as it is.
    func name(on page: ConsolePage, in language: Language) -> String {
        switch kind {
        case .education: page.say("level", criterion, in: language)
        case .experience: page.say("years", in: language, ["years": String(criterion.prefix { $0 != "-" })])
        case .skill, .condition: criterion
        }
    }
}
