/// Whose trouble a failure is. It decides what may follow from it: trouble of ours is never told as a fault of somebody else's.
package enum FailureKind: String, Codable, Sendable, Hashable, CaseIterable {
    /// The machine, its settings, or what it depends on: database, broker, disk, mail server, a program that is not there.
    /// Work waits for it, for days if need be, and is put aside in the end.
    case environment
    /// What was sent or asked for cannot work, however often it is tried. This alone may be told, and at once.
    case input
    /// A mistake in the program, or what nobody foresaw: tried a few times, then put aside.
    case bug
}

/// An error that says whose trouble it is.
package protocol Classified: Error {
    var kind: FailureKind { get }
}
