import Domain

/// How many characters (zh) or words (en) were spoken: a recogniser writes 120 for 一百二十, so figures are counted as they are said.
func spokenCount(_ tokens: [Token], in transcript: Transcript) -> Int {
    let chinese = transcript.language == .chinese
    let scalars = Array(transcript.text.unicodeScalars)
    let figures = tokens.indices.reduce(0) { sum, index in
        let text = tokens[index].text
        guard text.first?.isASCII == true, text.contains(where: \.isNumber) else { return sum + 1 }
        // Some write 3.5 as two words.
        if index > 0, isPoint(between: tokens[index - 1], and: tokens[index], in: scalars) {
            return sum + 1 + text.count
        }
        let isYear = index + 1 < tokens.count && tokens[index + 1].text == "年"
        return sum + (chinese ? chineseLength(of: text, isYear: isYear) : englishLength(of: text))
    }
    // 百分之 stands before the figure, percent behind it.
    return figures + percentSigns(in: transcript, tokens).count * (chinese ? 3 : 1)
}

private func isPoint(between one: Token, and other: Token, in scalars: [Unicode.Scalar]) -> Bool {
    let gap = scalars[one.span.end..<max(one.span.end, other.span.start)]
    return gap.elementsEqual(["."]) && one.text.allSatisfy(\.isNumber) && other.text.allSatisfy(\.isNumber)
}

private func chineseLength(of figure: String, isYear: Bool) -> Int {
    let parts = figure.split(separator: ".")
    guard let whole = parts.first, whole.allSatisfy(\.isNumber), parts.count <= 2 else { return figure.count }
    let behind = parts.count == 2 ? 1 + parts[1].count : 0
    guard !isYear || whole.count != 4, !whole.hasPrefix("0"), let number = Int(whole), number < 1_000_000_000_000 else {
        return whole.count + behind
    }
    return chineseLength(of: number) + behind
}

/// 一千八百: a character for each digit and one for its place; one 零 for places in a row that are empty.
private func chineseLength(of number: Int, isLeading: Bool = true) -> Int {
    for unit in [100_000_000, 10_000] where number >= unit {
        let rest = number % unit
        return chineseLength(of: number / unit, isLeading: isLeading) + 1
            + (rest == 0 ? 0 : chineseLength(of: rest, isLeading: false) + (rest < unit / 10 ? 1 : 0))
    }
    let digits = String(number)
    var count = 0
    var isInGap = false
    for (index, digit) in digits.enumerated() {
        if digit == "0" {
            isInGap = true
            continue
        }
        count += (isInGap && index > 0 ? 1 : 0) + 1 + (index < digits.count - 1 ? 1 : 0)
        isInGap = false
    }
    // 十二 for 一十二, in front.
    return max(1, isLeading && (10..<20).contains(number) ? count - 1 : count)
}

/// One hundred twenty: years and the like, which are said in pairs, are as short.
private func englishLength(of figure: String) -> Int {
    let parts = figure.split(separator: ".")
    guard let whole = parts.first, whole.allSatisfy(\.isNumber), parts.count <= 2, let number = Int(whole) else {
        return 1
    }
    return englishLength(of: number) + (parts.count == 2 ? 1 + parts[1].count : 0)
}

private func englishLength(of number: Int) -> Int {
    for unit in [1_000_000_000, 1_000_000, 1_000, 100] where number >= unit {
        let rest = number % unit
        return englishLength(of: number / unit) + 1 + (rest == 0 ? 0 : englishLength(of: rest))
    }
    return number > 20 && number % 10 != 0 ? 2 : 1
}
