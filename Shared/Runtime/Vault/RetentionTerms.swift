import Domain

/// What something is kept for; each has days of its own.
package enum RetentionPurpose: String, Sendable, CaseIterable, Hashable {
    /// Recordings and their transcripts.
    case recording
    /// The résumé and its text.
    case resume
    /// The same, of candidates who agreed to be kept in mind.
    case talentPool = "talent-pool"
    /// Reports, and what colleagues commented.
    case report
    /// Offers, contracts that were never signed, and what was handed in for the first day.
    case offer
    /// Signed contracts and their evidence.
    case contract
    /// Name and address, once nothing else is left; no days of its own.
    case person
    /// Who read what.
    case audit

    /// The setting's name, the default, the least; in days.
    package var setting: (key: String, days: Int, daysMin: Int)? {
        switch self {
        case .recording: ("RETENTION_RECORDING_DAYS", 180, 1)
        case .resume: ("RETENTION_RESUME_DAYS", 180, 1)
        case .talentPool: ("RETENTION_TALENT_POOL_DAYS", 730, 1)
        case .report: ("RETENTION_REPORT_DAYS", 365, 1)
        case .offer: ("RETENTION_OFFER_DAYS", 365, 1)
        // Two years from the real end (Labour Contract Law 50), one of which may be a leap year.
        case .contract: ("RETENTION_CONTRACT_DAYS", 731, 731)
        case .person: nil
        // An impact assessment and its records: three years (PIPL 56); logs of a high-risk system: half a year (AI Act 26(6)).
        case .audit: ("RETENTION_AUDIT_DAYS", 1096, 180)
        }
    }
}

/// How long things are kept, by purpose: from the end of the application, of the contract, or from their writing.
package struct RetentionTerms: Sendable, Hashable {
    private let days: [RetentionPurpose: Int]

    package static let daysMax = 36_525

    /// The defaults.
    package init() {
        days = [:]
    }

    /// Reads `RETENTION_…_DAYS`. Throws one sentence about the first that is wrong.
    package init(_ value: (String) throws -> String?) throws {
        var days: [RetentionPurpose: Int] = [:]
        for purpose in RetentionPurpose.allCases {
            guard let setting = purpose.setting, let text = try value(setting.key), !text.isEmpty else { continue }
            guard let number = Int(text), (setting.daysMin...Self.daysMax).contains(number) else {
                throw VaultError.misconfigured(
                    "\(setting.key) is no whole number of days from \(setting.daysMin) to \(Self.daysMax)")
            }
            days[purpose] = number
        }
        self.days = days
    }

    /// Nil for what has no days of its own.
    package func days(_ purpose: RetentionPurpose) -> Int? { days[purpose] ?? purpose.setting?.days }

    /// What ended by then is over.
    func cutoff(_ purpose: RetentionPurpose, at now: Instant) -> Instant {
        now.advanced(byDays: -Int64(days(purpose) ?? 0))
    }

    /// When nothing is left to count days for, whatever the purposes.
    func lastCutoff(isInPool: Bool, at now: Instant) -> Instant {
        let purposes: [RetentionPurpose] = [.recording, .report, .offer] + (isInPool ? [.talentPool] : [.resume])
        return purposes.map { cutoff($0, at: now) }.min() ?? now
    }
}
