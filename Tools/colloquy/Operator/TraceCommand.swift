import CloudEvents
import Domain
import Events
import Flow
import Kafka

extension Command {
    static let trace = Command(
        name: "trace", usage: "trace APPLICATION [--at NAME]",
        summary: "Prints everything that happened to one application (or job) on all topics, without its contents."
    ) { arguments in
        let words = try Words(arguments, keys: Surroundings.keys)
        guard words.rest.count == 1 else { throw WrongWords("which application?") }
        let found = try steps(of: words.rest[0], try Surroundings(words).kafka())
        for step in found.sorted(by: { $0.order < $1.order }) { say(step.line) }
        say(found.count == 1 ? "1 event" : "\(found.count) events")
        return found.isEmpty ? 1 : 0
    }
}

private struct Step {
    let order: (Int64, Int64)
    let line: String
}

private func steps(of key: String, _ kafka: KafkaSettings) throws -> [Step] {
    let topics = Topic.all.map(\.name) + Services.names.map { Topic.deadLetters(of: $0).name }
    let wanted = Array(key.utf8)
    var steps: [Step] = []
    try TopicReader(kafka, log: Surroundings.log).read(topics, timeoutMilliseconds: 120_000) { record in
        guard record.key.elementsEqual(wanted) else { return true }
        func text(_ name: StaticString) -> String {
            record.header(name).map { String(decoding: $0, as: UTF8.self) } ?? "-"
        }
        // The broker's time: an outsider's own may be absent or wrong.
        let milliseconds = record.timestampMilliseconds ?? 0
        let time = Instant(millisecondsSinceEpoch: milliseconds).description
        let parts = [
            time, record.topic.padded(30), text(CloudEventHeader.type).padded(28),
            text(CloudEventHeader.id), "because of \(text(CloudEventHeader.causationID))",
        ]
        steps.append(Step(order: (milliseconds, record.offset), line: parts.joined(separator: "  ")))
        return true
    }
    return steps
}

extension String {
    /// With blanks behind it up to a width.
    fileprivate func padded(_ width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}
