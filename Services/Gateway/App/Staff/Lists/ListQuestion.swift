import Domain
import Events
import GatewayCore

/// What a list of applications is asked for behind its path, as this reader may ask: a filter tells as much as what it filters by.
struct ListQuestion: Sendable {
    private(set) var job: JobID?
    private(set) var stage: Stage?
    private(set) var held: ApplicationFilter.Held?
    private(set) var least: Score?
    private(set) var most: Score?
    /// The first day and the last on which they came, both counted.
    private(set) var from: CalendarDate?
    private(set) var through: CalendarDate?
    private(set) var language: Language?
    private(set) var hasOpenRequest = false
    private(set) var order = ApplicationFilter.Order.newest
    /// The items that are none, or not for this reader: the list is shown without them, and says so.
    private(set) var leftOut: [String] = []

    /// Why a person may be asked, as workflow says it.
    static let reasons =
        [
            "screening-unclear", "confirm-rejection", "confirm-offer", "rule-hold", "rule-gap", "insufficient-evidence",
            "question-unanswered", "answer-flagged", "score-within-error", "second-interview-overdue",
            "no-interview-plan",
            "no-ai-consent", "ai-consent-withdrawn", "human-way-requested", "contract-returned", "contract-blocked",
            "report-overdue", "no-offer-terms", "invitation-undelivered", "offer-undelivered", "offer-delivered-late",
            "held",
        ] + PayObjection.allCases.map(\.rawValue)
    static let anyReason = "any"

    init(_ item: (String) -> String?, may: (StaffAction) -> Bool) {
        var leftOut: [String] = []
        func take<Value>(_ name: String, for action: StaffAction? = nil, _ parse: (String) -> Value?) -> Value? {
            guard let text = item(name), !text.isEmpty else { return nil }
            guard action.map(may) ?? true, let value = parse(text) else {
                leftOut.append(name)
                return nil
            }
            return value
        }
        job = take("job") { try? JobID($0) }
        stage = take("stage") { Stage(rawValue: $0) }
        held = take("held", for: .seeScores) { reason in
            if reason == Self.anyReason { return .forAnything }
            if PayObjection(rawValue: reason) != nil, !may(.seePay) { return nil }
            return Self.reasons.contains(reason) ? .because(reason) : nil
        }
        least = take("least", for: .seeScores, Self.score)
        most = take("most", for: .seeScores, Self.score)
        from = take("from", Self.day)
        through = take("through", Self.day)
        language = take("language-of", { Language(rawValue: $0) })
        hasOpenRequest = take("request", for: .readRequests) { $0 == "open" ? true : nil } ?? false
        order =
            take("order") { text in
                let order = ApplicationFilter.Order(rawValue: text)
                return order.flatMap {
                    ApplicationFilter.Order.ofLists.contains($0) && ($0 != .composite || may(.seeScores)) ? $0 : nil
                }
            } ?? .newest
        self.leftOut = leftOut
    }

    private static func score(_ text: String) -> Score? { Double(text).flatMap { try? Score(points: $0) } }

    private static func day(_ text: String) -> CalendarDate? {
        (try? CalendarDate(text)).flatMap { (2000...2999).contains($0.year) ? $0 : nil }
    }

    /// What stands behind the path, in one order, so that the same question has one address.
    var items: [(name: String, value: String)] {
        var reason = ""
        switch held {
        case .forAnything: reason = Self.anyReason
        case .because(let code): reason = code
        case nil: break
        }
        return [
            ("job", job?.text ?? ""), ("stage", stage?.rawValue ?? ""), ("held", reason),
            ("least", least.map { "\($0)" } ?? ""), ("most", most.map { "\($0)" } ?? ""),
            ("from", from.map { "\($0)" } ?? ""), ("through", through.map { "\($0)" } ?? ""),
            ("language-of", language?.rawValue ?? ""), ("request", hasOpenRequest ? "open" : ""),
            ("order", order == .newest ? "" : order.rawValue),
        ].filter { !$0.value.isEmpty }
    }

    /// One of the filters that stand behind "More filters" is chosen.
    var isNarrow: Bool {
        held != nil || least != nil || most != nil || from != nil || through != nil || language != nil || hasOpenRequest
    }

    func filter(after place: String?, countMax: Int, offsetMinutes: Int) -> ApplicationFilter {
        var filter = ApplicationFilter(jobID: job, stage: stage, order: order, after: nil, countMax: countMax)
        filter.held = held
        filter.compositeFrom = least
        filter.compositeThrough = most
        filter.receivedFrom = from.map { $0.begin(offsetMinutes: offsetMinutes) }
        filter.receivedBefore = through.map { $0.adding(days: 1).begin(offsetMinutes: offsetMinutes) }
        filter.language = language
        filter.hasOpenRequest = hasOpenRequest
        filter.begin(after: place)
        return filter
    }
}
