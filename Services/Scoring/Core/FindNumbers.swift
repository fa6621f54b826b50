import Domain

/// Where the answer gives a figure: 40, forty percent, 百分之四十, 三个月. A figure makes a claim that can be checked.
func numbers(in tokens: [Token]) -> [Range<Int>] {
    var result: [Range<Int>] = []
    var index = 0
    while index < tokens.count {
        let end = figureEnd(tokens, from: index)
        if let end { result.append(index..<end) }
        index = end ?? index + 1
    }
    return result
}

private func figureEnd(_ tokens: [Token], from start: Int) -> Int? {
    var end = start
    while end < tokens.count, isNumeral(tokens[end].text) { end += 1 }
    if end == start {
        // 百分之四十
        return tokens[start...].prefix(3).map(\.text) == ["百", "分", "之"] && start + 3 < tokens.count
            && isNumeral(tokens[start + 3].text) ? figureEnd(tokens, from: start + 3) ?? start + 4 : nil
    }
    // 百 and 分之 may have been taken for a numeral: go on over the whole share.
    if end + 2 < tokens.count, tokens[end].text == "分", tokens[end + 1].text == "之" {
        return figureEnd(tokens, from: end + 2) ?? end + 2
    }
    if tokens[start..<end].contains(where: { isDigits($0.text) }) || end - start >= 2 { return end }
    // A single small numeral is a figure only before something countable: three months, 三个月, but not one of us, 一起.
    guard end < tokens.count, !["one", "一"].contains(tokens[start].text) else { return nil }
    let unitAt = tokens[end].text == "个" && end + 1 < tokens.count ? end + 1 : end
    return units.contains(tokens[unitAt].text) ? unitAt + 1 : nil
}

private func isDigits(_ text: String) -> Bool {
    text.unicodeScalars.contains { ("0"..."9").contains($0) }
}

private func isNumeral(_ text: String) -> Bool {
    isDigits(text) || numerals.contains(text)
}

private let numerals: Set<String> = Set(
    [
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
        "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty", "thirty", "forty", "fifty",
        "sixty", "seventy", "eighty", "ninety", "hundred", "thousand", "million", "half",
    ].map(stem) + ["〇", "零", "一", "二", "两", "三", "四", "五", "六", "七", "八", "九", "十", "百", "千", "万", "亿", "半"])

private let units: Set<String> = Set(
    [
        "percent", "second", "minute", "hour", "day", "week", "month", "quarter", "year", "people", "person",
        "customer",
        "colleague", "engineer", "team", "time", "step", "dollar", "euro", "yuan", "ticket", "case", "project", "user",
    ].map(stem) + ["年", "月", "天", "周", "日", "时", "分", "秒", "人", "名", "位", "次", "倍", "成", "家", "项", "步", "元", "块", "度"])
