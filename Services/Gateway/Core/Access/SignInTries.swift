import Domain

/// How often somebody tried to sign in under one name, be it anybody's or not: what is wrong is told to no one, so it is
/// counted for names that nobody has just the same.
package struct SignInTries: Sendable, Hashable {
    package private(set) var count: Int
    package private(set) var lastAt: Instant
    package private(set) var heldUntil: Instant

    /// These are free: people mistype.
    package static let freeCount = 5
    package static let secondsMax = 300
    /// After so long without a try a name starts anew.
    package static let memoryHours: Int64 = 24

    package init(count: Int, lastAt: Instant, heldUntil: Instant) {
        self.count = count
        self.lastAt = lastAt
        self.heldUntil = heldUntil
    }

    package static func none(at now: Instant) -> SignInTries { SignInTries(count: 0, lastAt: now, heldUntil: now) }

    /// Counts a try before it is looked at, so that a hundred at once are a hundred. For how many seconds it has to wait; nil
    /// when it is looked at.
    package mutating func begin(at now: Instant) -> Int? {
        guard heldUntil <= now else { return Int((heldUntil.milliseconds(since: now) + 999) / 1000) }
        if lastAt.advanced(byHours: Self.memoryHours) <= now { count = 0 }
        count += 1
        lastAt = now
        let beyond = count - Self.freeCount
        let seconds = beyond < 0 ? 0 : min(Self.secondsMax, 1 << min(beyond, 16))
        heldUntil = now.advanced(byMilliseconds: Int64(seconds) * 1000)
        return nil
    }
}
