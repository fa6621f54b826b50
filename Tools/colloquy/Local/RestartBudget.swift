/// How often something may be started again: so many times within a time, however long all of it runs.
struct RestartBudget {
    static let countMax = 10
    static let milliseconds = 60_000

    private var spent: [Int] = []

    /// False when it has ended too often lately.
    mutating func spend(at now: Int) -> Bool {
        spent.removeAll { now - $0 >= RestartBudget.milliseconds }
        guard spent.count < RestartBudget.countMax else { return false }
        spent.append(now)
        return true
    }
}
