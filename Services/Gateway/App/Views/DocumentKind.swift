import Domain
import GatewayCore
import HTTP

enum DocumentKind: String, CaseIterable, Sendable {
    case offer, contract, signed

    /// The candidate sees the contract once it is approved.
    func document(in view: ApplicationView, isCandidate: Bool) -> ApplicationView.Document? {
        switch self {
        case .offer: view.offer?.document
        case .contract: isCandidate && view.contract?.isReadyToSign != true ? nil : view.contract?.draft
        case .signed: view.contract?.signed
        }
    }
}

extension Gateway {
    /// The offer and the contracts, to staff and to the candidate they are for.
    func document(
        of view: ApplicationView, _ request: Request, for actor: ActorID, isCandidate: Bool
    ) async throws -> Response {
        let kind = try request.parameter("kind") { DocumentKind(rawValue: $0) }
        guard let document = kind.document(in: view, isCandidate: isCandidate), let candidate = view.candidateID else {
            throw Problem.notFound
        }
        return try await person.document(document.blobID, candidate, actor, request)
            .with("Content-Type", "application/pdf").with("ETag", "\"\(document.sha256)\"")
            .savedAs("\(kind.rawValue)-\(view.applicationID).pdf")
    }
}
