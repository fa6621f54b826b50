/// A length of experience that the résumé states in words: `5+ years of experience`, `工作经验：5年`, `八年开发经验`.
struct StatedYears: Hashable, Sendable {
    let months: Int
    let range: Range<Int>
}

/// Every such statement. A number of years counts when experience or work is spoken of close by, and not age or study.
func findStatedYears(in text: FoldedText) -> [StatedYears] {
    var found: [StatedYears] = []
    for line in text.lines {
        var index = line.lowerBound
        while index < line.upperBound {
            guard let (months, end) = years(at: index, in: text, upTo: line.upperBound) else {
                index += 1
                continue
            }
            let before = text.folded[max(line.lowerBound, index - 30)..<index]
            let after = text.folded[end..<min(line.upperBound, end + 60)]
            if months <= yearsMax * 12, speaksOfExperience(before, after), !Doubt.surrounds(index..<end, in: text) {
                found.append(StatedYears(months: months, range: index..<end))
            }
            index = end
        }
    }
    return found
}

private let yearsMax = 60

private func speaksOfExperience(_ before: ArraySlice<Unicode.Scalar>, _ after: ArraySlice<Unicode.Scalar>) -> Bool {
    // The point of `yrs.` ends no sentence.
    let clause = after.drop { $0 == "." }.prefix { !".;。".unicodeScalars.contains($0) }
    if excludedAfter.contains(where: { $0.begins(clause) }) { return false }
    return wordsAfter.contains { $0.occurs(in: clause) } || headsBefore.contains { $0.ends(before) }
}

private let wordsAfter = Words.list([
    "经验", "工作", "从业", "开发", "研发", "管理", "设计", "运营", "销售", "教学", "实践", "experience", "exp ", "in the industry",
    "working as", "working in", "working with", "as a ", "as an ",
])
private let headsBefore = Words.list([
    "工作年限:", "工作年限: ", "工作年限 ", "工作经验:", "工作经验: ", "工作经验 ", "经验:", "经验: ", "从业", "工作了", "experience: ",
    "experience:", "experience - ", "experience of ", "experience ", "it exp ", "experience over ",
])
private let excludedAfter = Words.list([" old", "-old", " of age", "级", "制", "出生", "毕业", "月", "度"])

/// `5`, `5+`, `5.5`, `over five`, `十二` before `years` or `年`, with months if they follow.
private func years(at start: Int, in text: FoldedText, upTo end: Int) -> (months: Int, end: Int)? {
    guard start == 0 || !(text.folded[start - 1].isWordPart || text.folded[start - 1] == "."),
        let (value, after) = quantity(at: start, in: text, upTo: end)
    else { return nil }
    var index = after
    while index < end, index - after < 4, " +-多余".unicodeScalars.contains(text.folded[index]) { index += 1 }
    let rest = text.string(index..<min(end, index + 8))
    guard let unit = ["years", "year", "yrs", "yr", "年"].first(where: { rest.hasPrefix($0) }) else { return nil }
    index += unit.unicodeScalars.count
    guard unit != "年" || value < Double(yearsMax) else { return nil }
    guard index >= end || !text.folded[index].isWordPart else { return nil }
    return months(value, index, in: text, upTo: end)
}

/// Adds what follows the years: `5 years 6 months`, `5年半`, `5年6个月`.
private func months(_ years: Double, _ index: Int, in text: FoldedText, upTo end: Int) -> (months: Int, end: Int) {
    let whole = Int((years * 12).rounded())
    var next = index
    while next < end, next - index < 5, " ,and".unicodeScalars.contains(text.folded[next]) { next += 1 }
    if next < end, text.folded[index..<min(end, index + 1)].first == "半" { return (whole + 6, index + 1) }
    guard let (extra, after) = quantity(at: next, in: text, upTo: end), extra < 12 else { return (whole, index) }
    let rest = text.string(after..<min(end, after + 7))
    for unit in [" months", " month", "个月"] where rest.hasPrefix(unit) {
        return (whole + Int(extra), after + unit.unicodeScalars.count)
    }
    return (whole, index)
}

private func quantity(at start: Int, in text: FoldedText, upTo end: Int) -> (Double, Int)? {
    guard start < end else { return nil }
    var index = start
    while index < end, index - start < 4, text.folded[index].isDigit || text.folded[index] == "." { index += 1 }
    if index > start, text.folded[start].isDigit, let value = Double(text.string(start..<index)) {
        return (value, index)
    }
    if text.folded[start].isHan { return chineseNumber(at: start, in: text, upTo: end) }
    let word = text.folded[start..<end].prefix(10).prefix { ("a"..."z").contains($0) }
    guard let value = numberWords[word.map(String.init).joined()] else { return nil }
    return (Double(value), start + word.count)
}

private func chineseNumber(at start: Int, in text: FoldedText, upTo end: Int) -> (Double, Int)? {
    var index = start
    var tens = 0
    var ones: Int?
    while index < end, index - start < 3 {
        if text.folded[index] == "十" {
            tens = (ones ?? 1) * 10
            ones = nil
        } else if let digit = chineseDigits[text.folded[index]], ones == nil {
            ones = digit
        } else {
            break
        }
        index += 1
    }
    return index > start ? (Double(tens + (ones ?? 0)), index) : nil
}

private let chineseDigits: [Unicode.Scalar: Int] = [
    "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
]
private let numberWords: [String: Int] = {
    let words = [
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
        "fourteen",
        "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
    ]
    return Dictionary(uniqueKeysWithValues: words.enumerated().map { ($1, $0 + 1) })
}()
