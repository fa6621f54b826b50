import Domain
import GatewayCore
import JSON
import Postgres

extension EntryFile {
    static let table = Table("entry_files", of: EntryFile.self)

    static func select(_ id: ApplicationID) -> Statement<EntryFile> {
        Statement("SELECT state FROM entry_files WHERE key = $1", [.text(id.text)]) { row in
            try JSON.decode(EntryFile.self, from: row.json(0))
        }
    }
}
