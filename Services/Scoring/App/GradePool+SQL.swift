import Postgres
import ScoringCore

extension GradePool {
    static let table = Table("grade_pools", of: GradePool.self)
}
