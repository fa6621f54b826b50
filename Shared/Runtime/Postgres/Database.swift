import Flow
import Telemetry
import Threads

/// A bounded pool: a few threads, each with a connection of its own, take jobs from one queue.
package final class Database: Sendable {
    package struct Settings: Sendable {
        package var url: String
        package var name: String
        package var schema: String?
        package var connectionCount: Int
        /// Jobs that may wait; one more is refused.
        package var queueCountMax: Int
        /// Run on every new connection.
        package var prologue: String?

        package init(
            url: String, name: String, schema: String?, connectionCount: Int = 4, queueCountMax: Int = 10_000,
            prologue: String? = nil
        ) {
            self.url = url
            self.name = name
            self.schema = schema
            self.connectionCount = connectionCount
            self.queueCountMax = queueCountMax
            self.prologue = prologue
        }
    }

    /// A prologue for services: all that they ask for is found by an index. While an import fills a table, the server's
    /// statistics say that it is small, and a plan that reads all of it is kept long after.
    package static let byIndex = "SET enable_seqscan = off"

    package let settings: Settings
    private let queue: JobQueue
    private let threads: [OwnThread]

    /// Connections are made when they are needed first, and again when they were lost.
    package init(_ settings: Settings) {
        self.settings = settings
        let queue = JobQueue(countMax: settings.queueCountMax)
        self.queue = queue
        threads = (0..<max(1, settings.connectionCount)).map { number in
            OwnThread("postgres-\(number)") { Database.work(queue, settings) }
        }
    }

    /// Runs the body on a thread with a connection. Throws `PostgresError` 53300 when too many wait.
    package func run<Value: Sendable>(_ body: @escaping @Sendable (Connection) throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            let isTaken = queue.add { connection in
                continuation.resume(with: Result { try body(connection()) })
            }
            if !isTaken { continuation.resume(throwing: Self.full) }
        }
    }

    static let full = PostgresError(code: "53300", message: "too many statements wait for a connection")

    /// Has the body run on a thread with a connection, or with why there is none; nobody waits for it. False when too many
    /// wait.
    func enqueue(_ body: @escaping @Sendable (() throws -> Connection) -> Void) -> Bool { queue.add(body) }

    package func query<Value: Sendable>(_ statement: Statement<Value>) async throws -> [Value] {
        try await run { try $0.query(statement) }
    }

    /// Rows that were touched.
    @discardableResult
    package func execute(_ statement: Statement<Void>) async throws -> Int {
        try await run { try $0.run(statement) }
    }

    package func transaction<Value: Sendable>(_ body: @escaping @Sendable (Connection) throws -> Value) async throws
        -> Value
    {
        try await run { try $0.transaction(body) }
    }

    /// Ends the threads when what waits is done.
    package func close() {
        queue.close()
        for thread in threads { thread.join() }
    }

    /// What was never closed ends its threads and connections all the same.
    deinit { queue.close() }

    private static func work(_ queue: JobQueue, _ settings: Settings) {
        var connection: Connection?
        while let job = queue.next() {
            job {
                if let open = connection, open.isOpen { return open }
                connection = nil
                let open = try Connection(settings.url, name: settings.name, schema: settings.schema)
                if let prologue = settings.prologue { try open.execute(prologue) }
                connection = open
                return open
            }
        }
    }
}

/// Jobs in the order in which they came.
private final class JobQueue: @unchecked Sendable {
    // Sendable by hand: the list is only touched under the condition's lock.
    typealias Job = @Sendable (() throws -> Connection) -> Void
    private let condition = Condition()
    private let countMax: Int
    private var jobs: [Job] = []
    private var first = 0
    private var isClosed = false

    init(countMax: Int) { self.countMax = countMax }

    func add(_ job: @escaping Job) -> Bool {
        condition.locked {
            guard !isClosed, jobs.count - first < countMax else { return false }
            jobs.append(job)
            condition.wakeOne()
            return true
        }
    }

    /// Waits for a job; nil when the queue is closed and empty.
    func next() -> Job? {
        condition.locked {
            while first == jobs.count {
                if isClosed { return nil }
                // Not for long: the GNU C library may lose a signal (its bug 25847), if hardly ever.
                _ = condition.wait(until: Deadline(milliseconds: 1000)) { first < jobs.count || isClosed }
            }
            defer {
                first += 1
                if first == jobs.count {
                    jobs.removeAll(keepingCapacity: true)
                    first = 0
                }
            }
            return jobs[first]
        }
    }

    func close() {
        condition.locked {
            isClosed = true
            condition.wakeAll()
        }
    }
}
