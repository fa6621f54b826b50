import Events
import Openings
import ScreeningCore
import Synchronization

/// The criteria of jobs as they were judged lately. All applications of a job share them, and judging them (are the
/// words lawful, which other names does a skill go by) costs more than matching one résumé. What is kept can always be made
/// again from the same words.
enum JudgedCriteria {
    private static let countMax = 100
    private static let judged = Mutex<[JobCriteria: Criteria]>([:])

    /// - Throws: `CriterionError`, as judging does.
    static func of(_ job: JobCriteria) throws(CriterionError) -> Criteria {
        if let known = judged.withLock({ $0[job] }) { return known }
        let criteria = try Criteria(job)
        judged.withLock { judged in
            if judged.count >= countMax { judged.removeAll() }
            judged[job] = criteria
        }
        return criteria
    }
}
