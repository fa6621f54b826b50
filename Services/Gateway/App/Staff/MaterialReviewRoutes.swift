import Domain
import Events
import GatewayCore
import HTTP

extension Gateway {
    private static let tag = "entry"

    /// What candidates handed in for their first day, and what HR makes of it.
    var materialReviewRoutes: [Route] { [list, file, review] }

    private var list: Route {
        route(
            .get, "/v1/applications/{applicationID}/materials",
            RouteDocumentation(
                "What the first day needs, and how far each thing is.", tag: Self.tag,
                roles: Role.may(.reviewMaterials),
                answers: [.init(.ok, "The materials.", .json(.any))], problems: [.gone])
        ) { request in
            let shown = try await shownMaterials(of: try request.applicationID(), for: try request.actor())
            return try .value(Page(items: shown, next: nil))
        }
    }

    private var file: Route {
        route(
            .get, "/v1/applications/{applicationID}/materials/{material}",
            RouteDocumentation(
                "The file that was handed in; reading is audited.", tag: Self.tag, roles: Role.may(.reviewMaterials),
                answers: [.init(.ok, "The file."), .part], problems: [.gone, .rangeNotSatisfiable])
        ) { request in
            let (view, item) = try await handedIn(request)
            guard let candidate = view.candidateID else { throw Problem.notFound }
            let ending = item.contentType.split(separator: "/").last.map(String.init) ?? "bin"
            return try await person.document(item.blobID, candidate, try request.actor(), request)
                .with("Content-Type", item.contentType).with("ETag", "\"\(item.sha256)\"")
                // A stranger's file: it is kept, and not opened on this page.
                .with("Content-Security-Policy", "sandbox; default-src 'none'")
                .savedAs("\(item.material.rawValue)-\(view.applicationID).\(ending)")
        }
    }

    private var review: Route {
        route(
            .post, "/v1/applications/{applicationID}/materials/{material}/reviews",
            RouteDocumentation(
                "Accept the file with this hash, or ask for it again with a reason; the candidate is told.",
                tag: Self.tag, roles: Role.may(.reviewMaterials), fields: [.idempotencyKey],
                request: .json(.named("MaterialReview")),
                answers: [.init(.accepted, "Recorded.", .json(.named("Recorded")))])
        ) { request in
            let body = try await request.read(MaterialReviewBody.self, bytesMax: 32 * 1024)
            let (view, item) = try await handedIn(request)
            guard let candidate = view.candidateID, let job = view.jobID else { throw Problem.notFound }
            let words = body.isAccepted ? nil : try written(body.words)
            if let words, item.status == .handedIn {
                try await person.putFields(
                    [EntryFile.wordsField(view.applicationID, item.material): words], candidate)
            }
            let act = ReviewMaterial(
                candidateID: candidate, jobID: job, material: item.material,
                needed: view.neededMaterials(try await records.job(job)), sha256: body.sha256,
                isAccepted: body.isAccepted, reason: body.reason, hasWords: words != nil,
                language: view.language ?? .english, reviewedBy: try request.actor())
            return try await record(act, of: view.applicationID, request)
        }
    }

    private func handedIn(_ request: Request) async throws -> (ApplicationView, EntryFile.Item) {
        let material = try request.parameter("material") { EntryMaterial(rawValue: $0) }
        let view = try await view(request)
        guard let item = try await records.entryFile(view.applicationID)?.item(material) else {
            throw Problem(.noMaterial)
        }
        return (view, item)
    }
}

private struct MaterialReviewBody: Decodable {
    let sha256: String
    let isAccepted: Bool
    let reason: String?
    let words: String?
}
