import Domain
import Events
import GatewayCore

/// Where the application stands, in the words meant for the candidate.
struct ShownStatus: Encodable {
    struct Offer: Encodable {
        let position: String
        let expiresAt: Instant
        let isAccepted: Bool?
    }

    struct Contract: Encodable {
        let sha256: String
        let isReadyToSign: Bool
        let isSigned: Bool
    }

    let applicationID: ApplicationID
    let status: CandidateStatus
    let words: String
    let language: Language
    let interviewExpiresAt: Instant?
    let offer: Offer?
    let contract: Contract?

    init(_ view: ApplicationView) {
        let language = view.language ?? .english
        applicationID = view.applicationID
        status = CandidateStatus(view)
        words = status.words[language]
        self.language = language
        interviewExpiresAt = status == .interviewOpen ? view.interview?.expiresAt : nil
        offer = view.offer.map { Offer(position: $0.position, expiresAt: $0.expiresAt, isAccepted: $0.isAccepted) }
        // A draft is the employer's own paper until it is approved.
        contract = view.contract.flatMap { contract in
            guard contract.isReadyToSign, let draft = contract.draft else { return nil }
            return Contract(
                sha256: draft.sha256, isReadyToSign: contract.candidateSignedAt == nil, isSigned: contract.signed != nil
            )
        }
    }
}
