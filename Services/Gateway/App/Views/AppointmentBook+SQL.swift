import Domain
import GatewayCore
import JSON
import Postgres

extension AppointmentBook {
    static let table = Table("appointment_books", of: AppointmentBook.self)

    static func select(_ id: ApplicationID) -> Statement<AppointmentBook> {
        Statement("SELECT state FROM appointment_books WHERE key = $1", [.text(id.text)]) { row in
            try JSON.decode(AppointmentBook.self, from: row.json(0))
        }
    }
}
