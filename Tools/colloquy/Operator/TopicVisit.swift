import Kafka

/// Brings the topics of a cluster to what is planned, as far as a program may.
struct TopicVisit {
    let cluster: Cluster
    let mayChange: Bool
    private let timeoutMilliseconds = 30_000

    init(cluster: Cluster, mayChange: Bool) {
        self.cluster = cluster
        self.mayChange = mayChange
    }

    func reports(of plans: [TopicPlan]) throws -> [TopicReport] {
        let names = plans.map(\.name)
        let outcomes = mayChange ? try cluster.ensure(plans, timeoutMilliseconds: timeoutMilliseconds) : [:]
        let before = try cluster.states(of: names, timeoutMilliseconds: timeoutMilliseconds)
        for plan in plans where mayChange {
            guard let state = before[plan.name] else { continue }
            let wrong = plan.differences(from: state).filter { $0.obstacle == nil }
            guard !wrong.isEmpty else { continue }
            try cluster.change(
                plan.name, Dictionary(uniqueKeysWithValues: wrong.map { ($0.property, $0.planned) }), in: state,
                timeoutMilliseconds: timeoutMilliseconds)
        }
        // Asked again: a broker that takes a change and does not keep it is found out.
        let after = mayChange ? try cluster.states(of: names, timeoutMilliseconds: timeoutMilliseconds) : before
        return plans.map { plan in
            let left = after[plan.name].map { plan.differences(from: $0) }
            let first = before[plan.name].map { plan.differences(from: $0) } ?? []
            return TopicReport(
                plan: plan, state: after[plan.name], wasCreated: outcomes[plan.name] == .created,
                mended: first.filter { left?.contains($0) == false }, left: left ?? [])
        }
    }
}

/// What was found about one topic.
struct TopicReport {
    let plan: TopicPlan
    /// Nil: it is not there.
    let state: TopicState?
    let wasCreated: Bool
    let mended: [TopicDifference]
    let left: [TopicDifference]

    var isAsPlanned: Bool { state != nil && left.isEmpty }

    var line: String {
        guard state != nil else { return "MISSING     \(plan.name)" }
        if !left.isEmpty { return "DIFFERS     \(plan.name): \(sentence(left))" }
        if wasCreated { return "created     \(plan.name) (\(plan.partitionCount) partitions)" }
        if !mended.isEmpty { return "mended      \(plan.name): \(sentence(mended))" }
        return "as planned  \(plan.name)"
    }

    private func sentence(_ differences: [TopicDifference]) -> String {
        differences.map(\.description).joined(separator: "; ")
    }

    /// The partition count that all topics have although another is planned.
    static func commonPartitionCount(_ reports: [TopicReport]) -> Int? {
        let counts = Set(reports.map { $0.state?.partitionCount })
        guard counts.count == 1, let count = counts.first ?? nil,
            reports.contains(where: { $0.plan.partitionCount != count })
        else { return nil }
        return count
    }
}
