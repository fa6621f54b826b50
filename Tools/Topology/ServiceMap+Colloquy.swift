import ContractsCore
import Domain
import Flow
import GatewayCore
import NotificationCore
import ReportingCore
import ScoringCore
import ScreeningCore
import WorkflowCore

extension ServiceMap {
    /// Every service there is, with its table; the activities are never run here.
    package static let colloquy = ServiceMap([
        MappedService("screening", ScreeningCore.reactions(takeIn: unused())),
        MappedService("workflow", WorkflowCore.reactions),
        MappedService("gateway", GatewayCore.reactions(assemble: unused(), discard: unused(), note: unused())),
        MappedService("scoring", ScoringCore.reactions(observe: unused())),
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
