import Postgres
import ScreeningCore

extension Opening {
    static let table = Table("openings", of: Opening.self, columns: [.bool("is_open") { $0.isOpen }])
}
