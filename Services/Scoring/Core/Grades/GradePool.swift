import Domain
import Events
import Flow

/// All grades of a job beside what was measured. Key: the job.
package struct GradePool: Codable, Sendable, Hashable {
    package var grades: [GradeCounted] = []
    /// As they were told last.
    package var heads: [QuestionHead] = []
    package var agreements: [Agreement] = []
    /// When the grades that came meanwhile are learned from.
    package var learningAt: Instant?

    package init() {}

    /// Beyond it the oldest go.
    static let gradeCountMax = 4_000
    /// How long grades are gathered: people give many in a row, and each would score everybody anew.
    static let gatheringMilliseconds: Int64 = 60_000
}

/// The grades of a job are learned from, and agreement is measured.
package struct LearnFromGrades: Timer, Hashable {
    package static let name = "learn-from-grades"
    package var jobID: JobID
    package var at: Instant
}

/// A grade counts from now on, or counts no more. What is newer of one person's grades of an answer holds, in whatever order they come.
package func countGrade(
    _ event: GradeCounted, _ pool: GradePool?, _ cause: Cause
) throws(Refusal) -> Decision<GradePool> {
    var pool = pool ?? GradePool()
    if let index = pool.grades.firstIndex(where: { $0.isOfSameHand(as: event) }) {
        guard pool.grades[index].isOlder(than: event) else {
            return .nothing(.noConsequence("A newer count of this grade is known."))
        }
        pool.grades[index] = event
    } else {
        pool.grades.append(event)
        if pool.grades.count > GradePool.gradeCountMax,
            let oldest = pool.grades.indices.min(by: { pool.grades[$0].gradedAt < pool.grades[$1].gradedAt })
        {
            pool.grades.remove(at: oldest)
        }
    }
    guard pool.learningAt == nil else { return Decision(pool) }
    let at = cause.now.advanced(byMilliseconds: GradePool.gatheringMilliseconds)
    pool.learningAt = at
    return Decision(pool, waking: [Wake(LearnFromGrades(jobID: event.jobID, at: at), at: at)])
}

/// What is learned depends on the grades alone, not on the order in which they came: equal grades, equal bytes.
package func learnFromGrades(
    _ timer: LearnFromGrades, _ pool: GradePool?, _ cause: Cause
) throws(Refusal) -> Decision<GradePool> {
    guard var pool, pool.learningAt == timer.at else {
        return .nothing(.noConsequence("These grades were learned from."))
    }
    pool.learningAt = nil
    let (heads, agreed) = (trainedHeads(pool.grades), agreements(of: pool.grades))
    var events: [any Event] = []
    if heads != pool.heads {
        events.append(HeadsTrained(jobID: timer.jobID, heads: heads, trainedAt: cause.now))
    }
    if agreed != pool.agreements {
        events.append(AgreementMeasured(jobID: timer.jobID, agreements: agreed, measuredAt: cause.now))
    }
    pool.heads = heads
    pool.agreements = agreed
    return Decision(pool, emitting: events)
}

/// By question and dimension, in the order of their names.
func trainedHeads(_ grades: [GradeCounted]) -> [QuestionHead] {
    struct Subject: Hashable {
        let question: QuestionID
        let dimension: String
    }
    let bySubject = Dictionary(grouping: grades) { Subject(question: $0.questionID, dimension: $0.dimension) }
    return bySubject.sorted { ($0.key.question, $0.key.dimension) < ($1.key.question, $1.key.dimension) }
        .compactMap { subject, grades in
            trainedHead(gradedAnswers(grades), of: subject.question, dimension: subject.dimension)
        }
}

private func gradedAnswers(_ grades: [GradeCounted]) -> [GradedAnswer] {
    Dictionary(grouping: grades.filter { $0.level != nil }, by: \.answerID).compactMap { answerID, grades in
        guard let newest = grades.max(by: { $0.countedAt < $1.countedAt }), let untrained = newest.untrained,
            let features = newest.features, features.count == AnswerFeatures.count
        else { return nil }
        let sum = grades.reduce(0) { $0 + ($1.level ?? 0) }
        return GradedAnswer(
            answerID: answerID, untrained: untrained.points, features: features,
            people: Double(sum) / Double(grades.count) * 100 / Double(AnswerGraded.levelMax))
    }
}

extension GradeCounted {
    fileprivate func isOfSameHand(as other: GradeCounted) -> Bool {
        answerID == other.answerID && dimension == other.dimension && gradedBy == other.gradedBy
    }

    fileprivate func isOlder(than other: GradeCounted) -> Bool {
        (gradedAt, countedAt) < (other.gradedAt, other.countedAt)
    }
}
