import Domain
import Events
import GatewayCore

/// A part of a job that is edited at once.
enum JobSection: Hashable, Sendable {
    case basics, criteria, scores, rules, offer
    /// One question; the number after the last is a new one.
    case question(Int)

    init?(_ name: String) {
        switch name {
        case "basics": self = .basics
        case "criteria": self = .criteria
        case "scores": self = .scores
        case "rules": self = .rules
        case "offer": self = .offer
        default:
            guard name.hasPrefix("question-"), let number = Int(name.dropFirst(9)),
                (1...Limits.questionCountMax).contains(number)
            else { return nil }
            self = .question(number - 1)
        }
    }

    var name: String {
        switch self {
        case .basics: "basics"
        case .criteria: "criteria"
        case .scores: "scores"
        case .rules: "rules"
        case .offer: "offer"
        case .question(let index): "question-\(index + 1)"
        }
    }

    /// The word of its heading and hint.
    var word: String { if case .question = self { "question" } else { name } }

    func groups(of job: JobDescription, _ say: JobWords) -> [JobFieldGroup] {
        switch self {
        case .basics: basicsGroups(of: job, say)
        case .criteria: criteriaGroups(of: job, say)
        case .scores: scoreGroups(of: job, say)
        case .rules: ruleGroups(of: job, say)
        case .offer: offerGroups(of: job, say)
        case .question(let index): questionGroups(of: job, index, say)
        }
    }

    /// The job as the form would have it. What a field cannot hold is left as it was and noted in the form.
    func apply(_ form: inout JobForm, to job: JobDescription) -> JobDescription {
        switch self {
        case .basics: applyBasics(&form, to: job)
        case .criteria: applyCriteria(&form, to: job)
        case .scores: applyScores(&form, to: job)
        case .rules: applyRules(&form, to: job)
        case .offer: applyOffer(&form, to: job)
        case .question(let index): applyQuestion(&form, index, to: job)
        }
    }
}

/// The words of the pages of jobs in the reader's language.
struct JobWords: Sendable {
    let page: ConsolePage
    let language: Language

    func callAsFunction(_ name: String, _ places: [String: String] = [:]) -> String {
        page.say(name, in: language, places)
    }

    func choices(_ family: String, _ codes: [String]) -> JobField.Kind {
        .choice(codes.map { ($0, page.say(family, $0, in: language)) })
    }

    var yesOrNo: JobField.Kind { .choice([("no", self("no")), ("yes", self("yes"))]) }

    /// A field of a job that has no name, in its row: as many empty rows as may still be filled in at once.
    static let emptyRows = 2
}
