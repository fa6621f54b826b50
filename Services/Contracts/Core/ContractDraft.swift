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
