import Domain

/// Follows who acts from clause to clause: both languages leave the speaker out where it is clear who is meant.
struct Speaker {
    private let language: Language
    private let own: Set<String>
    private let tellsOfPast: Bool
    private var isOwn = false

    init(_ language: Language, _ clauses: [ArraySlice<Token>]) {
        self.language = language
        let past = clauses.count { $0.contains(where: \.isPastForm) }
        tellsOfPast = 4 * past >= clauses.count
        own = ClauseWords.of(language).own
    }

    /// Whether the speaker did something in this clause; to be asked of each clause in order.
    mutating func acts(in tokens: ArraySlice<Token>) -> Bool {
        switch language {
        case .english:
            isOwn = actsInEnglish(tokens)
            return isOwn
        case .chinese: return actsInChinese(tokens)
        }
    }

    /// By the speaker and a verb that is done, or by a past form at the head behind such a clause. A recogniser drops endings, and so
    /// does who learned English late, so a verb need not show its past where the answer as a whole tells of the past.
    private func actsInEnglish(_ tokens: ArraySlice<Token>) -> Bool {
        let isNamed = tokens.indices.contains { index in
            guard ["i", "we"].contains(tokens[index].text) else { return false }
            let verb = tokens[(index + 1)...].first { !between.contains($0.text) }
            guard let verb, !states.contains(verb.text) else { return false }
            return verb.isPastForm || tellsOfPast
        }
        let head = tokens.drop { ["and", "then", "so"].contains($0.text) }
        return isNamed || isOwn && (head.first?.isPastForm ?? false)
    }

    /// Chinese verbs have no past form, and a story is told without a subject for long stretches: until somebody else is named.
    private mutating func actsInChinese(_ tokens: ArraySlice<Token>) -> Bool {
        let text = tokens.map(\.text).joined()
        if opinions.contains(where: text.contains) {
            isOwn = false
            return false
        }
        let names = tokens.contains { own.contains($0.text) }
        if names { isOwn = true }
        let rest = openers.first { text.hasPrefix($0) }.map { text.dropFirst($0.count) } ?? text[...]
        if !names && others.contains(where: { rest.hasPrefix($0) }) { isOwn = false }
        return isOwn && tokens.count >= 4
    }
}

/// Between the speaker and the verb; words of habit are not among them, since what one always does is no act.
private let between: Set<String> = Set(
    [
        "then", "first", "also", "just", "finally", "immediately", "quickly", "even", "still", "therefore", "again",
        "did", "have",
    ]
    .map(stem))
/// How it was, what one thinks or does as a habit: none of it is an act.
private let states: Set<String> = Set(
    [
        "am", "was", "were", "are", "had", "feel", "felt", "think", "thought", "know", "knew", "believe", "believed",
        "want", "wanted",
        "like", "liked", "love", "loved", "hope", "guess", "mean", "can", "could", "will", "would", "should", "must",
        "may", "might",
        "need", "always", "usually", "often", "mostly", "generally", "really", "never", "not", "don't", "didn't",
        "agree", "prefer",
        "enjoy", "care", "consider", "remember", "see", "understand", "tend", "try", "all", "both", "only",
    ].map(stem))
private let opinions = [
    "觉得", "认为", "我喜欢", "希望", "相信", "我想", "重要", "应该", "一般", "总是", "我是", "这个人", "平时", "我能", "我可以", "我很", "我特别",
    "我非常", "对我", "人嘛", "关键", "必须", "需要",
]
private let openers = ["然后", "于是", "后来", "最后", "结果", "所以", "因为", "但是", "可是", "而且", "同时", "接着", "当时"]
private let others = [
    "他", "她", "对方", "同事", "客户", "老板", "领导", "大家", "公司", "系统", "经理", "别人", "人家", "问题", "时间", "项目", "这", "那", "现在", "顾客",
    "团队", "有人", "每个人", "结果",
]
