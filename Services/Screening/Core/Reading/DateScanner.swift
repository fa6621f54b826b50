/// Reads dates and date ranges as résumés write them, Chinese and English.
struct DateScanner {
    let text: FoldedText
    let today: Month

    static let periodCountMax = 200

    /// The ranges within a part of the text, in order: `2018.03-2021.06`, `Jan 2018 to Present`, `2015年3月至今`, `2012 – 2016`.
    func periods(in part: Range<Int>) -> [WorkPeriod] {
        var periods: [WorkPeriod] = []
        var index = part.lowerBound
        while index < part.upperBound, periods.count < Self.periodCountMax {
            guard isWordStart(index), let from = date(at: index, end: part.upperBound) else {
                index += 1
                continue
            }
            guard let (to, end) = rangeEnd(after: from, end: part.upperBound) else {
                index = from.end
                continue
            }
            if let period = WorkPeriod(start: from.months, end: to, range: index..<end, today: today) {
                periods.append(period)
            }
            index = end
        }
        return periods
    }

    private struct Found {
        let months: ClosedRange<Month>
        let end: Int
    }

    private func isWordStart(_ index: Int) -> Bool { index == 0 || !text.folded[index - 1].isWordPart }

    private func rangeEnd(after from: Found, end: Int) -> (ClosedRange<Month>, Int)? {
        var index = skipBlanks(from.end, end)
        guard let joined = joiners.first(where: { starts($0, at: index, end) }) else { return nil }
        // `2018至今` has its joiner inside the word for now.
        if let now = nows.first(where: { starts($0, at: index, end) }) { return (today...today, index + now.count) }
        index = skipBlanks(index + joined.count, end)
        if let now = nows.first(where: { starts($0, at: index, end) }) { return (today...today, index + now.count) }
        guard let to = date(at: index, end: end) else { return nil }
        return (to.months, to.end)
    }

    /// A date at a place: with a month by name or number, or a year alone.
    private func date(at start: Int, end: Int) -> Found? {
        if let (month, after) = monthName(at: start, end) {
            var index = skip(after, end) { $0 == " " || $0 == "." || $0 == "," || $0 == "'" || $0 == "-" || $0 == "/" }
            // `March 15, 2018`: the day does not matter.
            if let (day, afterDay) = number(at: index, end), (1...31).contains(day), afterDay - index <= 2 {
                let next = skip(afterDay, end) { $0 == " " || $0 == "," || $0 == "t" || $0 == "h" || $0 == "s" }
                if let (year, last) = year(at: next, end) { return found(year, month, last) }
                let short = day < 70 ? 2000 + day : 1900 + day
                return afterDay - index == 2 ? found(short, month, afterDay) : nil
            }
            guard let (year, last) = year(at: index, end) else { return nil }
            index = last
            return found(year, month, index)
        }
        guard let (first, after) = number(at: start, end) else { return nil }
        if isYear(first), after - start == 4 { return yearFirst(first, after, end) }
        // `03/2018`, `3.2018`, `15/03/2018` (the middle number is the month).
        guard (1...31).contains(first), after - start <= 2, after < end, isDateSeparator(text.folded[after]),
            let (second, afterSecond) = number(at: after + 1, end)
        else { return nil }
        if isYear(second), (1...12).contains(first) { return found(second, first, afterSecond) }
        guard (1...31).contains(second), afterSecond < end, isDateSeparator(text.folded[afterSecond]),
            let (year, last) = year(at: afterSecond + 1, end)
        else { return nil }
        return found(year, second <= 12 ? second : first, last)
    }

    /// What follows a year: `2018.03`, `2018-03-01`, `2018年3月`, `2018/3`; else the year alone.
    private func yearFirst(_ year: Int, _ after: Int, _ end: Int) -> Found? {
        var index = after
        if index < end, text.folded[index] == "年" {
            index = skipBlanks(index + 1, end)
            guard let (month, next) = number(at: index, end), (1...12).contains(month), next < end,
                text.folded[next] == "月"
            else { return wholeYear(year, after + 1) }
            return found(year, month, next + 1)
        }
        if index < end, isDateSeparator(text.folded[index]), let (month, next) = number(at: index + 1, end),
            (1...12).contains(month), next - index - 1 <= 2
        {
            // A third number is the day: `2018-03-01`.
            if next < end, isDateSeparator(text.folded[next]), text.folded[next] == text.folded[index],
                let (day, last) = number(at: next + 1, end), (1...31).contains(day), last - next - 1 <= 2
            {
                return found(year, month, last)
            }
            return found(year, month, next)
        }
        return wholeYear(year, after)
    }

    private func found(_ year: Int, _ month: Int, _ end: Int) -> Found? {
        guard (1...12).contains(month), isYear(year) else { return nil }
        let month = Month(year: year, month: month)
        return Found(months: month...month, end: end)
    }

    private func wholeYear(_ year: Int, _ end: Int) -> Found? {
        Found(months: Month(year: year, month: 1)...Month(year: year, month: 12), end: end)
    }

    private func isYear(_ number: Int) -> Bool { (1950...2100).contains(number) }

    private func isDateSeparator(_ scalar: Unicode.Scalar) -> Bool { scalar == "." || scalar == "/" || scalar == "-" }

    private func year(at start: Int, _ end: Int) -> (Int, Int)? {
        guard let (value, after) = number(at: start, end), after - start == 4, isYear(value) else { return nil }
        return (value, after)
    }

    private func number(at start: Int, _ end: Int) -> (Int, Int)? {
        var index = start
        var value = 0
        while index < end, index - start < 5, text.folded[index].isDigit {
            value = value * 10 + Int(text.folded[index].value - 48)
            index += 1
        }
        return index > start && index - start < 5 ? (value, index) : nil
    }

    private func monthName(at start: Int, _ end: Int) -> (Int, Int)? {
        // Most words begin no month, which their first letter says.
        guard start < end, monthInitials.contains(text.folded[start]) else { return nil }
        var index = start
        while index < end, index - start < 10, ("a"..."z").contains(text.folded[index]) { index += 1 }
        guard (3...monthLengthMax).contains(index - start), let month = monthNames[text.string(start..<index)] else {
            return nil
        }
        return (month, index)
    }

    private func starts(_ words: [Unicode.Scalar], at index: Int, _ end: Int) -> Bool {
        index + words.count <= end && text.folded[index..<(index + words.count)].elementsEqual(words)
    }

    private func skip(_ start: Int, _ end: Int, while allowed: (Unicode.Scalar) -> Bool) -> Int {
        var index = start
        while index < end, index - start < 6, allowed(text.folded[index]) { index += 1 }
        return index
    }

    private func skipBlanks(_ start: Int, _ end: Int) -> Int { skip(start, end) { $0 == " " || $0 == "\n" } }
}

private let joiners = ["---", "--", "-", "—", "–", "至今", "至", "到", "to", "until", "till", "through"].map(
    FoldedText.fold)
private let nows = [
    "present", "current", "now", "today", "ongoing", "till date", "to date", "date", "till now", "至今", "今", "现在", "目前",
    "迄今",
].map(FoldedText.fold)
private let monthNames: [String: Int] = {
    let names = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
        "december",
    ]
    var table: [String: Int] = ["sept": 9]
    for (index, name) in names.enumerated() {
        table[name] = index + 1
        table[String(name.prefix(3))] = index + 1
    }
    return table
}()
private let monthInitials: [Unicode.Scalar] = ["j", "f", "m", "a", "s", "o", "n", "d"]
private let monthLengthMax = 9
