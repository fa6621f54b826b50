import Events
import Glibc
import Postgres
import Telemetry
import Threads

/// Watches the host's own metrics from a thread beside it: the clock runs from the assignment of partitions to the moment
/// when every derived event is acknowledged and the outbox is empty.
struct Meter: Sendable {
    private let plan: BenchPlan
    private let postgresURL: String

    init(_ plan: BenchPlan, postgresURL: String) {
        self.plan = plan
        self.postgresURL = postgresURL
    }

    func start() {
        let meter = self
        _ = OwnThread("meter") {
            do { try meter.measure() } catch { Meter.say("{\"error\":\"\(error)\"}") }
            kill(getpid(), SIGTERM)
        }
    }

    private func measure() throws {
        let assigned = Gauge(label: "colloquy_partitions_assigned")
        let pending = Gauge(label: "colloquy_outbox_pending_blocks")
        let applied = handled("applied")
        let duplicate = handled("duplicate")
        let transactions = Histogram(label: "colloquy_recording_seconds")
        wait { assigned.value > 0 }
        let began = Moment.now()
        let expected = Int64(plan.eventCount)
        wait { applied.value >= expected }
        let processed = Moment.now()
        wait { pending.value == 0 }
        let connection = try Connection(postgresURL, name: "meter", schema: "bench")
        while try connection.query(Statement("SELECT count(*) FROM outbox", read: { $0.int(0) })).first != 0 {
            OwnThread.sleep(milliseconds: 2)
        }
        let published = Moment.now()
        var usage = rusage()
        // RUSAGE_SELF, whose name does not convert.
        getrusage(0, &usage)
        let count = Double(plan.eventCount)
        let fields: [(String, String)] = [
            ("n", "\(plan.eventCount)"),
            ("processed_per_s", "\(count / processed.seconds(since: began))"),
            ("published_per_s", "\(count / published.seconds(since: began))"),
            ("cpu_us_per_event", "\(published.cpuSeconds(since: began) * 1e6 / count)"),
            ("events_per_tx", "\(count / Double(max(1, transactions.count)))"),
            ("duplicates", "\(duplicate.value)"),
            ("max_rss_mb", "\(usage.ru_maxrss / 1024)"),
        ]
        Meter.say("{" + fields.map { "\"\($0.0)\":\($0.1)" }.joined(separator: ",") + "}")
    }

    private func handled(_ outcome: String) -> Counter {
        Counter(
            label: "colloquy_events_handled_total",
            dimensions: [("event", ApplicationChanged.schema.type), ("outcome", outcome)])
    }

    private func wait(until isTrue: () -> Bool) { while !isTrue() { OwnThread.sleep(milliseconds: 5) } }

    private static func say(_ line: String) {
        let bytes = Array((line + "\n").utf8)
        _ = bytes.withUnsafeBytes { write(1, $0.baseAddress, $0.count) }
    }
}

/// Wall and processor time at one moment.
private struct Moment {
    let clock: ContinuousClock.Instant
    let cpuSeconds: Double

    static func now() -> Moment {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Moment(clock: .now, cpuSeconds: Double(time.tv_sec) + Double(time.tv_nsec) / 1e9)
    }

    func seconds(since earlier: Moment) -> Double { (clock - earlier.clock) / .seconds(1) }
    func cpuSeconds(since earlier: Moment) -> Double { cpuSeconds - earlier.cpuSeconds }
}
