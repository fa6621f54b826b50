import Domain
import Events

/// One table of the numbers as it may be read, on a page as in a file: of fewer than five people nothing is told.
package struct NumbersTable: Hashable, Sendable {
    package enum Kind: String, CaseIterable, Sendable {
        case passes, bands
        case leadTimes = "lead-times"
        case dropOuts = "drop-outs"
        case ratings

        package var columns: [Column] {
            switch self {
            case .passes: [.screeningDecided, .screeningPassed, .interviewDecided, .interviewPassed]
            case .bands: [.ended, .hired]
            case .leadTimes: [.left, .median, .ninthDecile]
            case .dropOuts: [.left, .droppedOut]
            case .ratings: [.answered, .mean, .low, .reported, .askedForPerson]
            }
        }
    }

    package enum Column: String, CaseIterable, Sendable {
        case screeningDecided = "screening-decided"
        case screeningPassed = "screening-passed"
        case interviewDecided = "interview-decided"
        case interviewPassed = "interview-passed"
        case ended, hired, left, median
        case ninthDecile = "ninth-decile"
        case droppedOut = "dropped-out"
        case answered, mean, low, reported
        case askedForPerson = "asked-for-person"
    }

    /// What a row is about.
    package enum Subject: Hashable, Sendable {
        case job(JobID)
        /// Composites from the first number on, below the second; the highest band has 100 in it.
        case band(from: Int, to: Int)
        case stage(Stage)
        case wayToHire
    }

    package enum Cell: Hashable, Sendable {
        case people(Int)
        /// 0 to 1.
        case share(Double)
        case days(Double)
        /// 1 to 5.
        case rating(Double)
        case tooFew
        /// There is nobody to speak of.
        case nothing
    }

    package struct Row: Hashable, Sendable {
        package var subject: Subject
        /// One for each column of the kind.
        package var cells: [Cell]
    }

    package var kind: Kind
    package var rows: [Row]

    /// Below it a share or a time says something of single people, whom colleagues may know.
    package static let peopleMin = 5

    /// A number of people and what is told of them.
    static func cells(of people: Int, _ told: Cell?...) -> [Cell] {
        if people == 0 { return Array(repeating: .nothing, count: told.count + 1) }
        if people < peopleMin { return Array(repeating: .tooFew, count: told.count + 1) }
        return [.people(people)] + told.map { $0 ?? .nothing }
    }

    private static func share(_ part: Int, of whole: Int) -> Cell { .share(Double(part) / Double(max(1, whole))) }
}

extension NumbersTable {
    /// Every table, each with the rows that somebody is in.
    package static func all(of count: NumbersCount) -> [NumbersTable] {
        Kind.allCases.map { kind in
            let rows =
                switch kind {
                case .passes: count.passes.map(row)
                case .bands: count.bands.map(row)
                case .leadTimes: count.stays.map(leadTime)
                case .dropOuts: count.stays.filter { $0.stage != nil }.map(dropOut)
                case .ratings: count.ratings.map(row)
                }
            return NumbersTable(kind: kind, rows: rows.filter { !$0.cells.allSatisfy { $0 == .nothing } })
        }
    }

    private static func row(_ passes: NumbersCount.Passes) -> Row {
        let screened = passes.pastScreening + passes.outAtScreening
        let interviewed = passes.pastInterview + passes.outAtInterview
        return Row(
            subject: .job(passes.jobID),
            cells: cells(of: screened, share(passes.pastScreening, of: screened))
                + cells(of: interviewed, share(passes.pastInterview, of: interviewed)))
    }

    private static func row(_ band: NumbersCount.Band) -> Row {
        let from = band.number * NumbersCount.Band.width
        return Row(
            subject: .band(from: from, to: from + NumbersCount.Band.width),
            cells: cells(of: band.ended, share(band.hired, of: band.ended)))
    }

    private static func leadTime(_ stay: NumbersCount.Stay) -> Row {
        func days(_ seconds: Double?) -> Cell? { seconds.map { .days($0 / 86_400) } }
        return Row(
            subject: subject(of: stay),
            cells: cells(of: stay.people, days(stay.medianSeconds), days(stay.ninthDecileSeconds)))
    }

    private static func dropOut(_ stay: NumbersCount.Stay) -> Row {
        Row(subject: subject(of: stay), cells: cells(of: stay.people, share(stay.droppedOut, of: stay.people)))
    }

    private static func subject(of stay: NumbersCount.Stay) -> Subject { stay.stage.map { .stage($0) } ?? .wayToHire }

    private static func row(_ rating: NumbersCount.Rating) -> Row {
        Row(
            subject: .job(rating.jobID),
            cells: cells(of: rating.answered, rating.mean.map { .rating($0) }, share(rating.low, of: rating.answered))
                + cells(of: rating.reported, share(rating.askedForPerson, of: rating.reported)))
    }
}
