import Events
import Flow

/// What reporting does. `render` makes the documents of one report and seals them in the vault.
package func reactions(
    render: @escaping Activity<RenderReport, ReportCompiled.ReportDocuments>
) -> [Reaction] {
    // swift-format-ignore
    [
        on(InterviewScored.self, compileReport),
        perform(RenderReport.self, render, then: announceReport, emits: ReportCompiled.self),
    ]
}
