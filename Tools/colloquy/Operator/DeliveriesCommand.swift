import Domain
import Events
import Flow
import Host
import JSON
import Kafka
import Kernel

extension Command {
    static let deliveries = Command(
        name: "deliveries",
        usage: """
            deliveries list [--at NAME]
              colloquy deliveries resend DELIVERY… [--by NAME] [--at NAME]
              colloquy deliveries resend --all [--by NAME] [--at NAME]
            """,
        summary: "Lists the messages that could not be delivered, or has them sent again."
    ) { arguments in
        let words = try Words(arguments, keys: Surroundings.keys.union(["by"]), flags: ["all"])
        let kafka = try Surroundings(words).kafka()
        let wanted = Array(words.rest.dropFirst())
        switch words.rest.first {
        case "list":
            guard wanted.isEmpty, !words.has("all") else { throw WrongWords("deliveries list takes nothing more") }
            return try listFailed(try FailedDelivery.all(kafka))
        case "resend":
            guard wanted.isEmpty == words.has("all") else {
                throw WrongWords("which deliveries? Name them, or say --all")
            }
            let failed = try FailedDelivery.all(kafka)
            let chosen = try words.has("all") ? failed : wanted.map { try FailedDelivery.named($0, in: failed) }
            return try resend(chosen, by: try ActorID(words["by"] ?? "operator"), kafka)
        default:
            throw WrongWords("list or resend?")
        }
    }
}

/// A message whose last word is that it failed.
private struct FailedDelivery {
    let event: DeliveryFailed
    /// Where that was said: the same failure is sent again once, however often the command is given.
    let place: String
    let time: String

    /// Reads the topic from its beginning; the order within an application tells what was last. What cannot be read hides nothing
    /// else, and is told.
    static func all(_ kafka: KafkaSettings) throws -> [FailedDelivery] {
        var failed: [String: FailedDelivery] = [:]
        var unreadableCount = 0
        try TopicReader(kafka, log: Surroundings.log).read([Topic.deliveries.name], timeoutMilliseconds: 120_000) {
            record in
            func text(_ name: StaticString) -> String {
                record.header(name).map { String(decoding: $0, as: UTF8.self) } ?? ""
            }
            do {
                switch text("ce_type") {
                case DeliveryFailed.schema.type:
                    let event = try JSON.decode(DeliveryFailed.self, from: Array(record.value))
                    failed[event.deliveryID] = FailedDelivery(
                        event: event, place: "\(record.partition)/\(record.offset)", time: text("ce_time"))
                case DeliveryConfirmed.schema.type:
                    failed[try JSON.decode(DeliveryConfirmed.self, from: Array(record.value)).deliveryID] = nil
                default: break
                }
            } catch { unreadableCount += 1 }
            return true
        }
        if unreadableCount > 0 {
            complain(
                "deliveries: \(unreadableCount) records of \(Topic.deliveries.name) cannot be read and are left out")
        }
        return failed.values.sorted { ($0.time, $0.event.deliveryID) < ($1.time, $1.event.deliveryID) }
    }

    static func named(_ id: String, in failed: [FailedDelivery]) throws(WrongWords) -> FailedDelivery {
        guard let found = failed.first(where: { $0.event.deliveryID == id }) else {
            throw WrongWords("no delivery \(id) has failed; `deliveries list` shows what has")
        }
        return found
    }
}

private func listFailed(_ failed: [FailedDelivery]) throws -> Int32 {
    for delivery in failed {
        let event = delivery.event
        say("\(event.deliveryID)  \(delivery.time)  \(event.recipient.rawValue)  \(event.code)")
    }
    say(failed.count == 1 ? "1 message failed" : "\(failed.count) messages failed")
    return 0
}

private func resend(_ failed: [FailedDelivery], by actor: ActorID, _ kafka: KafkaSettings) throws -> Int32 {
    // Services obey this fact from its owner alone.
    let source = EventHeaders.source(of: "gateway")
    let outgoing = try failed.map { delivery in
        let event = DeliveryResent(
            applicationID: delivery.event.applicationID, deliveryID: delivery.event.deliveryID, decidedBy: actor,
            decidedAt: Host.now())
        let id = EventID.outsider(source: source, id: "resend \(delivery.event.deliveryID) \(delivery.place)")
        return Outgoing(
            DeliveryResent.schema, source: source, id: id.description, key: event.key, value: try JSON.encode(event))
    }
    if !outgoing.isEmpty { try Outgoing.send(outgoing, kafka) }
    for delivery in failed { say("to be sent again  \(delivery.event.deliveryID)") }
    if failed.isEmpty { say("no message has failed") }
    return 0
}
