import Crypto
import Domain
import Events
import GatewayCore
import HTTP
import Templates

extension Gateway {
    /// What the candidate says of the process, and hears of the interview.
    var feedbackPages: [Route] { [survey, sendSurvey, feedbackPage] }

    private var survey: Route {
        page(Self.surveyPage, roles: [Role.candidate(.interview)]) { visit in
            surveyValues(visit.interview?.surveyedAt != nil, chosen: nil, text: "", fault: nil, visit.language)
        }
    }

    private var sendSurvey: Route {
        form("/i/survey", roles: [Role.candidate(.interview)]) { visit, form in
            let language = visit.language
            guard let satisfaction = form["satisfaction"].flatMap(Int.init), (1...5).contains(satisfaction) else {
                let values = surveyValues(
                    false, chosen: nil, text: form["words"] ?? "", fault: "survey-missing", language)
                return .again(Self.surveyPage, values, .unprocessableContent)
            }
            do { try await answerSurvey(Double(satisfaction), words: form["words"], visit.request) } catch {
                guard (error as? Problem)?.code == "text-too-long" else { throw error }
                let values = surveyValues(
                    false, chosen: satisfaction, text: form["words"] ?? "", fault: "fault-long", language)
                return .again(Self.surveyPage, values, .unprocessableContent)
            }
            return .go("/i/survey")
        }
    }

    private func surveyValues(
        _ isDone: Bool, chosen: Int?, text: String, fault: String?, _ language: Language
    ) -> [String: TemplateValue] {
        [
            "isDone": .flag(isDone), "text": .text(text),
            "fault": .optional(fault.map { Self.surveyPage.say($0, in: language) }),
            "scale": .list(
                (1...5).map { (number: Int) in
                    .object([
                        "value": .text("\(number)"), "isChosen": .flag(number == chosen),
                        "name": .text(Self.surveyPage.say("survey-\(number)", in: language)),
                    ])
                }),
        ]
    }

    private var feedbackPage: Route {
        page(Self.feedbackShown, roles: Role.everyCandidate) { visit in
            let feedback = try await sharedFeedback(of: visit.visitor.application)
            return [
                "isShared": .flag(feedback != nil),
                "dimensions": .list((feedback?.dimensions ?? []).map { shown($0, visit.language) }),
                "hasFaces": .flag(feedback?.faces != nil),
                "faces": .list((feedback?.faces ?? []).map { shown($0, visit.language) }),
            ]
        }
    }

    private func shown(_ face: Feedback.Face, _ language: Language) -> TemplateValue {
        .object([
            "question": .text(
                Self.feedbackShown.say("feedback-question", in: language, ["number": "\(face.questionNumber)"])),
            "seen": .text(face.sentences.joined(separator: Bilingual("；", "; ")[language])),
        ])
    }

    private func shown(_ dimension: Feedback.Dimension, _ language: Language) -> TemplateValue {
        .object([
            "name": .text(dimension.name), "level": .text(dimension.level), "isMeasured": .flag(dimension.isMeasured),
            "hasAdvice": .flag(!dimension.advice.isEmpty),
            "isPlain": .flag(dimension.isMeasured && dimension.advice.isEmpty),
            "advice": .list(
                dimension.advice.map { advice in
                    .object([
                        "observation": .text(advice.observation), "suggestion": .text(advice.suggestion),
                        "question": .optional(
                            advice.questionNumber.map {
                                Self.feedbackShown.say("feedback-question", in: language, ["number": "\($0)"])
                            }),
                    ])
                }),
        ])
    }

    private static let surveyPage = CandidatePage(
        "survey", path: "/i/survey", words: .after.joined(with: .helping), PackageResources.survey_html)
    private static let feedbackShown = CandidatePage(
        "feedback", path: "/i/feedback", words: .after.joined(with: .helping), PackageResources.feedback_html)
}
