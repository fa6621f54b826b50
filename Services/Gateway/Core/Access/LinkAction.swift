/// What the holder of a link may ask for.
package enum LinkAction: String, Sendable, CaseIterable, Hashable {
    case seeStatus, seeInterview, giveConsent, withdrawConsent, takeInterview, submitInterview, giveFeedback
    case seeDocuments, answerOffer, signContract, withdraw, askForErasure, askForCode
    case ask, handIn, joinPool, arrange

    /// What is done on one device at a time.
    package var needsSeat: Bool { self == .giveConsent || self == .takeInterview || self == .submitInterview }
}
