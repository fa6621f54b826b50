import Domain

/// What scoring's words mean for people: the dimensions' names and the sentences behind lost points, in both languages.
enum ScoringWords {
    /// The usual dimensions; another one is shown under the employer's own name.
    static let dimensions: [String: Bilingual] = [
        "communication": Bilingual("沟通能力", "Communication"),
        "teamwork": Bilingual("团队合作", "Teamwork"),
        "problem-solving": Bilingual("问题解决", "Problem solving"),
        "problem solving": Bilingual("问题解决", "Problem solving"),
        "leadership": Bilingual("领导力", "Leadership"),
        "customer-focus": Bilingual("客户意识", "Customer focus"),
        "service": Bilingual("服务意识", "Service"),
        "professional": Bilingual("专业能力", "Professional skill"),
        "stress": Bilingual("抗压能力", "Working under pressure"),
        "culture": Bilingual("文化契合", "Culture fit"),
        "learning": Bilingual("学习能力", "Learning"),
        "motivation": Bilingual("求职动机", "Motivation"),
        "responsibility": Bilingual("责任心", "Responsibility"),
    ]

    /// Why points were lost. `{}` is what the reason speaks about.
    static let deductions: [String: Bilingual] = [
        "topic-not-mentioned": Bilingual("未提及“{}”", "Did not mention \"{}\""),
        "speech-too-fast": Bilingual("语速过快（{}）", "Spoke too fast ({})"),
        "speech-too-slow": Bilingual("语速过慢（{}）", "Spoke too slowly ({})"),
        "long-pauses": Bilingual("停顿过长或过多（{}）", "Paused too long or too often ({})"),
        "answer-too-short": Bilingual("回答过短（{} 字或词）", "The answer is too short ({} words or characters)"),
        "little-speech": Bilingual("有效发言过少（{}）", "Too little of the time was speech ({})"),
        "low-relevance": Bilingual("回答与问题关联不足（{}）", "The answer stays far from the question ({})"),
        "no-example": Bilingual("没有给出具体事例或数据", "Gave no concrete example or number"),
        "no-structure": Bilingual("表达缺少条理", "The answer lacks a clear structure"),
        "filler-words": Bilingual("口头语过多（{}）", "Too many filler words ({})"),
        "repetition": Bilingual("重复较多（{}）", "Repeats itself ({})"),
    ]
}
