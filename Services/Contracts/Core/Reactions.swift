import Domain
import Events
import Flow

/// The work of this service in the outside world.
package struct ContractActivities: Sendable {
    package var renderOffer: Activity<RenderOffer, SealedDocument>
    package var draftContract: Activity<DraftContract, DraftOutcome>
    package var signContract: Activity<SignContract, SealedDocument>
    package var archiveContract: Activity<ArchiveContract, BlobID>

    package init(
        renderOffer: @escaping Activity<RenderOffer, SealedDocument>,
        draftContract: @escaping Activity<DraftContract, DraftOutcome>,
        signContract: @escaping Activity<SignContract, SealedDocument>,
        archiveContract: @escaping Activity<ArchiveContract, BlobID>
    ) {
        self.renderOffer = renderOffer
        self.draftContract = draftContract
        self.signContract = signContract
        self.archiveContract = archiveContract
    }
}

/// What contracts does, from the offer to the archive.
package func reactions(_ activities: ContractActivities) -> [Reaction] {
    // swift-format-ignore
    [
        on(OfferRequested.self,            makeOffer),
        perform(RenderOffer.self, activities.renderOffer, then: sendOffer, emits: OfferSent.self),
        on(OfferAnswered.self,             takeAnswer),
        perform(DraftContract.self, activities.draftContract, then: noteDraft,
                emits: ContractDrafted.self, ContractBlocked.self),
        on(ApprovalGiven.self,             approveContract, emits: ContractApproved.self),
        on(ContractSignedByCandidate.self, takeSignature),
        perform(SignContract.self, activities.signContract, then: noteSignature,
                emits: ContractSigned.self),
        perform(ArchiveContract.self, activities.archiveContract, then: noteArchive,
                emits: OnboardingPrepared.self),
        on(ApplicationClosed.self,         noteEnd),
    ]
}
