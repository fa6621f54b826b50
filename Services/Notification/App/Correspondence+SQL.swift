import NotificationCore
import Postgres

extension Correspondence {
    static let table = Table("correspondences", of: Correspondence.self)
}

extension Opening {
    static let table = Table("openings", of: Opening.self)
}
