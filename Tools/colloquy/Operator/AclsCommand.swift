import Kafka
import Topology

extension Command {
    static let acls = Command(
        name: "acls", usage: "acls [--apply] [--prefix TEXT] [--at NAME]",
        summary: """
            Prints what each service, the operator and the ATS may do at the broker, one rule a line; --apply tells the broker. \
            A principal is User:<prefix><service>.
            """
    ) { arguments in
        let words = try Words(arguments, keys: Surroundings.keys.union(["prefix"]), flags: ["apply"])
        let prefix = words["prefix"] ?? ""
        let rules = AccessList(.colloquy).grants.flatMap { $0.rules(principalPrefix: prefix) }
        for rule in rules { say(rule.line) }
        guard words.has("apply") else { return 0 }
        let cluster = try Cluster(try Surroundings(words).kafka(), log: Surroundings.log)
        defer { cluster.close() }
        try cluster.allow(rules, timeoutMilliseconds: 30_000)
        say("\(rules.count) rules are in force")
        return 0
    }
}

extension AccessList.Grant {
    func rules(principalPrefix prefix: String) -> [AccessRule] {
        let resource: AccessRule.Resource =
            switch kind {
            case .topic: .topic(name)
            case .group: .group(name)
            case .groups: .groups(prefix: name)
            }
        return operations.compactMap { AccessRule.Operation(rawValue: $0.rawValue) }.map {
            AccessRule("User:\(prefix)\(principal)", may: $0, resource)
        }
    }
}

extension AccessRule {
    fileprivate var line: String {
        let what =
            switch resource {
            case .topic(let name): "topic \(name)"
            case .group(let name): "group \(name)"
            case .groups(let prefix): "group \(prefix)*"
            }
        return "\(principal)  \(operation.rawValue)  \(what)"
    }
}
