import Telemetry

/// Every metric of the host, once.
enum Metric {
    static func handled(_ event: String, _ outcome: String) -> Counter {
        Counter(
            label: "colloquy_events_handled_total", dimensions: [("event", event), ("outcome", outcome)],
            help: "Arrivals that were recorded, by what became of them.")
    }

    static let batchSize = Histogram(
        label: "colloquy_batch_arrivals", buckets: .counts, help: "Arrivals recorded in one transaction.")
    static let recording = Histogram(
        label: "colloquy_recording_seconds", help: "Time of one transaction, decisions included.")
    static let recordingFailures = Counter(
        label: "colloquy_recording_failures_total",
        help: "Transactions that the environment made fail; they are done again.")
    static let outboxRefused = Counter(
        label: "colloquy_outbox_refused_total", help: "Records that the broker refused for good.")
    static let outboxPending = Gauge(
        label: "colloquy_outbox_pending_blocks", help: "Committed blocks that are not wholly acknowledged.")
    static let orphans = Counter(
        label: "colloquy_outbox_orphans_total", help: "Blocks of dead owners that were published.")
    static let partitionsAssigned = Gauge(
        label: "colloquy_partitions_assigned", help: "Partitions that this process reads at present.")
    static let allocatedBytes = Gauge(
        label: "colloquy_allocated_bytes", help: "Bytes that the program holds, as its allocator counts them.")
    static let activitiesRunning = Gauge(
        label: "colloquy_activities_running", help: "Activities at work in this process.")
    static let parked = Gauge(
        label: "colloquy_parked_items", help: "Activities, timers and records that wait in the database.")
    static let parkedUnreadable = Gauge(
        label: "colloquy_parked_unreadable_items",
        help: "Those of them that wait because they could not be read: their key is missing, or they are damaged.")
    static let parkedExpired = Counter(
        label: "colloquy_parked_expired_total",
        help: "Parked items that nobody could read for RETENTION_INBOX_DAYS, and that were deleted.")
    static let unreadable = Counter(
        label: "colloquy_parked_unreadable_total", help: "Times that parked work was taken up and could not be read.")

    static let auditUnsealedRows = Gauge(
        label: "colloquy_audit_unsealed_rows", help: "Rows of the vault's audit that no block holds yet.")
    static let auditUnsealedSeconds = Gauge(
        label: "colloquy_audit_unsealed_seconds", help: "For how long the oldest of them has waited.")
    static let auditSealed = Counter(
        label: "colloquy_audit_sealed_rows_total", help: "Rows of the vault's audit that this process sealed.")

    static func waiting(_ activity: String, _ kind: String, _ reason: String) -> (count: Gauge, seconds: Gauge) {
        let dimensions = [("activity", activity), ("kind", kind), ("reason", reason)]
        return (
            Gauge(
                label: "colloquy_activities_waiting", dimensions: dimensions,
                help: "Activities that failed and wait to be tried again, by whose trouble it is."),
            Gauge(
                label: "colloquy_activities_waiting_oldest_seconds", dimensions: dimensions,
                help: "Since when the one that waits longest fails.")
        )
    }

    static func activity(_ name: String, _ outcome: String) -> Counter {
        Counter(
            label: "colloquy_activity_attempts_total", dimensions: [("activity", name), ("outcome", outcome)],
            help: "Runs of activities, by how they ended.")
    }

    static func activitySeconds(_ name: String) -> Histogram {
        Histogram(
            label: "colloquy_activity_seconds", dimensions: [("activity", name)],
            help: "Time of one run of an activity.")
    }

    static func request(_ route: String, _ status: Int) -> Counter {
        Counter(
            label: "colloquy_http_requests_total", dimensions: [("route", route), ("status", String(status))],
            help: "Requests answered, by route and status.")
    }

    static func requestSeconds(_ route: String) -> Histogram {
        Histogram(label: "colloquy_http_request_seconds", dimensions: [("route", route)], help: "Time of one request.")
    }
}
