import Domain
import Events
import GatewayCore
import HTTP

extension Gateway {
    /// Of a text that people write, to the other side.
    static let textCharactersMax = CandidateRequest.charactersMax

    /// The bodies of what follows the interview.
    static let afterwards: [String: HTTP.Schema] = [
        "CandidateRequest": .object([
            .init("kind", .string(values: Self.requestKinds.map(\.rawValue)), "What is asked for."),
            .init(
                "about", .string(values: CandidateRequestSubject.allCases.map(\.rawValue)), "What it is about.",
                isRequired: false),
            .init(
                "words", .text(charactersMax: textCharactersMax),
                "In words; needed for a question, a correction and accommodations.", isRequired: false),
        ]),
        "RequestMade": .object([
            .init("requestID", .string(), "The request."),
            .init("kind", .string(values: CandidateRequestKind.allCases.map(\.rawValue)), "What is asked for."),
            .init(
                "status", .string(values: CandidateRequestStatus.allCases.map(\.rawValue)), "Where it stands."),
            .init("dueAt", .string(format: "date-time"), "By when it is answered.", isRequired: false),
        ]),
        "Settlement": .object([
            .init("status", .string(values: ["answered", "done", "refused"]), "What became of the request."),
            .init("reason", .string(), "Why it is refused, as a code in kebab-case.", isRequired: false),
            .init(
                "answer", .text(charactersMax: textCharactersMax),
                "To the candidate; needed but where it is done.", isRequired: false),
        ]),
        "Accommodations": .object([
            .init(
                "extraTimePercent", .integer(0...Accommodations.extraTimePercentMax),
                "By how much think and answer time are longer.", isRequired: false),
            .init(
                "extraRetakes", .integer(0...Accommodations.extraRetakesMax),
                "Takes of each question beyond what the job allows.", isRequired: false),
            .init("hasTextAnswers", .boolean, "Answers may be written.", isRequired: false),
            .init(
                "hasCaptions", .boolean,
                "Playing one's answers shows what was understood of them as captions; questions are in writing always.",
                isRequired: false),
        ]),
        "Survey": .object([
            .init("satisfaction", .number(1...5), "1 to 5."),
            .init(
                "words", .text(charactersMax: textCharactersMax), "What else there is to say.",
                isRequired: false),
        ]),
        "Grade": .object([
            .init("dimension", .text(charactersMax: 60), "The question's competency, or `communication`."),
            .init("level", .integer(0...AnswerGraded.levelMax), "As the rubric's anchors say."),
            .init(
                "words", .text(charactersMax: textCharactersMax), "Why, for the employer's people.", isRequired: false),
        ]),
        "Measure": .object([
            .init("dimension", .text(charactersMax: 60), "A dimension that the job takes from outside."),
            .init("score", .number(0...100), "As the employer maps it."),
            .init("source", .string(), "Where it comes from, as a code: `past-results`, `customer-rating`, …"),
            .init("measuredOn", .string(format: "date"), "On which day it was measured.", isRequired: false),
        ]),
        "Rescoring": .object([.init("reason", .string(), "Why, as a code in kebab-case.")]),
        "MaterialReview": .object([
            .init("sha256", .string(), "Of the file that was looked at."),
            .init("isAccepted", .boolean, "False asks for it again."),
            .init("reason", .string(), "Why, as a code in kebab-case; needed to ask again.", isRequired: false),
            .init(
                "words", .text(charactersMax: textCharactersMax), "To the candidate.",
                isRequired: false),
        ]),
        "Withdrawal": .object([
            .init(
                "words", .text(charactersMax: textCharactersMax), "Why, if one likes to say.",
                isRequired: false)
        ]),
    ]
}
