import Domain
import Events

/// One rule of labour law as data: where it stands, since when it holds, how a draft breaks it, and what to tell people.
package struct LawRule: Sendable {
    package let id: String
    package let article: String
    package let severity: ContractFinding.Severity
    /// A stable code of what was found.
    package let code: String
    package let text: Bilingual
    /// Days on which the rule holds; nil: without bound.
    package let from: CalendarDate?
    package let until: CalendarDate?
    /// Whether the draft breaks the rule.
    package let isBroken: @Sendable (ContractDraft, Circumstances) -> Bool

    init(
        _ id: String, _ article: String, _ severity: ContractFinding.Severity, _ code: String, _ text: Bilingual,
        from: CalendarDate? = nil, until: CalendarDate? = nil,
        isBroken: @escaping @Sendable (ContractDraft, Circumstances) -> Bool
    ) {
        self.id = id
        self.article = article
        self.severity = severity
        self.code = code
        self.text = text
        self.from = from
        self.until = until
        self.isBroken = isBroken
    }

    package var finding: ContractFinding {
        ContractFinding(rule: id, article: article, severity: severity, code: code)
    }
}

/// What a check needs to know besides the draft.
package struct Circumstances: Sendable, Hashable {
    package var today: CalendarDate
    /// Of the place of work, per month.
    package var minimumWage: Money

    package init(today: CalendarDate, minimumWage: Money) {
        self.today = today
        self.minimumWage = minimumWage
    }
}

/// The findings of every rule that holds today, in the order of the rules. An error blocks the contract.
package func checkContract(
    _ draft: ContractDraft, _ circumstances: Circumstances, rules: [LawRule] = LawRule.china
) -> [ContractFinding] {
    rules.filter { rule in
        (rule.from.map { $0 <= circumstances.today } ?? true) && (rule.until.map { circumstances.today <= $0 } ?? true)
            && rule.isBroken(draft, circumstances)
    }.map(\.finding)
}

extension LawRule {
    /// Labour law of the People's Republic of China.
    package static let china: [LawRule] =
        identityRules + mandatoryItemRules + formRules + probationRules + payRules + clauseRules

    /// The words for a finding, for people.
    package static func text(for finding: ContractFinding) -> Bilingual? {
        china.first { $0.id == finding.rule && $0.code == finding.code }?.text
    }
}
