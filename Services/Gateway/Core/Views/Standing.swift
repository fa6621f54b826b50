import Domain

/// Where one composite stands among those of its job. It says nothing of the person where there are few to compare with.
package struct Standing: Sendable, Hashable {
    package var composite: Score
    /// How many applications of the job have a composite, this one among them.
    package var count: Int
    /// Nil when there are fewer than ``countMin``.
    package var percentile: Double?

    /// Below it one neighbour more or less moves the percentile by more than five.
    package static let countMin = 20

    /// Whoever has the same composite shares the middle of their places (mean rank), so that the order of two equals means nothing.
    package init(_ composite: Score, below: Int, same: Int, count: Int) {
        self.composite = composite
        self.count = count
        guard count >= Self.countMin else { return }
        percentile = 100 * (Double(below) + Double(same) / 2) / Double(count)
    }
}
