import Events

/// In how many days a request is to be settled, by its kind.
///
/// The law gives a month at most for what concerns a person's rights (GDPR 12(3); GB/T 35273-2020, 8.7: thirty days), and an
/// employer that wants to be liked needs less.
package struct RequestTerms: Sendable, Hashable {
    private let chosen: [CandidateRequestKind: Int]

    package static let daysMax = 30

    package init(_ chosen: [CandidateRequestKind: Int] = [:]) { self.chosen = chosen }

    package func days(_ kind: CandidateRequestKind) -> Int { chosen[kind] ?? Self.setting(of: kind)?.days ?? 0 }

    /// The setting's name and its default; nil where nothing is left to do.
    package static func setting(of kind: CandidateRequestKind) -> (key: String, days: Int)? {
        switch kind {
        case .question: ("REQUEST_QUESTION_DAYS", 3)
        case .humanReview: ("REQUEST_HUMAN_REVIEW_DAYS", 7)
        case .correction: ("REQUEST_CORRECTION_DAYS", 7)
        case .accommodation: ("REQUEST_ACCOMMODATION_DAYS", 2)
        case .humanWay: ("REQUEST_HUMAN_WAY_DAYS", 3)
        case .erasure: ("REQUEST_ERASURE_DAYS", 15)
        case .withdrawal: nil
        }
    }
}
