import Domain
import Events

/// The sentences behind the codes, in both languages. A code that is not in the table is shown as it is.
package enum Explanation {
    package static func sentence(for deduction: Deduction, in language: Language) -> String {
        let subject = deduction.subject ?? ""
        guard let words = ScoringWords.deductions[deduction.code] else {
            return subject.isEmpty ? deduction.code : "\(deduction.code): \(subject)"
        }
        return fill(words[language], subject)
    }

    package static func sentence(for reason: AssessmentReason, in language: Language) -> String {
        switch reason {
        case .insufficient(let dimension):
            let name = Words.dimension(dimension, in: language)
            return Bilingual("“\(name)”证据不足，需人工判断", "Too little evidence for \"\(name)\": a person must judge")[
                language]
        case .belowMinimum(let dimension, let minimum):
            let name = Words.dimension(dimension, in: language)
            return Bilingual(
                "“\(name)”得分低于岗位最低要求 \(minimum) 分", "\"\(name)\" is below the job's required \(minimum) points")[
                    language]
        case .compositeBelow(let bound):
            return Bilingual("综合得分低于 \(bound) 分", "The composite is below \(bound) points")[language]
        case .flagged(let flag): return notice(flag, in: language)
        case .withinError(let measure, let bound):
            let name = measure == "composite" ? nil : Words.dimension(measure, in: language)
            let what = name.map { Bilingual("“\($0)”得分", "\"\($0)\"") } ?? Bilingual("综合得分", "The composite")
            return Bilingual(
                "\(what[.chinese])与 \(bound) 分之差在误差以内，需人工判断",
                "\(what[.english]) is within its error of \(bound) points: a person must judge")[language]
        case .unreported(let dimension):
            let name = Words.dimension(dimension, in: language)
            return Bilingual(
                "“\(name)”由外部提供，尚未收到，其余维度单独计分",
                "\"\(name)\" is measured elsewhere and was not reported; the others count alone")[language]
        case .nothingWeighed:
            return Bilingual("岗位未设置评分权重", "The job gives no weight to any dimension")[language]
        }
    }

    /// Why an answer has no scores.
    package static func unusable(_ code: String, in language: Language) -> String {
        unusables[code]?[language] ?? code
    }

    /// What a person should look at in an answer.
    package static func notice(_ flag: String, in language: Language) -> String { notices[flag]?[language] ?? flag }

    /// What asking a judge about an answer came to.
    package static func judge(_ note: JudgeNote, in language: Language) -> String {
        let model = note.model
        return switch note.outcome {
        case .answered:
            Bilingual(
                "另请评审模型 \(model) 核对了这份回答；它找到的内容连同原话列在依据中，它不打分也不扣分",
                "The judge \(model) was asked about this answer too: what it found stands with its quote; it gives no score and "
                    + "takes no points off")[language]
        case .withheld:
            Bilingual(
                "这份回答在对评分者说话或过长，未交评审模型 \(model) 核对；按公式评分",
                "The judge \(model) was not shown this answer, which speaks to whoever scores it or is too long: it was scored "
                    + "without")[language]
        case .notAgreed:
            Bilingual(
                "应聘者同意的文本未提到评审模型，这份回答未交 \(model) 核对；按公式评分",
                "The candidate agreed to a text that speaks of no judge, so \(model) was not shown this answer: it was scored "
                    + "without")[language]
        case .unintelligible:
            Bilingual(
                "评审模型 \(model) 未按要求回答，这份回答按公式评分",
                "The judge \(model) did not answer as it was asked: this answer was scored without")[language]
        case .distrusted:
            Bilingual(
                "评审模型 \(model) 对回答中没有的内容说“有”，它的话都不算数；按公式评分",
                "The judge \(model) said yes to what is in no answer, so nothing of what it said counts: this answer was scored "
                    + "without")[language]
        case .unavailable:
            Bilingual(
                "一小时内无法连上评审模型 \(model)，这份回答按公式评分",
                "The judge \(model) could not be reached within an hour: this answer was scored without")[language]
        }
    }

    private static let notices: [String: Bilingual] = [
        "like-reference": Bilingual(
            "有回答与参考答案几乎逐字相同，请人工查看；得分不受影响",
            "An answer has nearly the words of the reference answer: a person should look; no points are taken off"),
        "speaks-to-scorer": Bilingual(
            "有回答在对评分者说话，请人工查看；这些话不计分也不扣分",
            "An answer speaks to whoever scores it: a person should look; it earns nothing and costs nothing"),
        "unsure-hearing": Bilingual(
            "有些词语音识别没有把握，得分按这些词算与不算给出范围，请人工听录音；不扣分",
            "Some words were recognised unsurely: the range is the score with and without them; a person should listen, and no "
                + "points are taken off"),
        "doubtful-hearing": Bilingual(
            "有一段语音识别两次仍未听懂，请人工听录音；不扣分",
            "Some of the speech was not understood in two attempts: a person should listen; no points are taken off"),
        "other-language": Bilingual(
            "有一段用题目要求以外的语言作答，请人工听录音；不扣分",
            "Part of the answer is in another language than the question asks for: a person should listen; no points are "
                + "taken off"),
        "recording-gap": Bilingual(
            "录制文件在传输中缺了一段，请人工查看；缺的部分不算停顿，也不扣分",
            "Part of the recording was lost on the way: a person should look; it counts as no pause, and no points are taken "
                + "off"),
        "short-answer": Bilingual("回答很短，但已包含所问内容", "The answer is short, and holds what was asked"),
    ]

    private static let unusables: [String: Bilingual] = [
        "no-speech": Bilingual("录音中没有可识别的语音", "No speech was found in the recording"),
        "recording-truncated": Bilingual("录制文件不完整", "The recording is cut off"),
        "recording-corrupt": Bilingual("录制文件已损坏，无法解码", "The recording is damaged and cannot be decoded"),
        "recording-unreadable": Bilingual("录制文件无法解码", "The recording cannot be decoded"),
        "recognition-unsure": Bilingual(
            "语音识别有把握的词太少，须由人工听录音判断；不扣分",
            "Too few words were recognised surely: a person must listen and judge; no points are taken off"),
        "speech-not-understood": Bilingual(
            "录音中有人说话，但语音识别没有听懂，须由人工听录音判断；不扣分",
            "Somebody speaks, but the speech was not understood: a person must listen and judge; no points are taken off"
        ),
        "spoken-in-english": Bilingual(
            "回答用的是英语，题目要求用中文；须由人工判断，不扣分",
            "The answer was given in English, the question asks for Chinese: a person must judge; no points are taken off"
        ),
        "spoken-in-chinese": Bilingual(
            "回答用的是中文，题目要求用英语；须由人工判断，不扣分",
            "The answer was given in Chinese, the question asks for English: a person must judge; no points are taken off"
        ),
        "too-short": Bilingual("录音过短", "The recording is too short"),
        "recording-empty": Bilingual("录制文件为空", "The recording is empty"),
        "recording-too-large": Bilingual("录制文件过大", "The recording is too large"),
        "recording-not-media": Bilingual("文件不是录音或录像", "The file is no recording"),
        "recording-no-audio-track": Bilingual("录制文件没有声音", "The recording has no sound track"),
        "recording-unsupported-codec": Bilingual("不支持该录制格式", "The recording has an unsupported format"),
        "recording-too-long": Bilingual("录制时间过长", "The recording is too long"),
        "recording-absent": Bilingual("录制文件已不存在", "The recording is no longer there"),
        "candidate-erased": Bilingual("候选人的数据已按要求删除", "The candidate's data was erased on request"),
        "decoder-failed": Bilingual("录制文件未能解码", "The recording could not be decoded"),
        "engine-failed": Bilingual("语音识别未能完成", "Speech recognition could not be completed"),
        "nothing-written": Bilingual("没有书写内容", "Nothing was written"),
        "text-too-short": Bilingual("书面回答过短", "The written answer is too short"),
        "code-not-judged": Bilingual("程序未能在此评测，须由人工判断", "Programs are not run here; a person must judge"),
        "judge-failed": Bilingual("程序未能运行评测", "The program could not be run"),
        "answer-absent": Bilingual("书面回答已不存在", "The written answer is no longer there"),
        "not-answered": Bilingual("未作答", "Was not answered"),
        "no-consent": Bilingual("候选人未同意自动评估", "The candidate did not agree to automated assessment"),
    ]

    /// Puts the subject in its place; without one the brackets around it go too.
    private static func fill(_ pattern: String, _ subject: String) -> String {
        guard let gap = pattern.firstRange(of: "{}") else { return pattern }
        if !subject.isEmpty { return pattern.replacingCharacters(in: gap, with: subject) }
        for bracketed in ["（{}）", " ({})", "“{}”", " \"{}\""] {
            if let range = pattern.firstRange(of: bracketed) {
                return pattern.replacingCharacters(in: range, with: "")
            }
        }
        return pattern.replacingCharacters(in: gap, with: "")
    }
}

extension String {
    fileprivate func replacingCharacters(in range: Range<String.Index>, with text: String) -> String {
        String(self[..<range.lowerBound]) + text + String(self[range.upperBound...])
    }
}
