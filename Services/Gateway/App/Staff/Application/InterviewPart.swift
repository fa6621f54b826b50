import Domain
import Events
import GatewayCore
import Templates

extension Gateway {
    /// The answers: a player with what was understood, sentence by sentence, or what was written.
    func interviewValues(_ dossier: ApplicationDossier, _ visit: StaffVisit) -> [String: TemplateValue] {
        let language = visit.language
        guard visit.may(.playAnswers), let interview = dossier.interview else { return ["interview": .list([])] }
        let seen = Self.applicationPage.say(
            "watermark", in: language,
            ["who": visit.member.actorID.text, "when": door.time.text(now(), in: language)])
        return [
            "interview": .list([
                .object([
                    "standing": .text(standing(of: interview, language)),
                    "answers": .list(
                        interview.plan.questions.enumerated().map { index, question in
                            .object(answer(index + 1, question, interview, dossier, seen, language))
                        }),
                ])
            ])
        ]
    }

    private func standing(of interview: InterviewSession, _ language: Language) -> String {
        let page = Self.applicationPage
        func time(_ instant: Instant) -> String { door.time.text(instant, in: language) }
        if let at = interview.submittedAt { return page.say("interview-handed-in", in: language, ["at": time(at)]) }
        if let at = interview.startedAt { return page.say("interview-begun", in: language, ["at": time(at)]) }
        return page.say("interview-invited", in: language, ["until": time(interview.expiresAt)])
    }

    private func answer(
        _ number: Int, _ question: Question, _ interview: InterviewSession, _ dossier: ApplicationDossier,
        _ seen: String, _ language: Language
    ) -> [String: TemplateValue] {
        let page = Self.applicationPage
        let take = interview.takeThatCounts(of: question.questionID)
        let transcript = take.flatMap { dossier.transcript(of: $0.answerID) }
        let isPlayable = take?.rendition != nil
        let sentences = isPlayable ? transcript.map { SpokenSentence.all(of: $0) } ?? [] : []
        let told = dossier.report?.answers.first { $0.questionNumber == number }
        let written = isPlayable ? nil : told?.transcript ?? transcript?.text
        let path = take.map { "/v1/applications/\(dossier.view.applicationID)/answers/\($0.answerID)" } ?? ""
        let remarks =
            (told?.reason.map { [$0.sentence] } ?? []) + (told?.notices ?? []).map(\.sentence)
            + (take?.fault.map { [page.say("fault", $0, in: language)] } ?? [])
        return [
            "number": .text("\(number)"), "question": .text(question.text),
            "competency": .text(DimensionNames.name(of: question.competency, in: language)),
            "isPlayable": .flag(isPlayable), "recording": .text("\(path)/recording"),
            "captions": .text("\(path)/captions"),
            "tag": .text(question.language == .chinese ? "zh" : "en"), "seen": .text(seen),
            "hasSentences": .flag(!sentences.isEmpty),
            "sentences": .list(
                sentences.map { sentence in
                    .object([
                        "text": .text(sentence.text), "at": .text("\(sentence.startMilliseconds)"),
                        "clock": .text(Self.minutes(sentence.startMilliseconds)),
                    ])
                }),
            "face": .optional(told?.face.map { $0.sentences.joined(separator: Bilingual("；", "; ")[language]) }),
            "written": .optional(written),
            "isMissing": .flag(take == nil && written == nil), "remarks": .list(remarks.map { .text($0) }),
        ]
    }

    /// `2:05`.
    static func minutes(_ milliseconds: Int) -> String {
        let seconds = max(0, milliseconds) / 1000
        return "\(seconds / 60):" + (seconds % 60 < 10 ? "0" : "") + "\(seconds % 60)"
    }
}
