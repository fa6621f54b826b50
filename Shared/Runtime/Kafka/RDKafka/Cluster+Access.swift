import CRDKafka

/// One thing that one principal may do, as Kafka's access control lists know it.
package struct AccessRule: Sendable, Hashable {
    package enum Resource: Sendable, Hashable {
        case topic(String)
        case group(String)
        /// Every group whose name begins so.
        case groups(prefix: String)
    }

    package enum Operation: String, Sendable, CaseIterable {
        case read = "Read"
        case write = "Write"
        case create = "Create"
        case describeConfigs = "DescribeConfigs"
        case alterConfigs = "AlterConfigs"
    }

    /// `User:screening`.
    package let principal: String
    package let resource: Resource
    package let operation: Operation

    package init(_ principal: String, may operation: Operation, _ resource: Resource) {
        self.principal = principal
        self.resource = resource
        self.operation = operation
    }
}

extension Cluster {
    /// Adds these rules from any host; those that are there already stay.
    package func allow(_ rules: [AccessRule], timeoutMilliseconds: Int) throws(KafkaError) {
        var bindings: [OpaquePointer?] = []
        defer { for binding in bindings { rd_kafka_AclBinding_destroy(binding) } }
        for rule in rules { bindings.append(try binding(rule)) }
        try ask(
            "allow access", RD_KAFKA_ADMIN_OP_CREATEACLS, timeoutMilliseconds: timeoutMilliseconds,
            send: { options, queue in
                bindings.withUnsafeMutableBufferPointer {
                    rd_kafka_CreateAcls(handle.pointer, $0.baseAddress, $0.count, options, queue)
                }
            },
            read: { event throws(KafkaError) in
                var count = 0
                let answers = rd_kafka_CreateAcls_result_acls(rd_kafka_event_CreateAcls_result(event), &count)
                for index in 0..<count {
                    guard let error = rd_kafka_acl_result_error(answers?[index]) else { continue }
                    throw KafkaError(
                        "allow access", rd_kafka_error_code(error), reason: RDHandle.text(rd_kafka_error_string(error)))
                }
            })
    }

    private func binding(_ rule: AccessRule) throws(KafkaError) -> OpaquePointer {
        var text = [CChar](repeating: 0, count: 512)
        let (kind, name, pattern) =
            switch rule.resource {
            case .topic(let name): (RD_KAFKA_RESOURCE_TOPIC, name, RD_KAFKA_RESOURCE_PATTERN_LITERAL)
            case .group(let name): (RD_KAFKA_RESOURCE_GROUP, name, RD_KAFKA_RESOURCE_PATTERN_LITERAL)
            case .groups(let prefix): (RD_KAFKA_RESOURCE_GROUP, prefix, RD_KAFKA_RESOURCE_PATTERN_PREFIXED)
            }
        let operation =
            switch rule.operation {
            case .read: RD_KAFKA_ACL_OPERATION_READ
            case .write: RD_KAFKA_ACL_OPERATION_WRITE
            case .create: RD_KAFKA_ACL_OPERATION_CREATE
            case .describeConfigs: RD_KAFKA_ACL_OPERATION_DESCRIBE_CONFIGS
            case .alterConfigs: RD_KAFKA_ACL_OPERATION_ALTER_CONFIGS
            }
        let binding = rd_kafka_AclBinding_new(
            kind, name, pattern, rule.principal, "*", operation, RD_KAFKA_ACL_PERMISSION_TYPE_ALLOW, &text, text.count)
        guard let binding else {
            throw KafkaError(
                "allow access", invalid: text.withUnsafeBufferPointer { RDHandle.text($0.baseAddress) })
        }
        return binding
    }
}
