import Domain
import Events

// The terms of an offer.

func offerGroups(of job: JobDescription, _ say: JobWords) -> [JobFieldGroup] {
    let offer = job.offer
    let currencies = ["CNY", "EUR", "USD", "GBP"]
    let currency = offer?.monthlySalary.currency ?? "CNY"
    let known = currencies.contains(currency) ? currencies : currencies + [currency]
    return [
        JobFieldGroup(
            legend: say("job-post"),
            fields: [
                JobField("/offer/position", "job-position", .line(charactersMax: 200), offer?.position ?? ""),
                JobField("/offer/workplace", "job-workplace", .line(charactersMax: 200), offer?.workplace ?? ""),
                JobField("/offer/startDate", "job-start", .date, offer.map { "\($0.startDate)" } ?? ""),
                JobField(
                    "/offer/responseDays", "job-days", .number(1...60), "\(offer?.responseDays ?? 7)"),
            ]),
        JobFieldGroup(
            legend: say("job-pay"),
            fields: [
                JobField(
                    "/offer/monthlySalary/currency", "job-currency", .choice(known.map { ($0, $0) }), currency),
                JobField(
                    "/offer/monthlySalary/minorUnits", "job-salary", .line(charactersMax: 14),
                    offer.map { amount($0.monthlySalary) } ?? ""),
                JobField(
                    "/offer/probationMonthlySalary/minorUnits", "job-probation-salary", .line(charactersMax: 14),
                    offer?.probationMonthlySalary.map(amount) ?? "", hint: "job-probation-salary-hint"),
                JobField(
                    "/offer/approvedBy", "job-approved-by",
                    .choice(
                        [("", say("approved-by-nobody"))]
                            + PayApprover.allCases.map { ($0.rawValue, say("approved-by-\($0.rawValue)")) }),
                    offer?.approvedBy?.rawValue ?? "", hint: "job-approved-by-hint"),
                JobField(
                    "/offer/approvalHours", "job-approval-hours", .number(1...PayApprover.hoursMax),
                    offer?.approvalHours.map(String.init) ?? "", hint: "job-approval-hours-hint"),
                JobField(
                    "/offer/benefits", "job-benefits", .area(charactersMax: 4000),
                    (offer?.benefits ?? []).joined(separator: "\n"), hint: "job-benefits-hint"),
            ]),
        JobFieldGroup(
            legend: say("job-contract"),
            fields: [
                JobField(
                    "/offer/contractType", "job-contract-type",
                    say.choices("contract", OfferTerms.ContractType.allCases.map(\.rawValue)),
                    (offer?.contractType ?? .fixedTerm).rawValue),
                JobField(
                    "/offer/termMonths", "job-term", .number(1...600), offer?.termMonths.map(String.init) ?? ""),
                JobField(
                    "/offer/probationMonths", "job-probation", .number(0...24), "\(offer?.probationMonths ?? 0)"),
            ]),
    ]
}

func applyOffer(_ form: inout JobForm, to job: JobDescription) -> JobDescription {
    var job = job
    // A job without the post of an offer has no terms; whether rules need them is looked at as a whole.
    guard let position = form.optional("/offer/position") else {
        let others = ["/workplace", "/startDate", "/monthlySalary/minorUnits", "/benefits"]
        if others.contains(where: { form.optional("/offer\($0)") != nil }) {
            form.fault("/offer/position", "", "job-position-fault")
        }
        job.offer = nil
        return job
    }
    let currency = form.text("/offer/monthlySalary/currency")
    let salaryText = form.text("/offer/monthlySalary/minorUnits")
    let probationText = form.optional("/offer/probationMonthlySalary/minorUnits")
    let salary = money(salaryText, currency)
    let probation = probationText.flatMap { money($0, currency) }
    let startText = form.text("/offer/startDate")
    let start = try? CalendarDate(startText)
    if salary == nil { form.fault("/offer/monthlySalary/minorUnits", salaryText, "job-money-fault") }
    if let probationText, probation == nil {
        form.fault("/offer/probationMonthlySalary/minorUnits", probationText, "job-money-fault")
    }
    if start == nil { form.fault("/offer/startDate", startText) }
    let approverText = form.optional("/offer/approvedBy")
    let approver = approverText.flatMap { PayApprover(rawValue: $0) }
    if let approverText, approver == nil { form.fault("/offer/approvedBy", approverText) }
    guard let salary, let start else { return job }
    job.offer = OfferTerms(
        position: position, workplace: form.text("/offer/workplace"), monthlySalary: salary,
        contractType: OfferTerms.ContractType(rawValue: form.text("/offer/contractType")) ?? .fixedTerm,
        termMonths: form.number("/offer/termMonths"), probationMonths: form.number("/offer/probationMonths") ?? 0,
        probationMonthlySalary: probation, startDate: start,
        benefits: form.text("/offer/benefits").split(separator: "\n").map(String.init),
        responseDays: form.number("/offer/responseDays") ?? 7, materials: job.offer?.materials,
        approvedBy: approver,
        approvalHours: form.number("/offer/approvalHours"))
    return job
}

/// `15000.00`
private func amount(_ money: Money) -> String {
    let cents = money.minorUnits % 100
    return "\(money.minorUnits / 100).\(cents < 10 ? "0" : "")\(cents)"
}

/// Nil when it is no amount with at most two decimals.
private func money(_ text: String, _ currency: String) -> Money? {
    let parts = text.replacing(",", with: "").split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), let whole = Int64(parts[0]), (0...9_999_999_999).contains(whole) else {
        return nil
    }
    let rest = parts.count == 2 ? parts[1] : ""
    guard rest.count <= 2, rest.allSatisfy({ ("0"..."9").contains($0) }) else { return nil }
    let cents = Int64(rest + String(repeating: "0", count: 2 - rest.count)) ?? 0
    return try? Money(minorUnits: whole * 100 + cents, currency: currency)
}
