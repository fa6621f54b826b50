/// A fact, past tense, as it travels on a topic. One block in its owner's file says everything about it.
package protocol Event: Codable, Sendable {
    /// Name, topic and fields, with a sentence for each.
    static var schema: Schema { get }
    /// At least one with every field and, where fields are optional, one with none of them.
    static var samples: [Self] { get }
    /// The record's key: the application's identifier, or the job's on its own topic. Order holds per key within a topic.
    var key: String { get }
}
