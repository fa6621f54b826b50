import Domain
import Events

/// What the candidate is asked to agree to, in words. A change of the words is a new version.
package enum ConsentText: Sendable {
    package static let version = "2026-11"

    package static func words(for purpose: ConsentPurpose) -> Bilingual {
        switch purpose {
        case .recording:
            Bilingual(
                "我同意录制我的面试回答（视频和声音），仅用于本次申请的评估；未录用时，录像将在保存期满后删除。",
                "I agree that my answers are recorded (picture and sound) to assess this application only; "
                    + "if I am not hired, the recordings are deleted when their retention ends.")
        case .aiAssessment:
            Bilingual(
                "我同意由计算机对我的回答进行转写和评分，作为人工决定的参考；不使用面部特征。不同意不影响申请，将由人工评估。",
                "I agree that my answers are transcribed and scored by machine to support a person's decision; facial "
                    + "features are not used. If I do not agree, a person assesses my answers instead.")
        case .talentPool:
            Bilingual(
                "我同意保留我的简历，用于今后其他职位；我可以随时撤回。",
                "I agree that my résumé is kept for other openings; I can take this back at any time.")
        }
    }
}
