import Domain

/// What the employer offers. The names of the employer's own people are settings of the contracts service, not facts.
package struct OfferTerms: Codable, Sendable, Hashable {
    package var position: String
    package var workplace: String
    package var monthlySalary: Money
    package var contractType: ContractType
    /// Of a fixed-term contract.
    package var termMonths: Int?
    package var probationMonths: Int
    /// Nil: the full salary from the first day.
    package var probationMonthlySalary: Money?
    package var startDate: CalendarDate
    package var benefits: [String]
    /// Days in which the candidate answers.
    package var responseDays: Int
    /// What the candidate hands in for the first day; nil: what is usual.
    package var materials: [EntryMaterial]?
    /// Who approves the terms before an offer goes out; nil: nobody has to.
    package var approvedBy: PayApprover?
    /// Hours after which whoever approves is reminded; nil: ``PayApprover/hoursUsual``.
    package var approvalHours: Int?

    package enum ContractType: String, Codable, Sendable, CaseIterable, Hashable {
        case fixedTerm = "fixed-term"
        case openEnded = "open-ended"
        case taskBased = "task-based"
    }

    package init(
        position: String, workplace: String, monthlySalary: Money, contractType: ContractType, termMonths: Int?,
        probationMonths: Int, probationMonthlySalary: Money?, startDate: CalendarDate, benefits: [String] = [],
        responseDays: Int = 7, materials: [EntryMaterial]? = nil, approvedBy: PayApprover? = nil,
        approvalHours: Int? = nil
    ) {
        self.position = position
        self.workplace = workplace
        self.monthlySalary = monthlySalary
        self.contractType = contractType
        self.termMonths = termMonths
        self.probationMonths = probationMonths
        self.probationMonthlySalary = probationMonthlySalary
        self.startDate = startDate
        self.benefits = benefits
        self.responseDays = responseDays
        self.materials = materials
        self.approvedBy = approvedBy
        self.approvalHours = approvalHours
    }

    package static let shape = Shape.object([
        .required("position", .text(charactersMax: 200), "The post."),
        .required("workplace", .text(charactersMax: 200), "Where the work is done."),
        .required("monthlySalary", money, "Pay per month before deductions."),
        .required("contractType", .word(ContractType.self), "The kind of contract."),
        .optional("termMonths", .integer(1, 600), "Months of a fixed term."),
        .required(
            "probationMonths", .integer(0, 24), "Months of probation; the law's bounds are checked on the contract."),
        .optional("probationMonthlySalary", money, "Pay per month in probation; absent: the full salary."),
        .required("startDate", .date, "The first working day."),
        .required("benefits", .list(.text(charactersMax: 200), countMax: 20), "What else is given."),
        .required("responseDays", .integer(1, 60), "Days in which the candidate answers."),
        .optional(
            "materials", .list(.word(EntryMaterial.self), countMax: 20),
            "What the candidate hands in for the first day; absent: what is usual."),
        .optional(
            "approvedBy", .word(PayApprover.self),
            "Who approves the terms before an offer goes out; absent: nobody has to."),
        .optional(
            "approvalHours", .integer(1, Int64(PayApprover.hoursMax)),
            "Hours after which whoever approves is reminded; absent: 24."),
    ])

    package static let money = Shape.object([
        .required("minorUnits", .integer(0, 1_000_000_000_000), "Amount in minor units (fen, cents)."),
        .required("currency", .text(charactersMax: 3), "ISO 4217."),
    ])
}

/// What a candidate hands in before the first day. What the law forbids to ask for or to keep, such as the original of a
/// document or tests for hepatitis B, has no word here.
package enum EntryMaterial: String, Codable, Sendable, CaseIterable, Hashable {
    case identityDocument = "identity-document"
    case degreeCertificate = "degree-certificate"
    case bankAccount = "bank-account"
    case photograph
    /// That the employment before has ended (Labour Contract Law 50, 91).
    case leavingCertificate = "leaving-certificate"
    case socialInsurance = "social-insurance"
    case professionalCertificate = "professional-certificate"
    case workPermit = "work-permit"

    /// What is usual where the terms name nothing.
    package static let usual: [EntryMaterial] = [.identityDocument, .degreeCertificate, .bankAccount, .photograph]
}

/// One finding of the labour-law check.
package struct ContractFinding: Codable, Sendable, Hashable {
    /// `CN-LCL-19b`.
    package var rule: String
    package var article: String
    package var severity: Severity
    /// A stable code; the words for people are the document's.
    package var code: String

    package enum Severity: String, Codable, Sendable, CaseIterable, Hashable { case error, warning, notice }

    package init(rule: String, article: String, severity: Severity, code: String) {
        self.rule = rule
        self.article = article
        self.severity = severity
        self.code = code
    }

    package static let shape = Shape.object([
        .required("rule", .text(charactersMax: 40), "The rule's identifier."),
        .required("article", .text(charactersMax: 60), "Law and article."),
        .required("severity", .word(Severity.self), "An error blocks the contract."),
        .required("code", .code, "What was found."),
    ])
}
