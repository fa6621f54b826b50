import Domain
import Events
import GatewayCore
import Templates

/// A table of the numbers in words of one language: what the page, its plot and the files are made of.
struct NumbersText: Sendable {
    struct Row: Sendable {
        let subject: String
        let cells: [NumbersTable.Cell]
    }

    let kind: NumbersTable.Kind
    let title: String
    /// What is counted and what is not.
    let hint: String
    /// What the rows are about, then the columns.
    let head: [String]
    let rows: [Row]
    private let say: JobWords

    init(_ table: NumbersTable, _ titles: [JobID: String], _ say: JobWords) {
        kind = table.kind
        title = say("numbers-\(table.kind.rawValue)")
        hint = say("numbers-\(table.kind.rawValue)-hint")
        head = [say("numbers-of-\(table.kind.rawValue)")] + table.kind.columns.map { say("numbers-\($0.rawValue)") }
        rows = table.rows.map { Row(subject: Self.name(of: $0.subject, titles, say), cells: $0.cells) }
        self.say = say
    }

    /// The head of a sheet, where a time is a number of days.
    var fileHead: [String] {
        [head[0]]
            + zip(kind.columns, head.dropFirst()).map { column, name in
                [.median, .ninthDecile].contains(column) ? say("numbers-file-days", ["column": name]) : name
            }
    }

    private static func name(
        of subject: NumbersTable.Subject, _ titles: [JobID: String], _ say: JobWords
    ) -> String {
        switch subject {
        case .job(let id): titles[id] ?? id.text
        case .band(let from, let to): say("numbers-band", ["from": "\(from)", "to": "\(to)"])
        case .stage(let stage): say.page.say("stage", stage.rawValue, in: say.language)
        case .wayToHire: say("numbers-way-to-hire")
        }
    }

    /// A cell as people read it.
    func text(of cell: NumbersTable.Cell) -> String {
        switch cell {
        case .people(let count): "\(count)"
        case .share(let share): "\(Int((share * 100).rounded())) %"
        case .days(let days): time(days)
        case .rating(let rating): Self.decimal(rating, places: 1)
        case .tooFew: say("numbers-too-few")
        case .nothing: "—"
        }
    }

    /// Minutes below an hour, hours below two days.
    private func time(_ days: Double) -> String {
        switch days {
        case ..<(1 / 24): say("numbers-minutes", ["minutes": Self.decimal(days * 1440, places: 0)])
        case ..<2: say("numbers-hours", ["hours": Self.decimal(days * 24, places: 1)])
        default: say("numbers-days", ["days": Self.decimal(days, places: 1)])
        }
    }

    /// `2.1`; so many places behind the point, rounded.
    static func decimal(_ number: Double, places: Int) -> String {
        let scale = (0..<places).reduce(1) { whole, _ in whole * 10 }
        let scaled = Int((number * Double(scale)).rounded())
        let rest = String(abs(scaled) % scale)
        let point = places == 0 ? "" : "." + String(repeating: "0", count: places - rest.count) + rest
        return "\(scaled < 0 ? "-" : "")\(abs(scaled) / scale)\(point)"
    }

    var shown: TemplateValue {
        let charts = NumbersChart.all(of: self, say)
        return .object([
            "key": .text(kind.rawValue), "title": .text(title), "hint": .text(hint), "isEmpty": .flag(rows.isEmpty),
            "tableName": .text(say("numbers-table", ["title": title])),
            "head": .list(head.map { .text($0) }),
            "charts": .list(charts.map(\.shown)),
            "rows": .list(
                rows.map { row in
                    .object([
                        "subject": .text(row.subject), "cells": .list(row.cells.map { .text(text(of: $0)) }),
                    ])
                }),
        ])
    }
}
