import Domain

/// What scoring's words mean for people: what points that are missing would have been earned by, in both languages.
enum ScoringWords {
    /// What was not shown. `{}` is what the reason speaks about. Reports of earlier versions have the reasons about manner.
    static let deductions: [String: Bilingual] = [
        "topic-not-mentioned": Bilingual("未讲到“{}”", "Not shown: \"{}\""),
        "reference-not-covered": Bilingual("未讲到参考答案中的“{}”", "Not said, of the reference answer: \"{}\""),
        "criterion-not-shown": Bilingual("未体现“{}”", "Not shown: \"{}\""),
        "topic-partly-shown": Bilingual("只讲到一部分“{}”", "Only partly shown: \"{}\""),
        "reference-partly-covered": Bilingual("参考答案中的“{}”只讲到一部分", "Only partly said, of the reference answer: \"{}\""),
        "criterion-partly-shown": Bilingual("只部分体现“{}”", "Only partly shown: \"{}\""),
        "own-part-partly-told": Bilingual("本人做了什么只讲到一部分", "Only partly told: what the candidate did themselves"),
        "own-part-not-told": Bilingual("没有讲清本人做了什么", "Not told: what the candidate did themselves"),
        "not-to-the-point": Bilingual("较多内容与所问无关或重复", "Much of the answer is not about the question, or said twice"),
        "few-details": Bilingual("缺少具体的事实、时间或数据", "Few facts, times or figures one can picture"),
        "graded-lower": Bilingual("人工对此类回答评分更低（依据 {} 份回答）", "People graded answers like this lower ({} answers)"),
        "measured-elsewhere": Bilingual("外部评价（{}）未给满分", "Measured elsewhere ({}), short of full marks"),
        "speech-too-fast": Bilingual("语速过快（{}）", "Spoke too fast ({})"),
        "speech-too-slow": Bilingual("语速过慢（{}）", "Spoke too slowly ({})"),
        "long-pauses": Bilingual("停顿过长或过多（{}）", "Paused too long or too often ({})"),
        "answer-too-short": Bilingual("回答过短（{} 字或词）", "The answer is too short ({} words or characters)"),
        "little-speech": Bilingual("有效发言过少（{}）", "Too little of the time was speech ({})"),
        "low-relevance": Bilingual("回答与问题关联不足（{}）", "The answer stays far from the question ({})"),
        "no-example": Bilingual("没有给出具体的时间、事例或数据", "Not given: figures, or the time and place of what happened"),
        "no-structure": Bilingual("先后与因果交代不清", "The order of things, or why they followed, is not clear"),
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
