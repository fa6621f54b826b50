import ContractsCore
import Domain
import Events
import Flow
import JSON
import Vault

/// What stays of a hiring: the evidence of how the contract came about, and what the HR system needs for the first day.
struct ArchiveRecord: Codable, Sendable {
    var applicationID: ApplicationID
    var jobID: JobID
    var candidateID: CandidateID
    var evidence: Evidence
    var onboarding: Onboarding
    /// Two years after the contract's end (LCL 50); absent while the end is unknown.
    var keepUntil: CalendarDate?

    struct Evidence: Codable, Sendable {
        var offer: SealedDocument?
        var offerAcceptedAt: Instant?
        var contract: SealedDocument?
        var findings: [ContractFinding]
        var approval: ContractFile.Approval?
        var candidateSignedAt: Instant?
        var codeConfirmedAt: Instant?
        /// Of this very document; nil for contracts that were signed before it was kept.
        var signature: SignatureEvidence?
        var signed: SealedDocument?
        var signedAt: Instant?
    }

    /// Filled in as far as it is known; a person confirms it.
    struct Onboarding: Codable, Sendable {
        var name: String
        var email: String?
        var phone: String?
        var identity: IdentityDetails?
        var position: String
        var workplace: String
        var startDate: CalendarDate
        var probationEndsOn: CalendarDate?
        var contractEndsOn: CalendarDate?
        var monthlySalary: Money
        var probationMonthlySalary: Money?
        var benefits: [String]
        /// What the worker brings, what others prepare.
        var checklist: [String]
    }
}

extension ArchiveRecord {
    init(_ file: ContractFile, _ fields: [String: String]) throws(JSONError) {
        let terms = file.terms
        var contractEndsOn: CalendarDate?
        if case .fixed(_, let end) = ContractTerm(terms) { contractEndsOn = end }
        var identity: IdentityDetails?
        if let sealed = fields[IdentityDetails.vaultField] {
            identity = try JSON.decode(IdentityDetails.self, from: sealed)
        }
        var signature: SignatureEvidence?
        if let sealed = fields[SignatureEvidence.vaultField] {
            signature = try JSON.decode(SignatureEvidence.self, from: sealed)
        }
        self.init(
            applicationID: file.parties.applicationID, jobID: file.parties.jobID, candidateID: file.parties.candidateID,
            evidence: Evidence(
                offer: file.offer, offerAcceptedAt: file.acceptedAt, contract: file.draft, findings: file.findings,
                approval: file.approval, candidateSignedAt: file.candidateSignedAt,
                codeConfirmedAt: file.codeConfirmedAt,
                signature: signature?.sha256 == file.draft?.sha256 ? signature : nil, signed: file.signed,
                signedAt: file.signedAt),
            onboarding: Onboarding(
                name: fields["name"] ?? "", email: fields["email"], phone: fields["phone"], identity: identity,
                position: terms.position, workplace: terms.workplace, startDate: terms.startDate,
                probationEndsOn: terms.probationMonths > 0
                    ? terms.startDate.lastDay(ofMonths: terms.probationMonths) : nil,
                contractEndsOn: contractEndsOn, monthlySalary: terms.monthlySalary,
                probationMonthlySalary: terms.probationMonthlySalary, benefits: terms.benefits,
                checklist: [
                    "identity-document", "degree-certificates", "bank-account", "photograph",
                    "social-insurance-transfer",
                    "workstation", "accounts", "access-card",
                ]),
            keepUntil: contractEndsOn?.adding(months: 24))
    }
}

extension DocumentRoom {
    @Sendable func archiveContract(_ work: ArchiveContract, _ context: ActivityContext) async throws -> BlobID {
        let parties = work.file.parties
        let blob = try BlobID("archive.\(parties.applicationID).\(work.file.draftVersion)")
        if try await vault.describe(blob)?.isFinished == true { return blob }
        let fields = try await vault.fields(
            ["name", "email", "phone", IdentityDetails.vaultField, SignatureEvidence.vaultField],
            of: parties.candidateID, purpose: "archive-contract"
        )
        let record = try ArchiveRecord(work.file, fields)
        // Before the record: while that is missing, all of this is done again.
        try await vault.note(
            KeptContract(work.file, employer: settings.employer), identity: record.onboarding.identity)
        try await vault.put(
            try JSON.encode(record), blob: blob, of: parties.candidateID, contentType: "application/json")
        return blob
    }
}

extension KeptContract {
    fileprivate init(_ file: ContractFile, employer: Employer) {
        var endsOn: CalendarDate?
        if case .fixed(_, let end) = ContractTerm(file.terms) { endsOn = end }
        self.init(
            applicationID: file.parties.applicationID, candidateID: file.parties.candidateID, employer: employer.name,
            employerCode: employer.creditCode, kind: file.terms.contractType.rawValue, startsOn: file.terms.startDate,
            endsOn: endsOn,
            probationMonths: file.terms.probationMonths,
            signedAt: file.signedAt ?? Instant(millisecondsSinceEpoch: 0))
    }
}
