import Domain
import Flow
import Kernel
import Testing
import Topology

/// What follows when an activity fails, for every activity of the house and every kind of failure.
struct OutageTableTests {
    private enum End: String { case letter = "dead letter", row = "the row decides" }

    /// An activity with a row of its own for what cannot work, or for what waited in vain. All others end as dead letters,
    /// which can be replayed. A new line here says to whom, and that it is nothing adverse.
    private static let rows: [String: [FailureKind: End]] = [
        // The sender is told what is wrong with the application.
        "screening/application-received": [.input: .row],
        // HR is told on the import's page why its file cannot be read, and brings another.
        "screening/import-received": [.input: .row],
        // The import is over and its rows were deleted: nothing follows.
        "gateway/check-import": [.input: .row], "gateway/write-import-part": [.input: .row],
        // The candidate is told that the upload is no recording, and sends another.
        "gateway/assemble-answer": [.input: .row],
        // The candidate was erased: nothing follows.
        "scoring/observe-answer": [.input: .row],
        // The answer is scored by the formula alone, and the report says so.
        "scoring/judge-answer": [.input: .row],
        // The answers keep the scores by the rubric that they were measured by, and the report says which.
        "scoring/measure-anew": [.input: .row],
        // The answer has no score and a person looks; a program that could not be run is told to its author.
        "scoring/assess-written": [.input: .row], "scoring/run-program": [.input: .row],
        // The candidate is told that the recording cannot be decoded, and answers again; the take costs nothing.
        "scoring/prepare-recording": [.input: .row],
        // The answer is heard from its beginning when it is there; nobody waits for what is heard before.
        "scoring/hear-arriving": [.input: .row],
        // The employer's people are told, and can send it again.
        "notification/delivery-requested": [.input: .row, .environment: .row, .bug: .row],
    ]

    private static let activities: [(name: String, row: Reaction.ActivityRow)] =
        ServiceMap.colloquy.services.flatMap { service in
            service.reactions.compactMap { reaction in
                reaction.activity.map { ("\(service.name)/\(reaction.name)", $0) }
            }
        }

    /// A row that decides would read its input first, and there is none here.
    private func end(_ row: Reaction.ActivityRow, _ kind: FailureKind) -> End {
        do { return try row.giveUp([], ActivityFailure("code", "Words.", kind)) == nil ? .letter : .row } catch {
            return .row
        }
    }

    @Test(arguments: FailureKind.allCases)
    func `only a fault of the input is told, trouble of ours ends as a dead letter or with people`(kind: FailureKind) {
        for (name, row) in Self.activities {
            let expected = Self.rows[name]?[kind] ?? .letter
            let found = end(row, kind)
            #expect(found == expected, "\(name) after \(kind.rawValue): \(found.rawValue), not \(expected.rawValue)")
        }
        let names = Set(Self.activities.map(\.name))
        #expect(Set(Self.rows.keys).isSubset(of: names), "a line of the table is of no activity: \(names.sorted())")
    }

    @Test func `trouble of the surroundings makes every activity wait, a week by default`() {
        let id = EventID.stimulus("work", at: .epoch)
        struct Trouble: Classified { let kind: FailureKind }
        for (waitedHours, waits) in [(0, true), (24, true), (167, true), (168, false)] as [(Int64, Bool)] {
            let count = FailureCount(attempts: 500, waitedMilliseconds: waitedHours * 3_600_000)
            let verdict = verdict(on: Trouble(kind: .environment), after: count, of: id, patience: .week)
            if case .retry = verdict { #expect(waits) } else { #expect(!waits, "after \(waitedHours) hours") }
        }
    }

    @Test func `every error says whose trouble it is`() {
        // What these are is said by their place.
        let apart: [String: String] = [
            "Refusal": "a business no", "Fault": "how the kernel is told of one", "Problem": "an answer",
            "JSONError": "the codec knows no failures; whoever reads says what it means",
            "InjectedFault": "a test's", "CriterionError": "a business no about a job",
        ]
        var count = 0
        for source in Checkout.sources
        where source.hasPrefix("Shared/") && !source.hasPrefix("Shared/Testing/FlowTesting/") {
            for line in source.lines {
                guard let match = line.firstMatch(of: /\b(?:enum|struct|class) (\w+): ([^{]*)\{/) else { continue }
                let name = String(match.1)
                let protocols = match.2.split { $0 == "," || $0 == " " }
                count += protocols.contains("Classified") ? 1 : 0
                // A value that cannot be made is told where it is made.
                let isValue = source.hasPrefix("Shared/Words/Domain/")
                let isSaid = !protocols.contains("Error") || isValue || apart[name] != nil
                #expect(isSaid, "\(source.path): \(name) is not Classified")
            }
        }
        #expect(count > 15)
    }
}
