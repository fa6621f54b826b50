import Domain
import Events

/// The employer's own rubric as an answer was measured by it. It stands beside what was measured, so that a score names the criteria
/// that were looked for, whatever the rubric has become meanwhile.
package struct MeasuredRubric: Codable, Sendable, Hashable {
    package var version: String
    /// In the order of the measured criteria, in the question's language.
    package var criteria: [Criterion]

    package struct Criterion: Codable, Sendable, Hashable {
        package var name: String
        /// An example, as a judge is told of it.
        package var example: String?
        /// Of all by which it was looked for.
        package var mark: String
    }

    /// Nil where the employer's own rubric does not count.
    init?(of question: Question, by own: DimensionRubric?) {
        guard question.usesRubric, let own, !own.criteria.isEmpty else { return nil }
        version = own.version
        criteria = Rubric.of(question.competency, own: own).criteria.map { criterion in
            Criterion(
                name: criterion.name[question.language] ?? "", example: criterion.examples[question.language]?.first,
                mark: criterion.mark(in: question.language))
        }
    }
}

extension ContentObservation {
    /// By what its criteria were looked for, in their order.
    private func marks(of question: Question) -> [String] {
        rubric?.criteria.map(\.mark) ?? question.criteria(by: nil).map { $0.mark(in: question.language) }
    }

    func isMeasured(by own: DimensionRubric?, of question: Question) -> Bool {
        !question.usesRubric || rubric == MeasuredRubric(of: question, by: own)
    }

    /// The same by another rubric: points and order change at once. Nil where it asks for something that was not looked for.
    func read(by own: DimensionRubric?, of question: Question) -> ContentObservation? {
        let known = marks(of: question)
        var content = self
        content.criteria = []
        for criterion in question.criteria(by: own) {
            guard let place = known.firstIndex(of: criterion.mark(in: question.language)), place < criteria.count
            else { return nil }
            var piece = criteria[place]
            piece.weight = Double(criterion.points)
            content.criteria.append(piece)
        }
        content.rubric = MeasuredRubric(of: question, by: own)
        return content
    }

    /// Where each of its criteria stands among those of the other; what a judge said of a criterion goes with it.
    func places(in other: ContentObservation, of question: Question) -> [Int: Int] {
        let others = other.marks(of: question)
        return Dictionary(
            marks(of: question).enumerated().compactMap { place, mark in
                others.firstIndex(of: mark).map { (place, $0) }
            }, uniquingKeysWith: { first, _ in first })
    }
}
