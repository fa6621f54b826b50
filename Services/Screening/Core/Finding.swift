import Domain

/// What the résumé says about one criterion.
package struct Finding: Sendable, Hashable {
    package enum Verdict: String, Sendable, Hashable, Codable {
        case met
        case notMet = "not-met"
        /// A person must look: the résumé says too little, or says it doubtfully.
        case unclear
    }

    /// Why, as a code that others may rely on; the words are made where they are shown.
    package enum Reason: String, Sendable, Hashable, Codable, CaseIterable {
        case found
        case notFound = "not-found"
        /// It stands only where it is denied or only hoped for (`no experience with X`, `学习中`).
        case doubtful
        case levelReached = "level-reached"
        case levelTooLow = "level-too-low"
        case levelNotCompleted = "level-not-completed"
        case levelNotStated = "level-not-stated"
        case longEnough = "long-enough"
        case tooShort = "too-short"
        /// The stated years are enough, the dates of the posts do not show them.
        case datesDisagree = "dates-disagree"
        /// The dates are given by years only, so that the length may or may not be enough.
        case datesTooCoarse = "dates-too-coarse"
        case lengthNotStated = "length-not-stated"
        /// The text could not be read well enough to say that something is missing.
        case unreadable
    }

    package let criterionID: String
    package let verdict: Verdict
    package let reason: Reason
    /// Where it stands in the résumé's text, if anywhere.
    package let evidence: CharacterSpan?
    /// Months of experience found, for that kind of criterion.
    package let months: Int?
    /// Level of education found, for that kind of criterion.
    package let level: EducationLevel?

    init(
        _ criterionID: String, _ verdict: Verdict, _ reason: Reason, at evidence: Range<Int>? = nil, months: Int? = nil,
        level: EducationLevel? = nil
    ) {
        self.criterionID = criterionID
        self.verdict = verdict
        self.reason = reason
        self.evidence = evidence.map { CharacterSpan($0) }
        self.months = months
        self.level = level
    }
}

extension Finding.Reason {
    /// One sentence for people.
    package func sentence(in language: Language) -> String {
        switch language {
        case .english: english
        case .chinese: chinese
        }
    }

    private var english: String {
        switch self {
        case .found: "The résumé says so."
        case .notFound: "The résumé does not mention it."
        case .doubtful: "The résumé mentions it only as missing or as being learnt."
        case .levelReached: "The required level of education is reached."
        case .levelTooLow: "The highest level of education in the résumé is below the required one."
        case .levelNotCompleted: "The required level of education is not completed yet."
        case .levelNotStated: "The résumé does not state a level of education."
        case .longEnough: "The work experience is long enough."
        case .tooShort: "The work experience is shorter than required."
        case .datesDisagree: "The stated years are enough, but the dates of the posts add up to less."
        case .datesTooCoarse: "The dates of the posts are too coarse to tell."
        case .lengthNotStated: "The résumé gives no length of experience."
        case .unreadable: "The résumé could not be read well enough to tell."
        }
    }

    private var chinese: String {
        switch self {
        case .found: "简历中已写明。"
        case .notFound: "简历中未提及。"
        case .doubtful: "简历中仅以否定或正在学习的方式提及。"
        case .levelReached: "已达到要求的学历。"
        case .levelTooLow: "简历中的最高学历低于要求。"
        case .levelNotCompleted: "要求的学历尚未完成。"
        case .levelNotStated: "简历中未写明学历。"
        case .longEnough: "工作年限符合要求。"
        case .tooShort: "工作年限少于要求。"
        case .datesDisagree: "自述年限符合要求，但各段经历的时间合计不足。"
        case .datesTooCoarse: "各段经历的时间过于笼统，无法判断。"
        case .lengthNotStated: "简历中未写明工作年限。"
        case .unreadable: "简历内容无法清楚读取，不能判断。"
        }
    }
}
