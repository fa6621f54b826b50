/// `docs/tables.md`: what stands in the catalogue of the database, as a page.
struct TablesPage {
    private let columns: [DescribedColumn]

    /// The tables that every service has; they are described once.
    private static let kernel = ["inbox", "outbox", "parked"]
    /// The columns of every state table; they are described once.
    private static let state = ["key", "version", "state", "updated_at"]

    /// - Parameter columns: in the order of schemas and tables.
    init(_ columns: [DescribedColumn]) { self.columns = columns }

    var markdown: String {
        var text = Self.head
        for table in Self.kernel { text += section(table, of: columns.first?.schema ?? "", title: table) }
        var seen: [String] = []
        for schema in columns.map(\.schema) where !seen.contains(schema) {
            seen.append(schema)
            text += "\n## \(schema)\n"
            var tables: [String] = []
            for table in columns.filter({ $0.schema == schema }).map(\.table) where !tables.contains(table) {
                tables.append(table)
                guard schema == "vault" || !Self.kernel.contains(table) else { continue }
                text += section(table, of: schema, title: "\(schema).\(table)")
            }
        }
        return text
    }

    private func section(_ table: String, of schema: String, title: String) -> String {
        let own = columns.filter { $0.schema == schema && $0.table == table }
        let isState = Self.state.allSatisfy { name in own.contains { $0.name == name } }
        let lines = (own.first?.tableComment ?? Self.missing).split(separator: "\n").joined(separator: "<br>\n")
        var text = "\n### \(title)\n\n\(lines)\n"
        let rows = own.filter { !isState || !Self.state.contains($0.name) }
        if !rows.isEmpty { text += "\n| column | type | |\n|---|---|---|\n" }
        for row in rows { text += "| `\(row.name)` | \(row.type) | \(row.comment ?? Self.missing) |\n" }
        return text
    }

    private static let missing = "(nobody said)"

    private static let head = """
        # Tables

        Written by `colloquy tables` from the comments in the database, which the migrations put there; `psql` shows them with \
        `\\d+`. Every service has a schema and a role of its own, and nobody reads another's tables. A table of personal data is \
        in the schema `vault` and nowhere else.

        Besides what is described, each schema has `migrations`: which steps of the schema were done, and when.

        ## Every service

        A **state table** holds what a service knows of one application or job, a row each. It has `key` (the identifier), \
        `version` (counts the writes; a write that expects another version is done again), `state` (what is known, as JSON) and \
        `updated_at`. Further columns are derived from the state with each write, for queries, and are named below.

        """
}
