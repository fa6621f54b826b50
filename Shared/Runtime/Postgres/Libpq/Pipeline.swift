import CLibpq

/// Several statements in one round trip.
package struct Pipeline {
    private let connection: Connection
    private var readers: [(OpaquePointer) throws -> Void] = []

    package init(_ connection: Connection) throws(PostgresError) {
        self.connection = connection
        guard PQenterPipelineMode(connection.handle) == 1 else { throw .connection("no pipeline") }
    }

    /// Queues a statement. It must have been prepared before the pipeline began.
    package mutating func add(
        _ name: String, _ parameters: [Parameter], read: @escaping (Row) throws -> Void = { _ in }
    ) throws(PostgresError) {
        let sent = Connection.withArrays(parameters) { values, lengths, formats in
            PQsendQueryPrepared(connection.handle, name, Int32(parameters.count), values, lengths, formats, 1)
        }
        guard sent == 1 else { throw .connection("the connection was lost while sending") }
        readers.append { result in
            for index in 0..<PQntuples(result) { try read(Row(result: result, index: index)) }
        }
    }

    /// Ends what belongs together: an error up to here does not touch what follows.
    package mutating func synchronize() throws(PostgresError) {
        guard PQpipelineSync(connection.handle) == 1 else { throw .connection("the connection was lost while sending") }
    }

    /// Sends everything and reads the answers of `groups` synchronized groups, in order. Returns the first error of each group.
    package mutating func finish(groups: Int) throws -> [(any Error)?] {
        var errors: [(any Error)?] = Array(repeating: nil, count: groups)
        var statement = 0
        for group in 0..<groups {
            var endCount = 0
            while true {
                guard let result = PQgetResult(connection.handle) else {
                    // One nil ends a statement's results; two in a row say that nothing more will come.
                    endCount += 1
                    if !connection.isUsable || endCount > 1 {
                        throw PostgresError.connection("the connection was lost")
                    }
                    continue
                }
                endCount = 0
                defer { PQclear(result) }
                let status = PQresultStatus(result)
                if status == PGRES_PIPELINE_SYNC { break }
                if status == PGRES_PIPELINE_ABORTED {
                    statement += 1
                    continue
                }
                do {
                    try Connection.check(result, connection.handle)
                    try readers[statement](result)
                } catch {
                    if errors[group] == nil { errors[group] = error }
                    if let error = error as? PostgresError, error.isConnectionLost { throw error }
                }
                statement += 1
            }
        }
        readers.removeAll()
        guard PQexitPipelineMode(connection.handle) == 1 else {
            throw PostgresError.connection("the pipeline did not end")
        }
        return errors
    }
}
