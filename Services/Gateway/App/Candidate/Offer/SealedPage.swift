import Domain
import Events
import GatewayCore
import HTTP
import Templates

/// A document that contracts made, as a part of a candidate's page: what stands in its body, the same template that the PDF came
/// from.
enum SealedPage {
    /// The page's template with the document in the place of `{{>document}}`.
    static func template(_ html: [UInt8], around document: String?) -> [UInt8] {
        Array(String(decoding: html, as: UTF8.self).replacing("{{>document}}", with: document ?? "").utf8)
    }

    /// Its values were escaped when it was made. Headings move below the page's own, and no brace in it is a tag of the template
    /// that it stands in.
    static func body(of html: [UInt8]) -> String? {
        let text = String(decoding: html, as: UTF8.self)
        guard let start = text.firstRange(of: "<body>"), let end = text.firstRange(of: "</body>"),
            start.upperBound <= end.lowerBound
        else { return nil }
        let changes = [
            ("{", "&#123;"), ("}", "&#125;"), ("<h2", "<h4"), ("</h2>", "</h4>"), ("<h1", "<h3"), ("</h1>", "</h3>"),
            ("<div id=\"signatures\"></div>", ""),
        ]
        return changes.reduce(into: String(text[start.upperBound..<end.lowerBound])) { body, change in
            body = body.replacing(change.0, with: change.1)
        }
    }
}

extension Gateway {
    /// A page around a document, which is another one for each candidate.
    func documentPage(
        _ path: String, roles: [String],
        make: @escaping @Sendable (PageVisit) async throws -> (CandidatePage, [String: TemplateValue])
    ) -> Route {
        route(
            .get, path,
            RouteDocumentation("A page of the candidate.", tag: "pages", roles: roles, answers: [.init(.ok, "HTML.")]),
            tell: tellOnPage
        ) { request in
            let visit = try await visit(request)
            let (page, values) = try await make(visit)
            return puttingFirst(try shown(page, values, visit), request)
        }
    }

    /// What of a document can stand on a page; nil where it may not be shown, or was made before pages were kept.
    func sealedPage(_ document: ApplicationView.Document?, _ view: ApplicationView) async throws -> String? {
        guard let blob = document?.htmlBlobID, let candidate = view.candidateID else { return nil }
        return SealedPage.body(of: try await person.blob(blob, candidate, "candidate", "read-document"))
    }

    /// Whether own documents are open to this visitor now: asked for by the link, or after a code.
    func mayRead(_ visit: PageVisit) -> Bool {
        let phase = ApplicationPhase(visit.view, visit.interview, at: now())
        return LinkPolicy.verdict(on: .seeDocuments, with: visit.visitor.purpose, in: phase) == .allowed
            || documentsAreOpen(visit)
    }
}
