import Domain
import Events
import GatewayCore

/// A part of a job that is edited at once.
enum JobSection: Hashable, Sendable {
    case basics, criteria, scores, rules, offer
    /// One question; the number after the last is a new one.
    case question(Int)
    /// By what a dimension of the job is judged.
    case rubric(Int)
    /// Answers that stand for the levels of a question.
    case anchors(Int)

    init?(_ name: String) {
        switch name {
        case "basics": self = .basics
        case "criteria": self = .criteria
        case "scores": self = .scores
        case "rules": self = .rules
        case "offer": self = .offer
        default:
            let parts = name.split(separator: "-", maxSplits: 1)
            guard parts.count == 2, let number = Int(parts[1]), (1...Limits.questionCountMax).contains(number)
            else { return nil }
            switch parts[0] {
            case "question": self = .question(number - 1)
            case "rubric": self = .rubric(number - 1)
            case "anchors": self = .anchors(number - 1)
            default: return nil
            }
        }
    }

    var name: String {
        switch self {
        case .basics: "basics"
        case .criteria: "criteria"
        case .scores: "scores"
        case .rules: "rules"
        case .offer: "offer"
        case .question(let index), .rubric(let index), .anchors(let index): "\(word)-\(index + 1)"
        }
    }

    /// The word of its heading and hint.
    var word: String {
        switch self {
        case .question: "question"
        case .rubric: "rubric"
        case .anchors: "anchors"
        default: name
        }
    }

    /// The word that says which rows are left out.
    var rowsHint: String {
        word == "anchors" ? "anchor-rows-hint" : word == "rubric" ? "rubric-rows-hint" : "job-rows-hint"
    }

    /// Whether the job has such a part; the question after the last is a new one.
    func exists(in job: JobDescription) -> Bool {
        switch self {
        case .question(let index): index <= job.interview.questions.count
        case .rubric(let index): job.interview.dimensions[at: index].map { $0.isOutside != true } ?? false
        case .anchors(let index): job.interview.questions[at: index].map { $0.form != .code } ?? false
        default: true
        }
    }

    func groups(of job: JobDescription, _ say: JobWords) -> [JobFieldGroup] {
        switch self {
        case .basics: basicsGroups(of: job, say)
        case .criteria: criteriaGroups(of: job, say)
        case .scores: scoreGroups(of: job, say)
        case .rules: ruleGroups(of: job, say)
        case .offer: offerGroups(of: job, say)
        case .question(let index): questionGroups(of: job, index, say)
        case .rubric(let index): rubricGroups(of: job, index, say)
        case .anchors(let index): anchorGroups(of: job, index, say)
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
        case .rubric(let index): applyRubric(&form, index, to: job)
        case .anchors(let index): applyAnchors(&form, index, to: job)
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
