import Domain
import Events
import Kafka
import Kernel

/// What may be told of a dead letter: where it lies, when and why it was buried, and what kind of record it was. Neither its
/// content nor its key: what nobody could read may be anything.
package struct BuriedLetter: Sendable, Hashable {
    package let place: LetterPlace
    package let buriedAt: Instant?
    /// Where its record came from; nil for work of the service's own.
    package let topic: String?
    /// A type of the catalogue, or the name of the work; nil for a record that calls itself something else.
    package let type: String?
    /// The first word is a code.
    package let reason: String
    /// The letter that it was before it was given back.
    package let earlier: LetterPlace?

    package init(
        place: LetterPlace, buriedAt: Instant?, topic: String?, type: String?, reason: String, earlier: LetterPlace?
    ) {
        self.place = place
        self.buriedAt = buriedAt
        self.topic = topic
        self.type = type
        self.reason = reason
        self.earlier = earlier
    }

    private static let reasonCharactersMax = 160

    init(_ record: KafkaRecord, of service: String) {
        var texts: [String: String] = [:]
        for header in record.headers { texts[header.name] = String(decoding: header.value, as: UTF8.self) }
        let type = texts["ce_type"]
        let topic = texts[DeadLetter.topicHeader]
        self.init(
            place: LetterPlace(service: service, partition: record.partition, offset: record.offset),
            buriedAt: texts[DeadLetter.timeHeader].flatMap { try? Instant($0) },
            topic: Topic.all.first { $0.name == topic }?.name,
            type: Catalogue.all.first { $0.schema.type == type }?.schema.type ?? texts[DeadLetter.workNameHeader],
            reason: String((texts[DeadLetter.reasonHeader] ?? "-").prefix(Self.reasonCharactersMax)),
            earlier: texts["\(DeadLetter.replayHeader)"].flatMap { LetterPlace($0) })
    }
}
