import Events
import Flow
import Postgres

/// The rule that keeps effects from happening twice: the inbox outlives the longest way back of a record.
enum InboxTerm {
    /// A record can come again while its topic holds it, and from the dead letters, to which it may go on its last day.
    static func daysMin(reading topics: [Topic], service: String) -> Int {
        let hours = (topics.map(\.retentionHours).max() ?? 0) + Topic.deadLetters(of: service).retentionHours
        return (hours + 23) / 24 + 1
    }

    static func problem(days: Int, reading topics: [Topic], service: String) -> String? {
        let least = daysMin(reading: topics, service: service)
        guard days < least else { return nil }
        return "RETENTION_INBOX_DAYS is \(days), and records of \(service)'s topics can come again for \(least) days: "
            + "set it to \(least) or more"
    }
}
