import Domain
import Flow
import Kernel
import Testing

@Suite struct VerdictTests {
    struct Trouble: Classified { let kind: FailureKind }
    struct Unknown: Error {}
    let id = EventID.stimulus("work", at: .epoch)

    private func verdict(_ error: any Error, _ attempts: Int, waited: Int64 = 0) -> Verdict {
        Kernel.verdict(
            on: error, after: FailureCount(attempts: attempts, waitedMilliseconds: waited), of: id, patience: .week)
    }

    /// 0 when nothing more is tried.
    private func pause(_ error: any Error, _ attempts: Int, waited: Int64 = 0) -> Int64 {
        if case .retry(let pause) = verdict(error, attempts, waited: waited) { pause } else { 0 }
    }

    @Test func `business noes are committed, and what cannot be read or cannot work is buried at once`() {
        #expect(verdict(Reaction.Fault.refused(Refusal("x", "y")), 1) == .commit)
        #expect(verdict(Reaction.Fault.malformed("bad"), 1) == .bury(reason: "bad"))
        #expect(
            verdict(ActivityFailure("not-a-recording", "Neither WebM nor MP4."), 1)
                == .bury(reason: "not-a-recording: Neither WebM nor MP4."))
    }

    @Test func `trouble of the environment waits for a week however often it was tried`() {
        let hour: Int64 = 3_600_000
        for attempts in [1, 12, 70, 1000] {
            #expect(pause(Trouble(kind: .environment), attempts, waited: 167 * hour) > 0)
        }
        guard case .bury(let reason) = verdict(Trouble(kind: .environment), 1000, waited: 168 * hour) else {
            Issue.record("a week is over"); return
        }
        #expect(reason.hasPrefix("waited 604800 s in vain: "))
    }

    @Test(arguments: [Trouble(kind: .bug), Unknown()] as [any Error])
    func `what nobody foresaw is tried a few times and put aside`(error: any Error) {
        #expect(pause(error, 1) > 0 && pause(error, 11) > 0)
        guard case .bury = verdict(error, 12) else { Issue.record("twelve attempts are enough"); return }
    }

    @Test func `only what an activity calls a fault of the input is one for those who are told`() {
        let told = ActivityFailure(givingUp: ActivityFailure("not-a-recording", "Neither WebM nor MP4."))
        #expect(told.kind == .input && told.code == "not-a-recording")
        for kind in FailureKind.allCases {
            let failure = ActivityFailure(givingUp: Trouble(kind: kind))
            #expect(failure.kind == (kind == .environment ? .environment : .bug) && failure.code == "gave-up")
        }
    }
}

@Suite struct BackoffTests {
    @Test func `pauses are bounded however many attempts there were`() {
        let backoff = Backoff(firstMilliseconds: 100, pauseMillisecondsMax: 1000, attemptsMax: 5)
        #expect(backoff.milliseconds(afterAttempt: 1) == 100 && backoff.milliseconds(afterAttempt: 3) == 400)
        #expect(backoff.milliseconds(afterAttempt: 60) == 1000)
        #expect(Backoff.environment.milliseconds(afterAttempt: .max) == 10_000)
    }

    /// All pauses of one piece of work together, when its attempts are used up.
    private func millisecondsInAll(_ backoff: Backoff) -> Int64 {
        (1..<backoff.attemptsMax).reduce(0) { $0 + backoff.milliseconds(afterAttempt: $1) }
    }

    /// docs/running.md and ARCHITECTURE.md say these times.
    @Test func `a record waits an hour for its other half, an unknown failure is tried for half an hour`() {
        #expect(millisecondsInAll(.notYet) == 3_582_350)
        #expect(millisecondsInAll(.bug) == 1_623_000)
        #expect(Backoff.outage.milliseconds(afterAttempt: 11) == 600_000)
    }

    @Test func `what failed together does not come back together, and the same work waits the same time`() {
        let ids = (0..<200).map { EventID.stimulus("work-\($0)", at: .epoch) }
        let pauses = ids.map { Backoff.outage.milliseconds(afterAttempt: 20, spreadBy: $0) }
        #expect(pauses.allSatisfy { (450_000...750_000).contains($0) })
        #expect(Set(pauses).count > 100)
        #expect(pauses == ids.map { Backoff.outage.milliseconds(afterAttempt: 20, spreadBy: $0) })
    }
}
