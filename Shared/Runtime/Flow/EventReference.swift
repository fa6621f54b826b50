/// A `ce_id` as it stands in a header. Ours are kept as their sixteen bytes, anyone else's as text.
package struct EventReference: Sendable, Hashable {
    private enum Form: Hashable {
        case id(EventID)
        case text(String)
    }

    private let form: Form

    package init(_ id: EventID) { form = .id(id) }

    package init(_ text: String) {
        if let id = EventID(text), id.description == text { form = .id(id) } else { form = .text(text) }
    }

    /// Nil when it is not one of ours.
    package var id: EventID? {
        if case .id(let id) = form { id } else { nil }
    }
}

extension EventReference: CustomStringConvertible {
    /// The `ce_id`, byte for byte.
    package var description: String {
        switch form {
        case .id(let id): id.description
        case .text(let text): text
        }
    }
}
