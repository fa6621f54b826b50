import Domain
import Events
import GatewayCore
import Templates

/// What stands in one row for one candidate.
struct ComparedCell: Sendable, Hashable {
    /// A few words under a heading, such as what was not shown.
    struct Items: Sendable, Hashable {
        var heading: String
        var items: [String]
    }

    var main: String?
    var notes: [String] = []
    var lists: [Items] = []

    /// Where there is nothing at all to say.
    static let nothing = ComparedCell(main: "—")

    fileprivate var shown: TemplateValue {
        .object([
            "main": .optional(main), "notes": .list(notes.map { .text($0) }),
            "lists": .list(
                lists.filter { !$0.items.isEmpty }.map {
                    .object(["heading": .text($0.heading), "items": .list($0.items.map { .text($0) })])
                }),
        ])
    }
}

/// One row of a comparison: the same of every candidate.
struct ComparisonRow: Sendable, Hashable {
    /// In `data-part`, for tests and people who look.
    var key: String
    var name: String
    var hint: String?
    var cells: [ComparedCell]

    var shown: TemplateValue {
        .object([
            "key": .text(key), "name": .text(name), "hint": .optional(hint), "cells": .list(cells.map(\.shown)),
        ])
    }

    /// Sentences of one cell; more are counted.
    static let itemCountMax = 3

    /// All rows that this person may see.
    static func all(
        of compared: [ComparedApplication], in job: JobDescription, for member: StaffMember, _ say: JobWords
    ) -> [ComparisonRow] {
        let cells = ComparisonCells(say: say)
        func row(
            _ key: String, if isSeen: Bool = true, _ cell: (ComparedApplication) -> ComparedCell
        ) -> [ComparisonRow] {
            isSeen ? [ComparisonRow(key: key, name: say("compare-\(key)"), cells: compared.map(cell))] : []
        }
        let seesScores = member.may(.seeScores)
        return row("stage") { cells.stage($0, seesScores: seesScores) }
            + row("composite", if: seesScores, cells.composite)
            + row("standing", if: seesScores && member.may(.readStanding), cells.standing)
            + (seesScores ? dimensions(of: compared, in: job, cells) : [])
            + row("screening", if: member.may(.seeScreening), cells.screening)
            + row("grades", if: member.may(.gradeAnswers), cells.grades)
            + row("flags", if: seesScores, cells.flags)
    }

    /// The job's dimensions in their order, then those that only a report of before knows.
    private static func dimensions(
        of compared: [ComparedApplication], in job: JobDescription, _ cells: ComparisonCells
    ) -> [ComparisonRow] {
        let reported = compared.flatMap { $0.view.report?.dimensions.map(\.dimension) ?? [] }
        let names = (job.interview.dimensions.map(\.dimension) + reported).reduce(into: [String]()) { all, one in
            if !all.contains(one) { all.append(one) }
        }
        return names.filter { reported.contains($0) }.map { dimension in
            let weight = job.interview.dimensions.first { $0.dimension == dimension }?.weight
            return ComparisonRow(
                key: "dimension", name: DimensionNames.name(of: dimension, in: cells.say.language),
                hint: weight.map { cells.say("compare-weight", ["weight": "\($0)"]) },
                cells: compared.map { cells.dimension(dimension, of: $0) })
        }
    }
}
