/// What a service asks of itself, told apart by its type. The name is what it is called in parked rows, dead letters and metrics:
/// it stays when the type is renamed.
package protocol Named: Codable, Sendable {
    static var name: String { get }
}

/// Something that comes over HTTP: a row `accept(_:_:)` decides about it.
package protocol Submission: Named {}

/// The input of an activity: a row `perform(_:_:)` does it. It holds no personal data; the activity reads the vault.
package protocol Work: Named {}

/// What a timer wakes with: a row `wake(_:_:)` decides about it.
package protocol Timer: Named {}
