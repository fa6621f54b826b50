import CloudEvents
import Domain
import Events
import Flow
import Kafka
import Kernel

/// A topic as one of its readers sees it: the rows that hear it, who writes it, and who answers for what has no place there.
struct ReadingPlace: Sendable {
    let topic: Topic
    let routes: TopicRoutes
    /// This service puts aside what has no place on the topic.
    let isMine: Bool
    /// Another service does.
    let isSomeoneElses: Bool
    /// The `ce_source` of every fact here; nil where outsiders write.
    private let source: [UInt8]?
    /// The types that the catalogue has on this topic.
    private let types: [[UInt8]]

    init(_ topic: Topic, _ reactor: Reactor) {
        self.topic = topic
        routes = reactor.routes(from: topic)
        isMine = topic.intake == reactor.service
        isSomeoneElses = topic.intake != nil && !isMine
        source = topic.owner.map { Array(EventHeaders.source(of: $0).utf8) }
        types = Catalogue.all.filter { $0.schema.topic == topic }.map { Array($0.schema.type.utf8) }
    }

    func origin(_ record: KafkaRecord) -> Arrival.Origin {
        .topic(name: topic.name, partition: record.partition, offset: record.offset)
    }

    /// A fact is obeyed because its topic's owner says so. This finds mistakes; who may write at all is for the broker's access
    /// control lists to say.
    func check(source given: UnsafeRawBufferPointer?) throws(ReadingFault) {
        guard let source, let given else { return }
        guard given.count == source.count, given.elementsEqual(source) else { throw .source(topic) }
    }

    func check(source given: String) throws(ReadingFault) {
        guard let source else { return }
        guard given.utf8.elementsEqual(source) else { throw .source(topic) }
    }

    /// Why a record of a type that is in no row here has no place on the topic; nil: it has.
    func fault(of type: UnsafeRawBufferPointer, isTombstone: Bool, hasKey: Bool) -> ReadingFault? {
        if types.contains(where: { $0.count == type.count && $0.elementsEqual(type) }) {
            return fault(isTombstone: isTombstone, hasKey: hasKey)
        }
        let event = Catalogue.all.first { $0.schema.type.utf8.elementsEqual(type) }
        return .type(topic, event?.schema)
    }

    /// Why a record of a known type has no place here; nil: it has. An outsider's key is not looked at: the event itself says
    /// what it is about. A fact of ours without a key would be decided on as if it were about nobody.
    func fault(isTombstone: Bool, hasKey: Bool) -> ReadingFault? {
        if isTombstone { return .tombstone }
        return topic.owner != nil && !hasKey ? .keyless : nil
    }
}

/// Why a record is no fact of its topic. The first word of the description is a code.
enum ReadingFault: Classified, CustomStringConvertible {
    case event(CloudEventError)
    case structured
    case tombstone
    case keyless
    case source(Topic)
    /// A type of another topic, or one that nobody knows.
    case type(Topic, Schema?)

    init(_ error: any Error) {
        switch error {
        case let fault as ReadingFault: self = fault
        case let error as CloudEventError: self = .event(error)
        default: self = .event(.malformed("envelope"))
        }
    }

    var kind: FailureKind { .input }

    var description: String {
        switch self {
        case .event(let error): "malformed-event: \(error.description)"
        case .structured: "malformed-event: structured mode is for public topics"
        case .tombstone: "malformed-event: a record without a value is no event"
        case .keyless: "malformed-event: a record without a key is about nothing"
        case .source(let topic): "foreign-source: only \(topic.owner ?? "an outsider") writes to \(topic.name)"
        case .type(let topic, let schema?):
            "unknown-type: \(schema.type) is a fact of \(schema.topic.name), not of \(topic.name)"
        case .type(let topic, nil): "unknown-type: nothing of this type is taken in from \(topic.name)"
        }
    }
}
