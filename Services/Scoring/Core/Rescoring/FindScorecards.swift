import Domain
import Events
import Flow

/// The work of finding whose scorecards were made under earlier terms, some at a time in the order of their names.
package struct FindScorecards: Work, Hashable {
    package static let name = "find-scorecards"
    package var jobID: JobID
    package var termsVersion: Int
    /// The last that was found before.
    package var after: ApplicationID?
    /// Whoever was invited while the first look went on may have read the terms before.
    package var isSecondLook: Bool

    /// How many are found at a time.
    package static let countMax = 500
    static let secondLookMilliseconds: Int64 = 60_000
}

/// Each that was found hears of it; then the next are looked for, and in the end once more from the beginning.
package func passTermsOn(
    _ work: FindScorecards, _ found: [ApplicationID], _ terms: ScoringTerms?, _ cause: Cause
) throws(Refusal) -> Decision<ScoringTerms> {
    guard terms?.version == work.termsVersion else {
        return .nothing(.noConsequence("Newer terms are being passed on."))
    }
    var next: [Perform] = []
    var further = work
    if found.count == FindScorecards.countMax {
        further.after = found.last
        next = [Perform(further)]
    } else if !work.isSecondLook {
        further.after = nil
        further.isSecondLook = true
        next = [Perform(further, at: cause.now.advanced(byMilliseconds: FindScorecards.secondLookMilliseconds))]
    }
    if found.isEmpty, next.isEmpty { return .nothing(.noConsequence("Everybody has heard of it.")) }
    return Decision(
        nil,
        emitting: found.map {
            RescoringDue(applicationID: $0, jobID: work.jobID, termsVersion: work.termsVersion)
        }, performing: next)
}
