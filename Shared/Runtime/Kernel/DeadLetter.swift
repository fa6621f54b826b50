import Domain
import Flow

/// A record that could not be handled, with why and from where.
package struct DeadLetter: Sendable {
    package let topic: String
    package let key: String
    package let headers: [Header]
    package let value: [UInt8]
    /// Ledgers seal the value and say so in a header.
    package let isPersonal: Bool

    package static let reasonHeader = "colloquy-dead-reason"
    package static let topicHeader = "colloquy-dead-topic"
    package static let partitionHeader = "colloquy-dead-partition"
    package static let offsetHeader = "colloquy-dead-offset"
    package static let attemptsHeader = "colloquy-dead-attempts"
    package static let timeHeader = "colloquy-dead-time"
    package static let serviceHeader = "colloquy-dead-service"
    /// Set where the letter is work and no record of a topic: `activity` or `wake`, and the name of its row.
    package static let workKindHeader = "colloquy-dead-work"
    package static let workNameHeader = "colloquy-dead-work-name"
    package static let workIDHeader = "colloquy-dead-work-id"
    /// From which the identities of what follows were to be derived.
    package static let derivationHeader = "colloquy-dead-derivation"
    package static let occurredHeader = "colloquy-dead-occurred"
    /// `1`: the value is sealed under the deployment's key.
    package static let sealedHeader = "colloquy-sealed"
    /// On a record that an operator gave back: the letter it was, `service/partition/offset`. That service takes it up once
    /// more; for all others it is a duplicate.
    package static let replayHeader: StaticString = "colloquy-replay"
    package static let replayReasonHeader = "colloquy-replay-reason"
}

/// Work among the dead letters: it comes from no topic, so it is given back to the table it was parked in.
extension DeadLetter {
    /// What is needed to park it again.
    package static func headers(ofWork item: ParkedItem) -> [Header] {
        let cause = item.cause
        var headers = [
            Header(workKindHeader, item.kind == .wake ? "wake" : "activity"), Header(workNameHeader, item.name),
            Header(workIDHeader, item.id.description),
            Header(derivationHeader, cause.derivation.description),
            Header("ce_correlationid", cause.correlation.description),
            Header("ce_causationid", cause.event.description),
        ]
        if let time = cause.occurredAt { headers.append(Header(occurredHeader, time.description)) }
        if let traceparent = cause.traceparent { headers.append(Header("traceparent", traceparent)) }
        return headers
    }

    /// The work of a letter, to be parked again under its own identity: to the outside it is one more run. `letter` names the
    /// letter, whose work is recorded once. Nil when the letter is no work.
    package static func work(
        _ headers: [Header], key: String, value: [UInt8], isPersonal: Bool, letter: String, now: Instant
    ) -> ParkedItem? {
        func text(_ name: String) -> String? {
            headers.last { $0.name == name }.map { String(decoding: $0.value, as: UTF8.self) }
        }
        guard let name = text(workNameHeader), let id = text(workIDHeader).flatMap(EventID.init),
            let derivation = text(derivationHeader).flatMap(EventID.init)
        else { return nil }
        let cause = Cause(
            inboxID: EventID.outsider(source: "replay:\(letter)", id: "inbox"), derivation: derivation,
            event: EventReference(text("ce_causationid") ?? derivation.description),
            correlation: EventReference(text("ce_correlationid") ?? derivation.description),
            traceparent: text("traceparent"), occurredAt: text(occurredHeader).flatMap { try? Instant($0) }, now: now)
        return ParkedItem(
            id: id, kind: text(workKindHeader) == "wake" ? .wake : .activity, name: name, key: key, payload: value,
            isPersonal: isPersonal, cause: cause, headers: [], dueAt: now, attempts: 0)
    }
}
