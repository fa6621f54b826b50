import Domain
import Events
import Testing

@testable import GatewayCore

/// What may be told of what was counted.
struct NumbersTableTests {
    private func rows(_ kind: NumbersTable.Kind, of count: NumbersCount) -> [NumbersTable.Row] {
        NumbersTable.all(of: count).first { $0.kind == kind }?.rows ?? []
    }

    @Test(
        arguments: [
            (0, 0, [.nothing, .nothing]), (1, 0, [.tooFew, .tooFew]), (0, 4, [.tooFew, .tooFew]),
            (4, 0, [.tooFew, .tooFew]), (0, 5, [.people(5), .share(0)]), (5, 0, [.people(5), .share(1)]),
            (1, 9, [.people(10), .share(0.1)]),
        ] as [(Int, Int, [NumbersTable.Cell])])
    func `of fewer than five people nothing is told, neither how many nor which share`(
        passed: Int, out: Int, cells: [NumbersTable.Cell]
    ) {
        var count = NumbersCount()
        count.passes = [
            NumbersCount.Passes(
                jobID: "job-1", pastScreening: passed, outAtScreening: out, pastInterview: 6, outAtInterview: 2)
        ]
        #expect(rows(.passes, of: count).map(\.cells) == [cells + [.people(8), .share(0.75)]])
    }

    @Test func `a row that nobody is in is left out`() {
        var count = NumbersCount()
        count.passes = [
            NumbersCount.Passes(
                jobID: "job-1", pastScreening: 0, outAtScreening: 0, pastInterview: 0, outAtInterview: 0)
        ]
        count.ratings = [
            NumbersCount.Rating(jobID: "job-1", answered: 0, mean: nil, low: 0, reported: 0, askedForPerson: 0)
        ]
        let tables = NumbersTable.all(of: count)
        #expect(tables.map(\.kind) == NumbersTable.Kind.allCases && tables.allSatisfy(\.rows.isEmpty))
    }

    @Test func `each table says what was counted, in the order of its columns`() {
        var count = NumbersCount()
        count.bands = [
            NumbersCount.Band(number: 3, ended: 8, hired: 2), NumbersCount.Band(number: 4, ended: 3, hired: 3),
        ]
        count.stays = [
            NumbersCount.Stay(
                stage: .interview, people: 10, droppedOut: 3, medianSeconds: 86_400, ninthDecileSeconds: 216_000),
            NumbersCount.Stay(
                stage: nil, people: 6, droppedOut: 0, medianSeconds: 864_000, ninthDecileSeconds: 1_728_000),
            NumbersCount.Stay(
                stage: .offer, people: 2, droppedOut: 1, medianSeconds: 60, ninthDecileSeconds: 60),
        ]
        count.ratings = [
            NumbersCount.Rating(jobID: "job-1", answered: 5, mean: 4.2, low: 1, reported: 4, askedForPerson: 1)
        ]
        #expect(
            rows(.bands, of: count) == [
                .init(subject: .band(from: 60, to: 80), cells: [.people(8), .share(0.25)]),
                .init(subject: .band(from: 80, to: 100), cells: [.tooFew, .tooFew]),
            ])
        #expect(
            rows(.leadTimes, of: count) == [
                .init(subject: .stage(.interview), cells: [.people(10), .days(1), .days(2.5)]),
                .init(subject: .wayToHire, cells: [.people(6), .days(10), .days(20)]),
                .init(subject: .stage(.offer), cells: [.tooFew, .tooFew, .tooFew]),
            ])
        #expect(
            rows(.dropOuts, of: count) == [
                .init(subject: .stage(.interview), cells: [.people(10), .share(0.3)]),
                .init(subject: .stage(.offer), cells: [.tooFew, .tooFew]),
            ])
        #expect(
            rows(.ratings, of: count) == [
                .init(subject: .job("job-1"), cells: [.people(5), .rating(4.2), .share(0.2), .tooFew, .tooFew])
            ])
        for table in NumbersTable.all(of: count) {
            #expect(table.rows.allSatisfy { $0.cells.count == table.kind.columns.count }, "\(table.kind)")
        }
    }
}
