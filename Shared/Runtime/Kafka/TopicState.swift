/// A topic as the broker has it.
package struct TopicState: Sendable, Hashable {
    package struct Setting: Sendable, Hashable {
        package let value: String
        /// Set for this topic, and no default of the broker.
        package let isOwn: Bool

        package init(_ value: String, isOwn: Bool) {
            self.value = value
            self.isOwn = isOwn
        }
    }

    package let partitionCount: Int
    /// Of the partition that has the fewest.
    package let replicaCount: Int
    /// By name. What a broker does not tell is absent.
    package let settings: [String: Setting]

    package init(partitionCount: Int, replicaCount: Int, settings: [String: Setting]) {
        self.partitionCount = partitionCount
        self.replicaCount = replicaCount
        self.settings = settings
    }
}

/// One property of a topic that is not as planned.
package struct TopicDifference: Sendable, Hashable, CustomStringConvertible {
    /// The broker's name for it.
    package let property: String
    package let present: String
    package let planned: String
    /// Why a program must not mend it; nil: it may.
    package let obstacle: String?

    package init(_ property: String, _ present: String, planned: String, obstacle: String? = nil) {
        self.property = property
        self.present = present
        self.planned = planned
        self.obstacle = obstacle
    }

    package var description: String {
        "\(property) is \(present), planned \(planned)" + (obstacle.map { " (\($0))" } ?? "")
    }
}

extension TopicPlan {
    /// What is not as planned. A property that the broker does not tell is taken to be right.
    package func differences(from state: TopicState) -> [TopicDifference] {
        var found: [TopicDifference] = []
        if state.partitionCount != partitionCount {
            found.append(
                TopicDifference(
                    "partitions", "\(state.partitionCount)", planned: "\(partitionCount)",
                    obstacle: state.partitionCount < partitionCount
                        ? "more would send keys elsewhere" : "they cannot become fewer"))
        }
        if replicationFactor > 0, state.replicaCount != replicationFactor {
            found.append(
                TopicDifference(
                    "replicas", "\(state.replicaCount)", planned: "\(replicationFactor)",
                    obstacle: "move them with kafka-reassign-partitions.sh"))
        }
        for (name, planned) in configuration.sorted(by: { $0.key < $1.key }) {
            guard let present = state.settings[name]?.value, present != planned else { continue }
            found.append(TopicDifference(name, present, planned: planned, obstacle: obstacle(name, present, planned)))
        }
        if let difference = replicasInSync(state) { found.append(difference) }
        return found
    }

    /// What is acknowledged shall outlive one broker where there are three, and something must be writable at all.
    private func replicasInSync(_ state: TopicState) -> TopicDifference? {
        let name = "min.insync.replicas"
        guard configuration[name] == nil, let present = state.settings[name].flatMap({ Int($0.value) }) else {
            return nil
        }
        if present > state.replicaCount { return TopicDifference(name, "\(present)", planned: "1") }
        if state.replicaCount >= 3, present < 2 { return TopicDifference(name, "\(present)", planned: "2") }
        return nil
    }

    /// A shorter retention deletes records for good, which only what may not be kept asks for.
    private func obstacle(_ name: String, _ present: String, _ planned: String) -> String? {
        guard name == "retention.ms", !mustExpire, let there = Int64(present), let wanted = Int64(planned),
            there < 0 || there > wanted
        else { return nil }
        return "mending it would delete records"
    }
}
