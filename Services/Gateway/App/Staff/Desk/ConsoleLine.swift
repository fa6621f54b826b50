import Domain
import Events
import GatewayCore
import Templates

/// One application of a list, as the list's JSON has it.
struct ConsoleLine: Decodable, Sendable {
    struct Page: Decodable, Sendable {
        let items: [ConsoleLine]
        /// The place of the page after.
        let next: String?
    }

    let name: String?
    let applicationID: ApplicationID
    let jobID: JobID?
    let stage: Stage?
    let outcome: ClosingOutcome?
    let review: ApplicationView.Review?
    let screening: ScreeningOutcome?
    let composite: Score?
    let recommendation: Recommendation?
    let isToApprove: Bool?
    let payApproval: ApplicationLine.WaitingPay?
    let appointment: ApplicationView.ArrangedAppointment?
    let updatedAt: Instant

    /// Where people are to meet: when, or that nobody has arranged it.
    private func talk(on page: ConsolePage, _ time: LocalTime, _ language: Language) -> String? {
        guard outcome == nil, stage == .humanInterview || stage == .secondInterview else { return nil }
        if let startsAt = appointment?.startsAt { return time.text(startsAt, in: language) }
        return page.say("talk", appointment?.status.rawValue ?? "none", in: language)
    }

    /// What this reader sees of it. `isChosen` is nil where nothing is chosen from the list.
    func shown(
        on page: ConsolePage, for visit: StaffVisit, titles: [JobID: String], time: LocalTime, isChosen: Bool? = nil,
        isOfPay: Bool = false
    ) -> TemplateValue {
        let language = visit.language
        let maySeeScores = visit.may(.seeScores)
        let place =
            outcome.map { page.say("outcome", $0.rawValue, in: language) }
            ?? page.say("stage", stage?.rawValue ?? "none", in: language)
        let reason = review.map { review in
            let words = visit.why(review.reason, on: page)
            guard let proposal = review.proposal else { return words }
            return words + " → " + page.say("proposal", proposal.rawValue, in: language)
        }
        return .object([
            "applicationID": .text(applicationID.text),
            "href": .text(isOfPay ? "/hr/pay/\(applicationID)" : "/hr/applications/\(applicationID)"),
            "due": .optional(
                isOfPay
                    ? payApproval.map {
                        page.say("pay-due", in: language, ["due": time.text($0.dueAt, in: language)])
                    } : nil),
            "name": .text(name ?? page.say("nameless", in: language)),
            "job": .text(jobID.map { titles[$0] ?? $0.text } ?? ""),
            "stage": .text(place), "isOver": .flag(outcome != nil),
            "review": .optional(maySeeScores ? reason : nil),
            "score": .optional(maySeeScores ? composite.map { "\($0)" } : nil),
            "recommendation": .optional(
                maySeeScores ? recommendation.map { page.say("recommendation", $0.rawValue, in: language) } : nil),
            "screening": .optional(
                visit.may(.seeScreening)
                    ? screening.map { page.say("screening", $0.rawValue, in: language) } : nil),
            "talk": .optional(talk(on: page, time, language)),
            "updated": .text(time.text(updatedAt, in: language)),
            "isToChoose": .flag(isChosen != nil), "isChosen": .flag(isChosen == true),
            "choose": .text(isChosen == nil ? "" : page.say("compare-choose", in: language)),
        ])
    }
}

extension StaffVisit {
    /// Why a person is asked, in words. What finance says of pay is for whoever sees pay.
    func why(_ reason: String, on page: ConsolePage) -> String {
        let isOfPay = PayObjection(rawValue: reason) != nil && !may(.seePay)
        return page.say("why", isOfPay ? "pay-sent-back" : reason, in: language)
    }
}
