import Domain

/// What one can do about what a report found, in both languages.
enum FeedbackWords {
    /// Kind words for a level; for what was too little to be measured, too.
    static func level(_ level: String?) -> Bilingual {
        switch level {
        case "excellent": Bilingual("非常突出", "A clear strength")
        case "good": Bilingual("表现良好", "Good")
        case "fair": Bilingual("达到要求，还可提升", "Sound, with room to grow")
        case .some: Bilingual("值得多加练习", "Worth practising")
        case nil:
            Bilingual("这次的回答不足以判断，这不是负面评价", "There was too little to go by; that says nothing against you")
        }
    }

    static func advice(_ code: String) -> Bilingual {
        advices[code] ?? Bilingual("下次回答前，先想清楚要点再开口。", "Next time, settle on your main point before you begin.")
    }

    /// By the codes of points that were not earned.
    static let advices: [String: Bilingual] = [
        "topic-not-mentioned": Bilingual(
            "回答前想一想：提问者最想听到哪两三点，逐一说到。", "Ask yourself which two or three things the question is after, and name each."),
        "reference-not-covered": Bilingual(
            "回答完主要部分后，再想想还有哪一点没有说到。", "When you have said the main thing, ask yourself what is still missing."),
        "criterion-not-shown": Bilingual(
            "选一个能体现这一点的亲身经历来讲。", "Choose something you lived through that shows this."),
        "topic-partly-shown": Bilingual(
            "说到的要点可以再展开：具体发生了什么，您怎么做的。", "Say more of what you touched on: what happened, and how you went about it."),
        "reference-partly-covered": Bilingual(
            "把说到的内容讲完整，并说明为什么。", "Finish the thought, and say why it is so."),
        "criterion-partly-shown": Bilingual(
            "把这一点讲得更具体。", "Tell this part in more detail."),
        "own-part-partly-told": Bilingual(
            "再多讲一两步您自己的做法：先做了什么，后做了什么。", "Tell one or two more steps of your own: what you did first, and what then."),
        "own-part-not-told": Bilingual(
            "多用“我”来讲：您自己决定了什么、做了什么。", "Say \"I\": what you yourself decided and did."),
        "not-to-the-point": Bilingual(
            "先用一句话直接回答问题，再讲细节。", "Answer the question in one sentence first, then give the details."),
        "few-details": Bilingual("说出时间、地点、数字或对方说的话。", "Give a time, a place, a figure, or what somebody said."),
        "speech-too-fast": Bilingual("放慢一点，在句与句之间停一下。", "Slow down a little and pause between sentences."),
        "speech-too-slow": Bilingual("先列出要点，说起来会更连贯。", "Note your points first; the words then come more easily."),
        "long-pauses": Bilingual("可以先用思考时间拟好开头一句。", "Use the time to think to prepare your first sentence."),
        "answer-too-short": Bilingual(
            "补充背景、您的做法和结果，回答会更完整。", "Add the situation, what you did and what came of it."),
        "little-speech": Bilingual("尽量用满回答时间，说出自己的思路。", "Use the time you have and think aloud."),
        "low-relevance": Bilingual("开头先用一句话直接回答问题。", "Begin with one sentence that answers the question."),
        "no-example": Bilingual("举一个亲身经历的例子，带上数字。", "Give one example of your own, with a number in it."),
        "no-structure": Bilingual(
            "按“首先、其次、最后”或“情境、行动、结果”来讲。", "Go by first, then, finally, or by situation, action, result."),
        "filler-words": Bilingual("用短暂停顿代替口头语。", "Let a short pause stand where a filler word would."),
        "repetition": Bilingual("每个要点只说一次，然后继续。", "Say each point once, then move on."),
    ]
}
