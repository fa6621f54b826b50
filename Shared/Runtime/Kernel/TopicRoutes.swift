import Events
import Flow

/// Which rows of a table hear the records of one topic. A record's type says nothing by itself: whoever may write to one topic
/// would otherwise speak for the owners of all others.
package struct TopicRoutes: Sendable {
    package let topic: Topic
    private let routes: [(type: [UInt8], route: Int)]

    init(_ topic: Topic, _ routes: [(type: [UInt8], route: Int)]) {
        self.topic = topic
        self.routes = routes
    }

    /// The rows that decide about a type on this topic; nil: nobody here does.
    package func route(_ type: UnsafeRawBufferPointer) -> Int? {
        for candidate in routes where candidate.type.count == type.count && candidate.type.elementsEqual(type) {
            return candidate.route
        }
        return nil
    }

    package func route(_ type: String) -> Int? {
        var type = type
        return type.withUTF8 { route(UnsafeRawBufferPointer($0)) }
    }
}

extension Reactor {
    /// The rows for the facts of a topic. Submissions, timers and work never come from one, whatever a record calls itself.
    package func routes(from topic: Topic) -> TopicRoutes {
        let facts = Set(
            reactions.compactMap { row -> String? in
                guard case .event(let event) = row.trigger, event.schema.topic == topic else { return nil }
                return row.name
            })
        return TopicRoutes(topic, facts.sorted().compactMap { type in route(type).map { (Array(type.utf8), $0) } })
    }
}
