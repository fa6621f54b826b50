/// The name of a service to be: of its executable, consumer group, role and schema, and with a capital of its modules.
struct ServiceName: CustomStringConvertible {
    let description: String
    /// `Referral` of `referral`.
    var type: String { description.prefix(1).uppercased() + description.dropFirst() }

    /// Throws ``WrongWords`` when the name is taken or would be no identifier somewhere.
    init(_ name: String, in checkout: Checkout) throws(WrongWords) {
        let letters = "abcdefghijklmnopqrstuvwxyz"
        guard (3...30).contains(name.count), letters.contains(name.first ?? " "),
            name.allSatisfy({ letters.contains($0) || "0123456789".contains($0) })
        else {
            throw WrongWords(
                "'\(name)' is no name for a service: 3 to 30 lower-case letters and digits, a letter first")
        }
        guard !ServiceName.reserved.contains(name) else {
            throw WrongWords("'\(name)' is a word of Swift or of SQL: it cannot name a module and a role")
        }
        let taken =
            Services.names + ["vault", "colloquy", "ats", "start", "healthcheck"] + checkout.containers
            + ["Services", "Shared", "Tools"].flatMap { checkout.names(in: $0) }
        guard !taken.contains(where: { $0.lowercased() == name }) else {
            throw WrongWords("'\(name)' is taken: there is a service, a module, a tool or a container of that name")
        }
        description = name
    }

    /// Keywords of Swift and reserved words of PostgreSQL that the first rule lets through.
    private static let reserved: Set<String> = [
        "actor", "all", "analyse", "analyze", "and", "any", "array", "asc", "associatedtype", "asymmetric", "async",
        "authorization", "await", "binary", "both", "break", "case", "cast", "catch", "check", "class", "collate",
        "collation", "column", "concurrently", "constraint", "continue", "core", "create", "cross", "default",
        "defer", "deferrable", "deinit", "desc", "distinct", "else", "end", "enum", "except", "extension",
        "fallthrough", "false", "fetch", "fileprivate", "for", "foreign", "freeze", "from", "full", "func", "grant",
        "group", "guard", "having", "ilike", "import", "init", "initially", "inner", "inout", "internal", "intersect",
        "into", "isnull", "join", "lateral", "leading", "left", "let", "like", "limit", "localtime", "localtimestamp",
        "main", "natural", "nil", "none", "not", "notnull", "null", "offset", "only", "open", "operator", "order",
        "outer", "overlaps", "package", "placing", "postgres", "primary", "private", "protocol", "public",
        "references", "repeat", "rethrows", "return", "returning", "right", "select", "self", "similar", "some",
        "static", "struct", "subscript", "super", "swift", "switch", "symmetric", "table", "tablesample", "test",
        "tests", "then", "throw", "throws", "trailing", "true", "try", "typealias", "union", "unique", "user",
        "using", "var", "variadic", "verbose", "when", "where", "while", "window", "with",
    ]
}
