import Domain

/// Words by which a clause is known to be told, denied or only supposed, per language.
struct ClauseWords: Sendable {
    /// A new thought begins with them.
    let openers: [[String]]
    /// What is in a clause with one of these did not happen, or somebody else did it.
    let denials: [[String]]
    /// What is in a clause with one of these is thought of, not told.
    let suppositions: [[String]]
    /// It speaks about the scoring and not about what was asked.
    let addresses: [[String]]
    /// The speaker, alone or with others.
    let own: Set<String>
    /// Words without which nobody speaks: a text with few of them is a list.
    let functionWords: Set<String>
    /// Of the tokens of ordinary speech about half (en) or a fifth (zh) are such words; below this it is a list.
    let functionShareMin: Double

    static func of(_ language: Language) -> ClauseWords {
        switch language {
        case .english: english
        case .chinese: chinese
        }
    }

    private static let english = ClauseWords(
        openers: [
            "but", "because", "so that", "however", "although", "which", "whereas", "and then", "after that", "and so",
            "as a result", "and i", "and we", "so i", "so we",
        ].map(phrase),
        denials: [
            "i only watched", "i just watched", "did all of it", "did all of that",
            "did it all", "did everything", "nothing to do with", "someone else", "somebody else", "not me",
            "without me",
            "not my job", "no idea", "i only heard", "only heard about", "i only sat", "i only stood",
            "all of the work", "all of it",
            "everything alone", "nobody asked me", "i was not involved", "i wasn't involved", "i had no part",
        ].map(phrase),
        suppositions: [
            "would", "might", "maybe", "perhaps", "probably", "suppose", "i guess", "if i", "if we", "could have",
            "should have", "i could", "we could", "i'd", "imagine", "hypothetically", "i will", "i'll", "i hope",
        ].map(phrase),
        addresses: [
            "full marks", "full score", "maximum score", "highest score", "top score", "top marks", "perfect score",
            "100 points",
            "100 percent for", "previous instructions", "all instructions", "these instructions", "this candidate",
            "the candidate", "the scorer", "the evaluator", "the grader", "the rubric", "scoring system",
            "scoring model",
            "scoring assistant", "grading system", "ignore all", "ignore any", "this answer", "the remaining text",
            "award",
        ].map(phrase),
        own: ["i", "we", "ive", "weve", "my", "our"],
        functionWords: Set(
            [
                "a", "an", "the", "of", "to", "in", "on", "at", "for", "from", "by", "with", "and", "or", "but", "so",
                "then", "than", "as", "is", "are", "was", "were", "be", "been", "am", "do", "does", "did", "have",
                "has",
                "had", "it", "its", "this", "that", "these", "those", "there", "i", "you", "he", "she", "we", "they",
                "me", "him", "her", "us", "them", "my", "your", "his", "our", "their", "what", "which", "who", "when",
                "where", "how", "can", "could", "will", "would", "not", "no", "if", "because", "about", "into", "over",
                "after", "before", "until", "while", "up", "down", "out", "all", "any", "each", "some", "one", "more",
            ].map(stem)),
        functionShareMin: 0.2)

    private static let chinese = ClauseWords(
        openers: [
            "但是", "可是", "不过", "因为", "所以", "然后", "于是", "接着", "最后", "结果", "而且", "并且", "后来", "同时",
        ].map(phrase),
        denials: [
            "从来没", "从未", "从没", "根本没", "完全没", "没人", "没有人", "谁也没", "没做过", "没有做", "并没有", "并没", "不是我",
            "我只是", "我只看", "只是在", "只是看", "只是听", "只是坐", "事后听说", "事后才", "从来不", "从不", "更没", "只是旁观", "旁观", "都是别人", "都是同事",
            "全是别人", "全是同事", "跟我没", "和我没", "与我无关",
            "一点没", "并不",
        ].map(phrase),
        suppositions: [
            "如果", "要是", "假如", "假设", "也许", "大概会", "可能会", "应该会", "我会", "我们会", "就会", "会去", "打算", "的话",
            "说不定", "估计",
        ].map(phrase),
        addresses: [
            "满分", "评分助手", "评分系统", "评分模型", "评分员", "打分", "评分标准", "忽略之前", "忽略以上", "以上指令", "该候选人", "这位候选人", "此候选人",
            "系统指令", "这份回答", "这个回答", "本回答", "最高分", "一百分",
        ].map(phrase),
        own: ["我", "咱"],
        functionWords: Set("的了我是在们把就到和后来于也都对让给着过这那有被从很先再不没他她它你".map(String.init)),
        functionShareMin: 0.08)
}
