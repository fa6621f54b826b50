import Postgres

extension Command {
    static let tables = Command(
        name: "tables", usage: "tables [--at NAME]",
        summary: "Says what every table and column of the database is for, as docs/tables.md does: Markdown."
    ) { arguments in
        let words = try Words(arguments, keys: Surroundings.keys)
        try words.noMore()
        let connection = try Connection(try Surroundings(words).required("POSTGRES_URL"), name: "colloquy-tables")
        let columns = try connection.query(DescribedColumn.all(in: Services.names + ["vault"]))
        guard !columns.isEmpty else { throw LocalFailure("there is no table of ours: run colloquy migrate") }
        say(TablesPage(columns).markdown)
        return 0
    }
}

/// A column with what the catalogue of the database says of it.
struct DescribedColumn: Sendable {
    let schema: String
    let table: String
    /// What the table is for, who writes it and who deletes from it: three lines.
    let tableComment: String?
    let name: String
    let type: String
    let comment: String?

    static func all(in schemas: [String]) -> Statement<DescribedColumn> {
        Statement(
            """
            SELECT n.nspname::text, c.relname::text, obj_description(c.oid, 'pg_class'), a.attname::text,
                format_type(a.atttypid, a.atttypmod), col_description(c.oid, a.attnum)
            FROM unnest($1::text[]) WITH ORDINALITY AS asked (name, place)
            JOIN pg_namespace n ON n.nspname = asked.name
            JOIN pg_class c ON c.relnamespace = n.oid AND c.relkind IN ('r', 'p')
            JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
            WHERE c.relname <> 'migrations' ORDER BY asked.place, c.relname, a.attnum
            """, [.texts(schemas)],
            read: { row in
                DescribedColumn(
                    schema: row.text(0), table: row.text(1), tableComment: row.optionalText(2), name: row.text(3),
                    type: row.text(4), comment: row.optionalText(5))
            })
    }
}
