import ContractsCore
import Domain
import Events
import Flow
import GatewayCore
import NotificationCore
import ReportingCore
import ScoringCore
import ScreeningCore
import WorkflowCore

/// One service as its table of reactions says it.
package struct MappedService: Sendable {
    /// The service's name, which is also its consumer group.
    package let name: String
    /// Its own table, and the row that all services have.
    package let reactions: [Reaction]

    package init(_ name: String, _ reactions: [Reaction]) {
        self.name = name
        self.reactions =
            reactions + [givesBack(name) { _, _ in throw ActivityFailure("not-wired", "This table is only read.") }]
    }

    /// The events it reacts to, in the order of the catalogue.
    package var heard: [any Event.Type] {
        let types = Set(reactions.compactMap { if case .event = $0.trigger { $0.name } else { nil } })
        return Catalogue.all.filter { types.contains($0.schema.type) }
    }

    /// The events it may emit, in the order of the catalogue.
    package var emitted: [any Event.Type] {
        let types = Set(reactions.flatMap { row in row.emits.map { $0.schema.type } })
        return Catalogue.all.filter { types.contains($0.schema.type) }
    }
}

/// The whole house: who says what, and who hears it.
package struct ServiceMap: Sendable {
    package let services: [MappedService]

    package init(_ services: [MappedService]) { self.services = services }

    package func emitters(of event: any Event.Type) -> [String] {
        services.filter { service in service.emitted.contains { $0.schema.type == event.schema.type } }.map(\.name)
    }

    package func hearers(of event: any Event.Type) -> [String] {
        services.filter { service in service.heard.contains { $0.schema.type == event.schema.type } }.map(\.name)
    }

    /// What does not fit together, each as a sentence. Only services on the map are judged.
    package var flaws: [String] {
        var flaws: [String] = []
        let names = Set(services.map(\.name))
        let isWhole = Topic.all.compactMap(\.owner).allSatisfy(names.contains)
        for event in Catalogue.all {
            let (schema, emitters) = (event.schema, emitters(of: event))
            if emitters.isEmpty, let owner = schema.topic.owner, names.contains(owner) {
                flaws.append("\(schema.type) is emitted by nobody")
            }
            if isWhole, hearers(of: event).isEmpty, !schema.topic.isPublic {
                flaws.append("\(schema.type) is heard by nobody: do not emit it, or declare its topic public")
            }
            for emitter in emitters where emitter != schema.topic.owner ?? "gateway" {
                flaws.append("\(schema.type) is emitted by \(emitter), but \(schema.topic.name) is not its topic")
            }
        }
        return flaws
    }
}

extension ServiceMap {
    /// Every service there is, with its table; the activities are never run here.
    package static let colloquy = ServiceMap([
        MappedService("screening", ScreeningCore.reactions(readTable: unused(), takeIn: unused())),
        MappedService("workflow", WorkflowCore.reactions),
        MappedService(
            "gateway",
            GatewayCore.reactions(
                assemble: unused(), discard: unused(), note: unused(),
                imports: ImportActivities(check: unused(), write: unused(), discard: unused()))),
        MappedService(
            "scoring",
            ScoringCore.reactions(
                observe: unused(), begin: unused(), assess: unused(), run: unused(), prepare: unused(), find: unused(),
                measure: unused(), check: unused())
        ),
        MappedService("reporting", ReportingCore.reactions(render: unused())),
        MappedService("notification", NotificationCore.reactions(hrLanguage: .english, channels: [])),
        MappedService("contracts", ContractsCore.reactions(contractActivities)),
    ])

    private static let contractActivities = ContractActivities(
        renderOffer: unused(), draftContract: unused(), signContract: unused(), archiveContract: unused())

    private static func unused<Input, Output>() -> Activity<Input, Output> {
        { _, _ in throw ActivityFailure("not-wired", "This table is only read.") }
    }
}
