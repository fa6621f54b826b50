import Domain
import Events
import ReportingCore

/// The fixed words of the report's page.
enum PageWords {
    static let all: [String: Bilingual] = [
        "title": Bilingual("候选人面试评估报告", "Interview report"),
        "submitted": Bilingual("面试提交于", "handed in"),
        "footer": Bilingual("机密 · 仅限招聘相关人员查阅 ·", "Confidential · for those concerned with this hiring ·"),
        "noComposite": Bilingual("证据不足，不计综合分", "too little evidence for a composite"),
        "changes": Bilingual("与上一版报告相比", "Since the report before"),
        "range": Bilingual("识别没有把握的词不算与算，得分为", "without and with the words that were heard unsurely:"),
        "dimensions": Bilingual("各维度得分", "Scores by dimension"),
        "dimension": Bilingual("维度", "Dimension"),
        "weight": Bilingual("权重", "Weight"),
        "score": Bilingual("得分", "Score"),
        "level": Bilingual("等级", "Level"),
        "minimum": Bilingual("最低要求", "required"),
        "insufficient": Bilingual("证据不足", "insufficient"),
        "insufficientLong": Bilingual(
            "证据不足以评分，须由人工判断。", "There is too little evidence for a score; a person must judge."),
        "noDeductions": Bilingual("满分，所问内容都已体现。", "All points were earned."),
        "notEarned": Bilingual("未得分", "Not earned"),
        "manner": Bilingual(
            "语速、停顿等只作说明，不计分。", "Pace and pauses are shown for information and earn or cost nothing."),
        "faceManner": Bilingual(
            "语速、停顿以及画面中的人脸只作说明，不计分。",
            "Pace, pauses and what was seen of a face are shown for information and earn or cost nothing."),
        "faceNote": Bilingual(
            "本报告由系统依据回答内容和岗位设定的权重自动生成，不分析面部表情、情绪或外貌。仅在候选人另行同意时，查看画面中有没有人脸、几个人以及头部大致朝向，且不影响任何得分；"
                + "评分不是录用决定，最终决定由人作出。候选人有权要求说明并申请人工复核。转写由语音识别完成，可能有误。",
            "This report was made by a program from what was said and the weights set for this job. It does not look at "
                + "expression, emotion or appearance. Only where the candidate agreed to it was it looked at whether a face is in "
                + "the picture, how many people are and roughly how the head is held, and no score is touched by that. Scores "
                + "decide nothing; a person does. The candidate may ask for an explanation and a human review. Transcripts come "
                + "from speech recognition and may contain mistakes."),
        "answers": Bilingual("逐题记录", "Answer by answer"),
        "note": Bilingual(
            "本报告由系统依据回答内容和岗位设定的权重自动生成，不分析面部表情、情绪或外貌；评分不是录用决定，最终决定由人作出。"
                + "候选人有权要求说明并申请人工复核。转写由语音识别完成，可能有误。",
            "This report was made by a program from what was said and the weights set for this job. It does not look at face, "
                + "emotion or appearance. Scores decide nothing; a person does. The candidate may ask for an explanation and a "
                + "human review. Transcripts come from speech recognition and may contain mistakes."),
    ]

    static func say(_ name: String, in language: Language) -> String { all[name]?[language] ?? "" }

    /// What was measured in one answer, on one line. The rate counts characters of Chinese and words of English.
    static func facts(_ observation: AnswerObservation, spoken: Language, in language: Language) -> String {
        let length = Words.clock(observation.durationMilliseconds)
        let speech = Words.clock(observation.speechMilliseconds)
        let longest = tenths(observation.longestPauseMilliseconds)
        var facts = [Bilingual("时长 \(length)", "length \(length)"), Bilingual("有效发言 \(speech)", "speech \(speech)")]
        if let rate = observation.speechRatePerMinute {
            let rounded = Int(rate.rounded())
            facts.append(
                spoken == .chinese
                    ? Bilingual("语速 \(rounded) 字/分钟", "\(rounded) characters a minute")
                    : Bilingual("语速 \(rounded) 词/分钟", "\(rounded) words a minute"))
        }
        let pauses = observation.pauseCount
        facts.append(
            Bilingual(
                "停顿 \(pauses) 次，最长 \(longest) 秒", "\(pauses) pause\(pauses == 1 ? "" : "s"), the longest \(longest) s"))
        if let confidence = observation.recognitionConfidence {
            let percent = Int((confidence * 100).rounded())
            facts.append(Bilingual("识别把握 \(percent) %", "recognised with \(percent) % confidence"))
        }
        if let share = observation.unsureShare, share >= 0.01 {
            let percent = Int((share * 100).rounded())
            facts.append(Bilingual("\(percent) % 的词没有把握", "unsure of \(percent) % of the words"))
        }
        if let unheard = observation.doubtfulMilliseconds, unheard >= 1_000 {
            facts.append(Bilingual("未听懂 \(tenths(unheard)) 秒", "\(tenths(unheard)) s not understood"))
        }
        if let lost = observation.lostMilliseconds, lost >= 1_000 {
            facts.append(Bilingual("传输中缺失 \(tenths(lost)) 秒", "\(tenths(lost)) s lost on the way"))
        }
        return facts.map { $0[language] }.joined(separator: " · ")
    }

    private static func tenths(_ milliseconds: Int) -> String {
        "\(milliseconds / 1000).\(milliseconds % 1000 / 100)"
    }
}
