import Domain

/// What scoring's words mean for people: the sentences behind lost points, in both languages.
enum ScoringWords {
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
        "program-wrong-answer": Bilingual("隐藏用例结果错误（{}）", "Wrote a wrong answer to hidden examples ({})"),
        "program-time-over": Bilingual("隐藏用例超出时间限制（{}）", "Took too long on hidden examples ({})"),
        "program-memory-over": Bilingual("隐藏用例超出内存限制（{}）", "Used too much memory on hidden examples ({})"),
        "program-output-over": Bilingual("隐藏用例输出过多（{}）", "Wrote too much on hidden examples ({})"),
        "program-crashed": Bilingual("隐藏用例运行崩溃（{}）", "Crashed on hidden examples ({})"),
        "program-not-compiled": Bilingual("程序未能编译（{}）", "The program does not compile ({})"),
        "program-slow": Bilingual("运行时间接近限制（{}）", "Ran close to the time allowed ({})"),
        "repetition": Bilingual("重复较多（{}）", "Repeats itself ({})"),
    ]
}
