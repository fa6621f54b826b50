import Domain

/// Words that show how something is told, per language. They say nothing about who tells it.
struct Lexicon: Sendable {
    /// Each line is one kind: any of its phrases shows it.
    let connectives: [[String]]
    let fillers: [String]
    /// Something that really happened, at some time.
    let examples: [String]

    static func of(_ language: Language) -> Lexicon {
        switch language {
        case .english: english
        case .chinese: chinese
        }
    }

    private static let english = Lexicon(
        connectives: [
            ["first", "firstly", "to begin with", "to start with"], ["second", "secondly"],
            ["then", "next", "after that", "afterwards"], ["finally", "in the end", "at last", "lastly"],
            ["because", "since", "the reason"], ["so that", "therefore", "as a result", "that is why", "this is why"],
            ["but", "however", "although"], ["when", "while"], ["for example", "for instance", "such as"],
        ],
        fillers: ["um", "uh", "er", "erm", "hmm", "you know", "i mean", "kind of", "sort of", "yeah"],
        examples: [
            "for example", "for instance", "last year", "last month", "last week", "one time", "one day", "once i",
            "a few years ago", "years ago", "months ago", "at that time", "in my last", "in my previous",
            "at my last", "at my previous", "there was a", "we had a", "i had a", "one of my", "a customer called",
            "a colleague",
        ])

    private static let chinese = Lexicon(
        connectives: [
            ["首先", "第一", "先"], ["其次", "第二"], ["然后", "接着", "之后", "于是"], ["最后", "最终"],
            ["因为", "由于", "原因"], ["所以", "因此", "结果"], ["但是", "可是", "不过"], ["并且", "而且", "同时"],
            ["例如", "比如", "譬如"],
        ],
        fillers: ["嗯", "呃", "那个那个", "就是说", "怎么说呢", "就是就是", "然后然后"],
        examples: [
            "例如", "比如", "譬如", "当时", "有一次", "有一回", "曾经", "那时候", "那一次", "去年", "前年", "上个月",
            "上一家", "上家公司", "以前的公司", "在公司", "我负责", "年前", "个月前", "之前的项目", "之前在",
        ])
}
