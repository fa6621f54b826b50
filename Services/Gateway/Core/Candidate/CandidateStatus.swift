import Domain
import Events

/// Where an application stands, in the words meant for the candidate: never more than the candidate may know.
package enum CandidateStatus: String, Codable, Sendable, CaseIterable, Hashable {
    case received, screening
    case interviewOpen = "interview-open"
    case interviewCompleted = "interview-completed"
    case underReview = "under-review"
    case humanInterview = "human-interview"
    case offer
    case contract
    case hired
    /// Closed without being hired; the mail says how and why.
    case closed

    /// A proposal to reject is no decision: until a person has decided, the candidate reads "under review".
    package init(_ view: ApplicationView) {
        if view.isOver, view.outcome != .hired {
            self = .closed
            return
        }
        switch view.toldStage {
        case nil: self = .received
        case .screening: self = .screening
        case .interview: self = .interviewOpen
        case .scoring: self = .interviewCompleted
        case .review, .payApproval: self = .underReview
        case .humanInterview, .secondInterview: self = .humanInterview
        case .offer: self = .offer
        case .contract: self = .contract
        case .closed: self = view.outcome == .hired ? .hired : .closed
        }
    }

    package var words: Bilingual {
        switch self {
        case .received: Bilingual("已收到申请", "Application received")
        case .screening: Bilingual("简历筛选中", "Résumé being screened")
        case .interviewOpen: Bilingual("等待您完成面试", "Waiting for your interview")
        case .interviewCompleted: Bilingual("面试已提交，正在评估", "Interview handed in, being assessed")
        case .underReview: Bilingual("人工审核中", "Under review by a person")
        case .humanInterview: Bilingual("进入人工面试", "In human interview")
        case .offer: Bilingual("录用意向已发出", "Offer sent")
        case .contract: Bilingual("劳动合同办理中", "Labour contract in preparation")
        case .hired: Bilingual("已录用", "Hired")
        case .closed: Bilingual("流程已结束", "Process closed")
        }
    }
}
