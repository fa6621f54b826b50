import Domain
import GatewayCore
import JSON
import Postgres

extension CommentSheet {
    static let table = Table("comment_sheets", of: CommentSheet.self)

    static func select(_ id: ApplicationID) -> Statement<CommentSheet> {
        Statement("SELECT state FROM comment_sheets WHERE key = $1", [.text(id.text)]) { row in
            try JSON.decode(CommentSheet.self, from: row.json(0))
        }
    }
}
