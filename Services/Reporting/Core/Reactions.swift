import Events
import Flow

/// What reporting does. `render` makes the documents of one report and seals them in the vault; `forget` deletes such documents.
package func reactions(
    render: @escaping Activity<RenderReport, ReportCompiled.ReportDocuments>,
    forget: @escaping Activity<ForgetDocuments, Bool> = { _, _ in true }
) -> [Reaction] {
    // swift-format-ignore
    [
        on(InterviewScored.self, compileReport),
        perform(RenderReport.self, render, then: announceReport, emits: ReportCompiled.self),
        on(FaceFeaturesForgotten.self, forgetFaces),
        perform(ForgetDocuments.self, forget, load: .waiting, then: noteDocumentsForgotten),
    ]
}
