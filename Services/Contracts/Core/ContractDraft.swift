import Domain
import Events

/// A labour contract before it is a document: everything that the law asks of it.
package struct ContractDraft: Sendable, Hashable {
    package var employer: Employer
    package var workerName: String
    package var identity: IdentityDetails
    package var terms: OfferTerms
    /// The text of each item that LCL 17 demands, as the document will say it.
    package var items: [MandatoryItem: String]
    /// Clauses of the employer's own beyond the mandatory ones.
    package var additionalClauses: [String]
    package var history: EmploymentHistory
    /// Months of a ban on competing after leaving, and whether it is paid for (LCL 23, 24).
    package var nonCompete: NonCompete?

    package init(
        employer: Employer, workerName: String, identity: IdentityDetails, terms: OfferTerms,
        items: [MandatoryItem: String], additionalClauses: [String] = [], history: EmploymentHistory = .none,
        nonCompete: NonCompete? = nil
    ) {
        self.employer = employer
        self.workerName = workerName
        self.identity = identity
        self.terms = terms
        self.items = items
        self.additionalClauses = additionalClauses
        self.history = history
        self.nonCompete = nonCompete
    }

    /// Everything in the draft that an employer wrote freely.
    var freeTexts: [String] { additionalClauses + terms.benefits }
}

/// Who employs. From the settings of the service.
package struct Employer: Sendable, Hashable, Codable {
    package var name: String
    package var domicile: String
    /// The legal representative or main responsible person.
    package var representative: String
    /// Unified social credit code; empty when the employer has none.
    package var creditCode: String

    package init(name: String, domicile: String, representative: String, creditCode: String) {
        self.name = name
        self.domicile = domicile
        self.representative = representative
        self.creditCode = creditCode
    }
}

/// What was between this employer and this worker before.
package struct EmploymentHistory: Sendable, Hashable, Codable {
    package var fixedTermContractCount: Int
    package var serviceYears: Int
    package var hadProbation: Bool

    package init(fixedTermContractCount: Int, serviceYears: Int, hadProbation: Bool) {
        self.fixedTermContractCount = fixedTermContractCount
        self.serviceYears = serviceYears
        self.hadProbation = hadProbation
    }

    package static let none = EmploymentHistory(fixedTermContractCount: 0, serviceYears: 0, hadProbation: false)
}

extension EmploymentHistory {
    /// A new contract goes on where one before ended at most so many days earlier: only those are in a row (LCL 14).
    private static let gapDaysMax = 30

    /// From the contracts before one that starts on this day. A probation counts for ever (LCL 19), fixed terms and years only
    /// as far as they are in a row. One whose end nobody knows runs until then.
    package init(of contracts: [EarlierContract], before start: CalendarDate) {
        var first = start
        var fixedTermCount = 0
        for contract in contracts.sorted(by: { $0.startsOn > $1.startsOn }) where contract.startsOn < first {
            let last = contract.lastDay ?? first
            guard last.adding(days: Self.gapDaysMax) >= first else { break }
            first = contract.startsOn
            if contract.isFixedTerm { fixedTermCount += 1 }
        }
        var years = 0
        while first.adding(months: 12 * (years + 1)) <= start { years += 1 }
        self.init(
            fixedTermContractCount: fixedTermCount, serviceYears: years,
            hadProbation: contracts.contains { $0.hadProbation })
    }
}

/// A contract that the same employer and worker had before.
package struct EarlierContract: Sendable, Hashable {
    package var isFixedTerm: Bool
    package var startsOn: CalendarDate
    /// The day on which it ended, or will.
    package var lastDay: CalendarDate?
    package var hadProbation: Bool

    package init(isFixedTerm: Bool, startsOn: CalendarDate, lastDay: CalendarDate?, hadProbation: Bool) {
        self.isFixedTerm = isFixedTerm
        self.startsOn = startsOn
        self.lastDay = lastDay
        self.hadProbation = hadProbation
    }
}

package struct NonCompete: Sendable, Hashable, Codable {
    package var months: Int
    package var isCompensatedMonthly: Bool

    package init(months: Int, isCompensatedMonthly: Bool) {
        self.months = months
        self.isCompensatedMonthly = isCompensatedMonthly
    }
}

/// The nine items of LCL 17.
package enum MandatoryItem: Int, Sendable, Hashable, CaseIterable {
    case employer = 1
    case worker
    case term
    case workContentAndPlace
    case workingTimeAndRest
    case pay
    case socialInsurance
    case labourProtection
    case otherRequired
}
