import GatewayCore
import Templates

/// Bars lying down, each with its name above and its number beside it: nothing has to be read from a colour or an axis.
/// Lengths are in units of the picture, which is 320 wide as the narrowest screen.
struct NumbersChart: Sendable, Hashable {
    struct Bar: Sendable, Hashable {
        var name: String
        var number: String
        /// 0 to 1 of the longest that a bar can be; nil: there is no number, and why stands in its place.
        var length: Double?
        /// Where a thin line ends that goes on from the bar, likewise.
        var mark: Double?
        /// A second series of the same rows has its bars hatched.
        var isHatched = false
    }

    let key: String
    let title: String
    let description: String
    let bars: [Bar]

    /// Rows that are drawn; all of them are in the table.
    static let rowCountMax = 12
    private static let widthMax = 190.0
    private static let rowHeight = 38.0
    /// Of a name above its bar, in widths of a letter; what is longer is cut.
    private static let nameWidthMax = 46

    static func all(of table: NumbersText, _ say: JobWords) -> [NumbersChart] {
        let series: [[Int]] =
            switch table.kind {
            case .passes: [[1, 3]]
            case .bands, .dropOuts: [[1]]
            // The median with the ninth decile as its mark.
            case .leadTimes: [[1]]
            case .ratings: [[1]]
            }
        guard !table.rows.isEmpty else { return [] }
        let rows = table.rows.prefix(rowCountMax)
        let scale = table.kind == .leadTimes ? rows.compactMap { days($0.cells[2]) }.max() ?? 1 : 1
        return series.map { columns in
            let bars = rows.flatMap { row in
                columns.enumerated().map { index, column in bar(row, column, isSecond: index > 0, table, scale) }
            }
            let more = table.rows.count - rows.count
            return NumbersChart(
                key: table.kind.rawValue, title: table.title,
                description: bars.map { "\($0.name): \($0.number)" }.joined(separator: "; ")
                    + (more > 0 ? "; " + say("numbers-more", ["count": "\(more)"]) : ""),
                bars: bars)
        }
    }

    private static func bar(
        _ row: NumbersText.Row, _ column: Int, isSecond: Bool, _ table: NumbersText, _ scale: Double
    ) -> Bar {
        let cell = row.cells[column]
        let isOneOfTwo = table.kind == .passes
        var bar = Bar(
            name: cut(isOneOfTwo ? "\(row.subject) · \(table.head[column + 1])" : row.subject),
            number: table.text(of: cell), isHatched: isSecond)
        switch cell {
        case .share(let share):
            bar.length = share
            if case .people(let count) = row.cells[column - 1] { bar.number += " (n = \(count))" }
        case .days(let days):
            bar.length = days / max(scale, 0.001)
            bar.mark = Self.days(row.cells[column + 1]).map { $0 / max(scale, 0.001) }
            bar.number += " · 90 %: \(table.text(of: row.cells[column + 1]))"
        case .rating(let rating):
            bar.length = rating / 5
            if case .people(let count) = row.cells[column - 1] { bar.number += " (n = \(count))" }
        case .people, .tooFew, .nothing: break
        }
        return bar
    }

    private static func days(_ cell: NumbersTable.Cell) -> Double? {
        if case .days(let days) = cell { days } else { nil }
    }

    /// Characters of Chinese are twice as wide as letters.
    static func cut(_ name: String) -> String {
        var width = 0
        var kept = ""
        for character in name {
            width += character.unicodeScalars.contains { $0.value >= 0x1100 } ? 2 : 1
            if width > nameWidthMax { return kept + "…" }
            kept.append(character)
        }
        return kept
    }

    var shown: TemplateValue {
        func text(_ number: Double) -> TemplateValue { .text(NumbersText.decimal(number, places: 1)) }
        return .object([
            "key": .text(key), "title": .text(title), "description": .text(description),
            "height": text(Double(bars.count) * Self.rowHeight + 2),
            "bars": .list(
                bars.enumerated().map { index, bar in
                    let top = Double(index) * Self.rowHeight
                    let length = (bar.length ?? 0) * Self.widthMax
                    let mark = bar.mark.map { $0 * Self.widthMax }
                    return .object([
                        "name": .text(bar.name), "number": .text(bar.number), "nameY": text(top + 13),
                        "y": text(top + 18), "middle": text(top + 25), "markTop": text(top + 20),
                        "markEnd": text(top + 30),
                        // A nought is a line, so that it is seen to be drawn.
                        "width": text(max(1, length)), "numberY": text(top + 29.5),
                        "numberX": text(bar.length == nil ? 0 : max(length, mark ?? 0) + 5),
                        "isPlain": .flag(bar.length != nil && !bar.isHatched),
                        "isHatched": .flag(bar.length != nil && bar.isHatched),
                        "hasMark": .flag(mark.map { $0 > length } ?? false), "markX": text(mark ?? 0),
                    ])
                }),
        ])
    }
}
