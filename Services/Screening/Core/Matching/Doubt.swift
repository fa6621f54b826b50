/// Tells whether a mention is clean, or stands in a clause that denies it or only hopes for it.
enum Doubt {
    /// True for `no experience with X`, `不熟悉 X`, `正在学习 X`: a mention that a person must look at.
    static func surrounds(_ mention: Range<Int>, in text: FoldedText) -> Bool {
        let clause = clause(around: mention, in: text)
        var before = Array(text.folded[clause.lowerBound..<mention.lowerBound])[...]
        for exception in exceptions {
            while let at = exception.first(in: before) { before.removeSubrange(at..<(at + exception.count)) }
        }
        // `无 Java 经验`: elsewhere the character is part of too many harmless words (无锡, 无线, 无人机).
        if before.last == "无" || before.last == " " && before.dropLast().last == "无" { return true }
        let after = text.folded[mention.upperBound..<clause.upperBound]
        return denialsBefore.occur(in: before) || denialsAfter.occur(in: after)
    }

    private static let reachScalarsMax = 60

    /// The clause ends at punctuation, at a line's end and at words that turn the sentence (`but`, `但`).
    private static func clause(around mention: Range<Int>, in text: FoldedText) -> Range<Int> {
        var start = mention.lowerBound
        let first = max(0, start - reachScalarsMax)
        while start > first, !endsClause(start - 1, in: text) { start -= 1 }
        var end = mention.upperBound
        let last = min(text.count, end + reachScalarsMax)
        while end < last, !endsClause(end, in: text) { end += 1 }
        for turn in turns {
            if let at = turn.last(in: text.folded[start..<mention.lowerBound]) { start = at }
            if let at = turn.first(in: text.folded[mention.upperBound..<end]) { end = at }
        }
        return start..<end
    }

    private static func endsClause(_ index: Int, in text: FoldedText) -> Bool {
        switch text.folded[index] {
        case ";", "。", "\n", "!", "?", "|", "•", "·", "●": return true
        // A comma in a list of skills does not end what was denied ("no Java, no C"); a new verb does, and is a turn.
        case ".": return index + 1 >= text.count || text.folded[index + 1] == " " || text.folded[index + 1] == "\n"
        case ",", "，":
            guard index + 1 < text.count else { return true }
            return text.folded[(index + 1)...].prefix(3).contains { $0.isHan }
                || startsNewStatement(index + 1, in: text)
        default: return false
        }
    }

    private static func startsNewStatement(_ start: Int, in text: FoldedText) -> Bool {
        let words = text.folded[start..<min(text.count, start + 16)]
        return subjects.contains { $0.begins(words) }
    }

    private static let subjects = Words.list([
        " i ", " we ", " and ", " also ", " worked ", " used ", " built ", " expert ", " strong ", " proficient ",
    ])
    private static let turns = Words.list([" but ", " however ", " although ", " though ", "但是", "但", "不过", "而是", "却"])
    private static let exceptions = Words.list([
        "not only", "no less than", "no later than", "not just", "no fewer than", "no. ", "nothing but",
        "zero downtime",
        "不仅", "不但", "不限于", "不只", "不低于", "不少于",
    ])
    private static let denialsBefore = AnyWords(
        [
            "no", "not", "never", "without", "lack", "lacks", "lacking", "don't", "doesn't", "didn't", "haven't",
            "hasn't",
            "cannot", "can't", "unfamiliar", "currently learning", "still learning", "am learning", "started learning",
            "want to learn", "wish to learn", "eager to learn", "hope to learn", "interested in", "interest in",
            "none of",
            "limited experience", "limited knowledge", "limited exposure", "little experience", "little knowledge",
            "aspiring",
            "planning to", "plan to learn",
            "没有", "没用过", "没做过", "毫无", "无任何", "无相关", "不会", "不熟悉", "不了解", "不懂", "不具备", "未使用", "未接触",
            "未掌握", "未学", "未从事", "未做过", "未曾", "缺乏", "缺少", "零基础", "正在学", "想学",
            "计划学", "希望学", "打算学", "准备学", "感兴趣", "略懂", "仅了解", "只了解", "不擅长", "尚未", "并非", "不是",
        ], whole: true)
    private static let denialsAfter = AnyWords(
        [
            "not yet", "none", "(learning)", "in progress", "experience: no", "beginner", "not used", "- no",
            "经验不足", "无经验", "没有经验", "零经验", "不熟", "不会", "没用过", "没接触过", "学习中", "(在学)", "较弱", "为零", "经验较少", "未使用",
        ], whole: true)
}
