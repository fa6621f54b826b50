import CLibpq
import Glibc
import Threads

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
