import Events
import Flow

/// A reaction as the reactor needs it: its states and what it emits, looked up once.
final class Row: Sendable {
    let reaction: Reaction
    let state: StateKind
    /// The kind of the other state that it reads.
    let reference: StateKind?
    private let emissions: [(type: ObjectIdentifier, emission: Emission)]

    init(_ reaction: Reaction) {
        self.reaction = reaction
        state = StateKind(reaction.state)
        reference = reaction.reference.map { StateKind($0.state) }
        emissions = reaction.emits.map { (ObjectIdentifier($0), Emission($0.schema)) }
    }

    var name: String { reaction.name }

    /// How events of this type are written; nil: the row does not list it.
    func emission(of event: any Event) -> Emission? {
        let wanted = ObjectIdentifier(type(of: event))
        for (type, emission) in emissions where type == wanted { return emission }
        return nil
    }

    /// Where an event goes, read from its schema once.
    final class Emission: Sendable {
        let type: String
        let topic: String
        let recordBytesMax: Int

        init(_ schema: Schema) {
            type = schema.type
            topic = schema.topic.name
            recordBytesMax = schema.topic.recordBytesMax
        }
    }
}
