import Postgres
import ScoringCore

extension Scorecard {
    static let table = Table("scorecards", of: Scorecard.self)
}
