import CLibpq
import Glibc
import Threads

/// One connection. It blocks, and belongs to one thread at a time.
package final class Connection {
    let handle: OpaquePointer
    private var prepared: [String: String] = [:]
    /// More would only fill the server's memory: statements are constants of the program.
    private static let preparedCountMax = 500

    /// `url` is a libpq connection string or URI. Throws when the server is away, refuses, or gives no session in time.
    package init(_ url: String, name: String, schema: String? = nil, secondsMax: Int = 10) throws(PostgresError) {
        let deadline = Deadline(milliseconds: secondsMax * 1000)
        // From here on the handle is `deinit`'s, also when what follows throws.
        handle = try Connection.open(
            url, name: name.filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }, secondsMax: secondsMax)
        // Compiling a plan takes longer than anything that we ask for; the server does it where a plan looks dear, and one that
        // it was told to avoid (`enable_seqscan = off`) always does.
        var sql =
            "SET statement_timeout = '60s'; SET idle_in_transaction_session_timeout = '60s'; SET timezone = 'UTC'; SET jit = off"
        if let schema { sql += "; SET search_path = \"\(schema)\"" }
        try execute(sql, within: deadline)
    }

    deinit { PQfinish(handle) }

    package var isUsable: Bool { PQstatus(handle) == CONNECTION_OK }

    /// Whether an idle connection can be used now. A server that goes tells its sessions so and closes them; that lies unread in
    /// the socket, and libpq says that all is well until the next statement fails for it.
    package var isOpen: Bool {
        for _ in 0..<3 {
            guard isUsable else { return false }
            var watched = pollfd(fd: PQsocket(handle), events: Int16(POLLIN), revents: 0)
            // Nothing waits to be read, as it should be between two statements.
            guard poll(&watched, 1, 0) > 0 else { return true }
            guard PQconsumeInput(handle) == 1 else { return false }
        }
        return isUsable
    }

    /// Runs text without parameters, also several statements at once.
    package func execute(_ sql: String) throws(PostgresError) {
        let result = PQexec(handle, sql)
        defer { PQclear(result) }
        try Connection.check(result, handle)
    }

    /// Runs a statement, prepared at its first use, and reads all of its rows.
    @discardableResult
    package func query<Value>(_ statement: Statement<Value>) throws -> [Value] {
        let name = try prepare(statement.sql, statement.parameters.map(\.type))
        let result = Connection.withArrays(statement.parameters) { values, lengths, formats in
            PQexecPrepared(handle, name, Int32(statement.parameters.count), values, lengths, formats, 1)
        }
        defer { PQclear(result) }
        try Connection.check(result, handle)
        guard let result else { return [] }
        return try (0..<PQntuples(result)).map { try statement.read(Row(result: result, index: $0)) }
    }

    /// Rows that the last kind of statement touched.
    package func run(_ statement: Statement<Void>) throws -> Int {
        let name = try prepare(statement.sql, statement.parameters.map(\.type))
        let result = Connection.withArrays(statement.parameters) { values, lengths, formats in
            PQexecPrepared(handle, name, Int32(statement.parameters.count), values, lengths, formats, 1)
        }
        defer { PQclear(result) }
        try Connection.check(result, handle)
        return Int(String(cString: PQcmdTuples(result))) ?? 0
    }

    /// Runs the body in a transaction; a thrown error rolls it back.
    package func transaction<Value>(_ body: (Connection) throws -> Value) throws -> Value {
        try execute("BEGIN")
        do {
            let value = try body(self)
            try execute("COMMIT")
            return value
        } catch {
            if isUsable { try? execute("ROLLBACK") }
            throw error
        }
    }

    /// The server-side name of a statement, for a pipeline.
    package func prepare<Value>(_ statement: Statement<Value>) throws(PostgresError) -> String {
        try prepare(statement.sql, statement.parameters.map(\.type))
    }

    /// The server-side name of a statement.
    func prepare(_ sql: String, _ types: [UInt32]) throws(PostgresError) -> String {
        if let name = prepared[sql] { return name }
        precondition(prepared.count < Connection.preparedCountMax, "statements must be constants, not built texts")
        let name = "s\(prepared.count)"
        let result = PQprepare(handle, name, sql, Int32(types.count), types)
        defer { PQclear(result) }
        try Connection.check(result, handle)
        prepared[sql] = name
        return name
    }

    static func withArrays<Result>(
        _ parameters: [Parameter],
        _ body: (UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<Int32>?, UnsafePointer<Int32>?) -> Result
    ) -> Result {
        let lengths = parameters.map { Int32($0.bytes?.count ?? 0) }
        let formats = [Int32](repeating: 1, count: parameters.count)
        var values: [UnsafePointer<CChar>?] = []
        values.reserveCapacity(parameters.count)
        return withAddresses(of: parameters[...], &values) { body($0, lengths, formats) }
    }

    /// Each value stays where it is, however large: one call inside of the other holds all of them.
    private static func withAddresses<Result>(
        of parameters: ArraySlice<Parameter>, _ values: inout [UnsafePointer<CChar>?],
        _ body: (UnsafePointer<UnsafePointer<CChar>?>?) -> Result
    ) -> Result {
        guard let first = parameters.first else { return body(values) }
        guard let bytes = first.bytes else {
            values.append(nil)
            return withAddresses(of: parameters.dropFirst(), &values, body)
        }
        // An empty value still needs a place that is not NULL.
        return (bytes.isEmpty ? [0] : bytes).withUnsafeBytes { buffer in
            values.append(buffer.baseAddress?.assumingMemoryBound(to: CChar.self))
            return withAddresses(of: parameters.dropFirst(), &values, body)
        }
    }

    static func check(_ result: OpaquePointer?, _ handle: OpaquePointer) throws(PostgresError) {
        switch PQresultStatus(result) {
        case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY: return
        default: throw error(result, handle)
        }
    }

    static func error(_ result: OpaquePointer?, _ handle: OpaquePointer) -> PostgresError {
        guard let result, let state = PQresultErrorField(result, Int32(UnicodeScalar("C").value)) else {
            return .connection(message(handle))
        }
        // The primary message alone: details and context quote values.
        let primary = PQresultErrorField(result, Int32(UnicodeScalar("M").value)).map { String(cString: $0) } ?? ""
        return PostgresError(code: String(cString: state), message: primary)
    }

    static func message(_ handle: OpaquePointer) -> String {
        let text = String(cString: PQerrorMessage(handle))
        return text.split(separator: "\n").first.map(String.init) ?? "no connection"
    }
}

/// How a connection comes about: within a limit, from a whole address.
extension Connection {
    /// Whether libpq understands `url`. Says nothing about a server, and never quotes the address: it holds a password.
    package static func isAddress(_ url: String) -> Bool {
        var message: UnsafeMutablePointer<CChar>?
        let options = PQconninfoParse(url, &message)
        defer {
            PQconninfoFree(options)
            PQfreemem(message)
        }
        // A plain word libpq would take for the name of a local database.
        guard let options, url.contains("=") || url.hasPrefix("postgres://") || url.hasPrefix("postgresql://") else {
            return false
        }
        var option = options
        while let keyword = option.pointee.keyword {
            // Ports it looks at when it connects.
            if String(cString: keyword) == "port", let value = option.pointee.val {
                let ports = String(cString: value).split(separator: ",").map { Int($0) ?? 0 }
                if ports.contains(where: { !(1...65_535).contains($0) }) { return false }
            }
            option += 1
        }
        return true
    }

    /// A handle that is connected; whoever gets it frees it. One that could not connect is freed here.
    static func open(_ url: String, name: String, secondsMax: Int) throws(PostgresError) -> OpaquePointer {
        guard isAddress(url) else { throw PostgresError(code: "08001", message: "this is no address of a database") }
        // What stands before the address it may overrule, what stands behind it may not.
        let options: [(key: String, value: String)] = [
            ("connect_timeout", "\(secondsMax)"), ("keepalives_idle", "30"), ("keepalives_interval", "10"),
            ("keepalives_count", "3"), ("tcp_user_timeout", "40000"), ("dbname", url), ("application_name", name),
        ]
        let handle = withCStrings(options.map(\.key)) { keys in
            withCStrings(options.map(\.value)) { values in PQconnectdbParams(keys, values, 1) }
        }
        guard let handle else { throw .connection("out of memory") }
        guard PQstatus(handle) == CONNECTION_OK else {
            let message = Connection.message(handle)
            PQfinish(handle)
            throw .connection(message)
        }
        PQsetNoticeProcessor(handle, { _, _ in }, nil)
        return handle
    }

    /// Runs text without parameters and gives the connection up when that takes longer than the limit: a pooler lets
    /// clients in before it has a connection for them.
    func execute(
        _ sql: String, within deadline: Deadline, read: (OpaquePointer) -> Void = { _ in }
    ) throws(PostgresError) {
        guard PQsendQuery(handle, sql) == 1 else { throw .connection(Connection.message(handle)) }
        var failure: PostgresError?
        while true {
            while PQisBusy(handle) == 1 {
                try awaitInput(until: deadline)
                guard PQconsumeInput(handle) == 1 else { throw .connection(Connection.message(handle)) }
            }
            guard let result = PQgetResult(handle) else { break }
            defer { PQclear(result) }
            do {
                try Connection.check(result, handle)
                read(result)
            } catch { failure = failure ?? error }
        }
        if let failure { throw failure }
    }

    private func awaitInput(until deadline: Deadline) throws(PostgresError) {
        var descriptor = pollfd(fd: PQsocket(handle), events: Int16(POLLIN), revents: 0)
        while true {
            let milliseconds = deadline.remainingMilliseconds
            guard milliseconds > 0 else {
                throw PostgresError(
                    code: "08001", message: "no session in time: the server, or a pooler in front of it, has no room")
            }
            if poll(&descriptor, 1, Int32(clamping: milliseconds)) > 0 { return }
        }
    }

    /// The texts as C has them, with a NULL behind the last, for as long as the body runs.
    private static func withCStrings<Result>(
        _ texts: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>?) -> Result
    ) -> Result {
        let copies: [UnsafeMutablePointer<CChar>?] = texts.map { strdup($0) }
        defer { for copy in copies { free(copy) } }
        return body(copies.map { UnsafePointer($0) } + [nil])
    }
}
