import Postgres
import ScoringCore

extension ScoringTerms {
    static let table = Table("scoring_terms", of: ScoringTerms.self)
}
