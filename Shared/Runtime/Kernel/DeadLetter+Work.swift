import Domain
import Flow

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
