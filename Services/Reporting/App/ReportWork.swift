import Documents
import Domain
import Events
import Flow
import JSON
import ReportingCore
import Templates
import Vault

/// Makes one report's three documents and seals them in the vault.
struct ReportWork: Sendable {
    private let vault: Vault
    private let tools: DocumentTools
    private let page: ReportPage

    init(vault: Vault, tools: DocumentTools) throws(TemplateError) {
        self.vault = vault
        self.tools = tools
        page = try ReportPage()
    }

    /// Doing it twice gives the same documents: nothing but the decided work and the vault goes into them.
    @Sendable func render(
        _ work: RenderReport, _ context: ActivityContext
    ) async throws -> ReportCompiled.ReportDocuments {
        let candidate = work.scorecard.candidateID
        let documents = try Self.documents(of: work.scorecard.applicationID, version: work.version)
        let document = ReportDocument(work, try await material(for: work))
        let html = try page.html(document)
        let pdf: PDF
        do { pdf = try await PDF.render(html: html, with: tools).pdf } catch {
            throw ActivityFailure(error.code, "The report's PDF was not made.", error.kind)
        }
        try await seal(try JSON.encode(document), documents.json, candidate, "application/json")
        try await seal(Array(html.utf8), documents.html, candidate, "text/html; charset=utf-8")
        try await seal(pdf.bytes, documents.pdf, candidate, "application/pdf")
        return documents
    }

    /// Deletes the documents of earlier versions; those that are gone already stay so.
    @Sendable func forget(_ work: ForgetDocuments, _ context: ActivityContext) async throws -> Bool {
        for version in work.versions {
            let documents = try Self.documents(of: work.applicationID, version: version)
            for blob in [documents.json, documents.html, documents.pdf] {
                try await vault.delete(blob: blob, of: work.candidateID)
            }
        }
        return true
    }

    private static func documents(
        of application: ApplicationID, version: Int
    ) throws -> ReportCompiled.ReportDocuments {
        let name = "report.\(application).\(version)"
        return ReportCompiled.ReportDocuments(
            json: try BlobID("\(name).json"), html: try BlobID("\(name).html"), pdf: try BlobID("\(name).pdf"))
    }

    private func material(for work: RenderReport) async throws -> ReportMaterial {
        let answers = work.scorecard.answers.map(\.answerID)
        let fields = try await vault.fields(
            ["name"] + answers.flatMap { ["transcript.\($0)", FaceObservation.field(of: $0)] },
            of: work.scorecard.candidateID, purpose: "compile-report")
        guard let name = fields["name"] else {
            throw ActivityFailure("candidate-unknown", "The vault has no such candidate.", .environment)
        }
        var transcripts: [AnswerID: String] = [:]
        for answer in answers {
            guard let sealed = fields["transcript.\(answer)"] else { continue }
            transcripts[answer] = try JSON.decode(Transcript.self, from: sealed).text
        }
        var faces: [AnswerID: FaceObservation] = [:]
        for answer in answers {
            guard let sealed = fields[FaceObservation.field(of: answer)] else { continue }
            faces[answer] = try JSON.decode(FaceObservation.self, from: sealed)
        }
        return ReportMaterial(candidateName: name, transcripts: transcripts, faces: faces)
    }

    /// What an earlier run has sealed stays: a document does not change after someone may have read it.
    private func seal(_ bytes: [UInt8], _ blob: BlobID, _ candidate: CandidateID, _ contentType: String) async throws {
        if try await vault.describe(blob)?.isFinished == true { return }
        try await vault.put(bytes, blob: blob, of: candidate, contentType: contentType)
    }
}
