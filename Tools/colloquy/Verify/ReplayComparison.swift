import CloudEvents
import Domain
import Events
import Flow
import JSON
import Kafka
import Kernel
import Postgres
import Topology

/// A table whose rows follow from the topics alone, and what of a row does not.
private struct ReplayedTable {
    let service: String
    let name: String
    let kind: String
    /// Moments of recording that no fact tells.
    var untold: Set<String> = []
}

private let replayed = [
    ReplayedTable(service: "screening", name: "jobs", kind: "Job"),
    ReplayedTable(service: "screening", name: "endings", kind: "ClosedApplication"),
    ReplayedTable(service: "workflow", name: "jobs", kind: "Job"),
    ReplayedTable(service: "workflow", name: "applications", kind: "Application"),
    ReplayedTable(service: "gateway", name: "jobs", kind: "JobView", untold: ["openedAt", "updatedAt"]),
    ReplayedTable(
        service: "gateway", name: "applications", kind: "ApplicationView", untold: ["updatedAt", "requestedAt"]),
    ReplayedTable(service: "notification", name: "jobs", kind: "Job"),
]

private let notReplayed = """
    not compared: screening.screenings, scoring.scorecards, reporting.reports, contracts.contract_files and \
    notification.correspondences follow from what activities brought back, gateway.interview_sessions from requests over HTTP; \
    neither lies on a topic
    """

/// Compares states with what the topics give, table by table; 1 when anything differs.
func compareWithReplay(_ kafka: KafkaSettings, _ connection: Connection) throws -> Int32 {
    let (moments, cut) = try momentsOfFacts(kafka)
    guard cut.isEmpty else {
        throw WrongWords("retention has cut \(cut.sorted().joined(separator: ", ")): the states cannot be made again")
    }
    let there = try Evidence.servicesThere(connection)
    var isEqual = true
    for service in ServiceMap.colloquy.services where there.contains(service.name) {
        let tables = replayed.filter { $0.service == service.name }
        guard !tables.isEmpty else { continue }
        var replay = Replay(service)
        let reader = TopicReader(kafka, log: Surroundings.log)
        try reader.read(Topic.all.map(\.name), timeoutMilliseconds: 600_000) { record in
            replay.take(record, moments: moments)
            return true
        }
        let (slots, _) = replay.run(moments: moments)
        for table in tables { isEqual = try compare(table, slots, connection) && isEqual }
    }
    say(notReplayed)
    return isEqual ? 0 : 1
}

/// When each fact was decided, by its identity; and topics of which the beginning is gone.
private func momentsOfFacts(_ kafka: KafkaSettings) throws -> (moments: [String: Instant], cut: Set<String>) {
    var moments: [String: Instant] = [:]
    var begun: Set<TopicPartition> = []
    var cut: Set<String> = []
    try TopicReader(kafka, log: Surroundings.log).read(Topic.all.map(\.name), timeoutMilliseconds: 600_000) { record in
        if begun.insert(record.place).inserted, record.offset > 0 { cut.insert(record.topic) }
        let attributes = CloudEventAttributes(record)
        if let id = attributes.id, let time = attributes.time {
            moments[String(decoding: id, as: UTF8.self)] = try? Instant(String(decoding: time, as: UTF8.self))
        }
        return true
    }
    return (moments, cut)
}

private func compare(_ table: ReplayedTable, _ slots: SlotTable, _ connection: Connection) throws -> Bool {
    let scratch = JSONScratch()
    var made: [String: JSONValue] = [:]
    for (address, slot) in slots.slots where address.kind.name == table.kind && slot.value != nil {
        made[address.key] = normal(try JSONValue(parsing: slot.encode(in: scratch)), without: table.untold)
    }
    let rows = try connection.query(
        Statement(
            "SELECT key, state FROM \(table.service).\(table.name) ORDER BY key",
            read: { (key: $0.text(0), state: try JSONValue(parsing: $0.json(1))) }))
    var complaints: [String] = []
    for row in rows {
        let live = normal(row.state, without: table.untold)
        guard let own = made.removeValue(forKey: row.key) else {
            complaints.append("\(row.key) is in the table and follows from no topic")
            continue
        }
        if own != live { complaints.append("\(row.key) differs in \(differing(own, live).joined(separator: ", "))") }
    }
    complaints += made.keys.sorted().map { "\($0) follows from the topics and is not in the table" }
    say("replay  \(table.service).\(table.name): \(rows.count) rows, \(complaints.count) differ")
    for complaint in complaints.prefix(5) { say("        \(complaint)") }
    return complaints.isEmpty
}

/// Lists that are kept by time, in which what happened at the same moment may stand in either order: it came over several topics.
private let keptByTime: Set<String> = ["timeline"]

/// Members in one order, without those that say nothing.
private func normal(_ value: JSONValue, without untold: Set<String>) -> JSONValue {
    switch value {
    case .object(let members):
        let kept = members.filter { !untold.contains($0.key) && !$0.value.isNull }
        let members = kept.map { member in
            let value = normal(member.value, without: untold)
            return JSONValue.Member(member.key, keptByTime.contains(member.key) ? sorted(value) : value)
        }
        return .object(members.sorted { $0.key < $1.key })
    case .array(let elements): return .array(elements.map { normal($0, without: untold) })
    default: return value
    }
}

private func sorted(_ value: JSONValue) -> JSONValue {
    guard let elements = value.array else { return value }
    return .array(
        elements.map { (text: (try? $0.text()) ?? "", value: $0) }.sorted { $0.text < $1.text }.map(\.value))
}

/// Names alone: values may be anything.
private func differing(_ one: JSONValue, _ other: JSONValue) -> [String] {
    let names = Set((one.object ?? []).map(\.key)).union((other.object ?? []).map(\.key))
    return names.sorted().filter { one[$0] != other[$0] }
}
