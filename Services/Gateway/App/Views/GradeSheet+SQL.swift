import Domain
import GatewayCore
import JSON
import Postgres

extension GradeSheet {
    static let table = Table("grade_sheets", of: GradeSheet.self)

    static func select(_ id: ApplicationID) -> Statement<GradeSheet> {
        Statement("SELECT state FROM grade_sheets WHERE key = $1", [.text(id.text)]) { row in
            try JSON.decode(GradeSheet.self, from: row.json(0))
        }
    }
}
