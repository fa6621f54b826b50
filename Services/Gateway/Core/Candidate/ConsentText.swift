import Domain
import Events

/// What the candidate is asked to agree to, in words, with the days that the employer's settings say: the text promises what
/// retention does. A change of words or days is a new version.
package struct ConsentText: Sendable, Hashable {
    private let recordingDays: Int
    package let talentPoolDays: Int
    /// Of an interview in which nothing is recorded.
    private var isInWriting = false
    /// Of an interview in which the face may be looked at.
    private var asksForFace = false
    /// The model to which answers are sent, where scoring asks a judge.
    private let judge: String?
    /// Whether this deployment looks at faces at all.
    private let hasFaceChannel: Bool

    package init(recordingDays: Int, talentPoolDays: Int, judge: String? = nil, hasFaceChannel: Bool = false) {
        self.judge = judge
        self.hasFaceChannel = hasFaceChannel
        self.recordingDays = recordingDays
        self.talentPoolDays = talentPoolDays
    }

    /// The text as this interview's candidate reads it.
    package func of(_ session: InterviewSession) -> ConsentText {
        var text = self
        text.isInWriting = !session.isRecorded
        text.asksForFace = hasFaceChannel && session.purposes.contains(.faceFeatures)
        return text
    }

    /// What this interview's candidate is asked to agree to.
    package func purposes(of session: InterviewSession) -> [ConsentPurpose] {
        session.purposes.filter { $0 != .faceFeatures || hasFaceChannel }
    }

    package var version: String {
        "2026-12.\(recordingDays).\(talentPoolDays)" + (isInWriting ? ".written" : "") + (asksForFace ? ".face" : "")
            + (judge.map { ConsentGiven.judgeMark + Self.mark(of: $0) } ?? "")
    }

    /// Another model is another text: FNV-1a, in hexadecimal.
    private static func mark(of model: String) -> String {
        String(model.utf8.reduce(UInt32(2_166_136_261)) { ($0 ^ UInt32($1)) &* 16_777_619 }, radix: 16)
    }

    package func words(for purpose: ConsentPurpose) -> Bilingual {
        let words = wordsWithoutJudge(for: purpose)
        guard purpose == .aiAssessment, let judge else { return words }
        return Bilingual(
            words[.chinese] + "为此，回答的文字（不附姓名等身份信息）会发送给语言模型（\(judge)），由它指出回答中是否讲到所问的内容；它不打分。",
            words[.english]
                + " For this the words of my answers, without my name, are sent to a language model (\(judge)), which says "
                + "whether they hold what was asked for; it gives no score.")
    }

    private func wordsWithoutJudge(for purpose: ConsentPurpose) -> Bilingual {
        switch purpose {
        case .recording:
            Bilingual(
                "我同意录制我的面试回答（视频和声音），仅用于本次申请的评估；申请结束后满\(recordingDays)天，录像及其文字稿将被删除；撤回同意的，立即删除。",
                "I agree that my answers are recorded (picture and sound) to assess this application only; recordings and "
                    + "their transcripts are deleted \(recordingDays) days after the application has ended, and at once "
                    + "when I take this back.")
        case .aiAssessment where isInWriting:
            Bilingual(
                "我同意由计算机对我书写的回答进行评分，作为人工决定的参考；申请结束后满\(recordingDays)天，回答将被删除。不同意不影响申请，将由人工评估。",
                "I agree that what I write is scored by machine to support a person's decision; my answers are deleted "
                    + "\(recordingDays) days after the application has ended. If I do not agree, a person assesses my "
                    + "answers instead.")
        case .aiAssessment where asksForFace:
            Bilingual(
                "我同意由计算机对我的回答进行转写和评分，作为人工决定的参考；面部特征不计入评分。不同意不影响申请，将由人工评估。",
                "I agree that my answers are transcribed and scored by machine to support a person's decision; facial "
                    + "features count in no score. If I do not agree, a person assesses my answers instead.")
        case .aiAssessment:
            Bilingual(
                "我同意由计算机对我的回答进行转写和评分，作为人工决定的参考；不使用面部特征。不同意不影响申请，将由人工评估。",
                "I agree that my answers are transcribed and scored by machine to support a person's decision; facial "
                    + "features are not used. If I do not agree, a person assesses my answers instead.")
        case .faceFeatures:
            Bilingual(
                "我同意由计算机查看我的录像画面：有没有人脸、有几个人、头部大致朝向、大约多少时间朝向镜头。只供招聘人员了解，不计分，不识别我是谁，不推断情绪。"
                    + "结果与文字稿一同删除；撤回同意的，立即删除。不同意没有任何影响。",
                "I agree that the pictures of my recordings are looked at by machine: whether a face is there, how many people "
                    + "are, roughly how the head is turned and how much of the time towards the camera. It is shown to the "
                    + "employer's people for information and counts in no score; it recognises nobody and infers no feelings. "
                    + "What was found is deleted with the transcripts, and at once when I take this back. If I do not agree, "
                    + "nothing follows from that.")
        case .talentPool:
            Bilingual(
                "我同意在申请结束后的\(talentPoolDays)天内保留我的简历，用于今后其他职位；我可以随时撤回。",
                "I agree that my résumé is kept for other openings until \(talentPoolDays) days after the application has "
                    + "ended; I can take this back at any time.")
        }
    }
}
