/// What the holder of a link may ask for.
package enum LinkAction: String, Sendable, CaseIterable, Hashable {
    case seeStatus, seeInterview, giveConsent, withdrawConsent, takeInterview, submitInterview, giveFeedback
    case seeDocuments, answerOffer, signContract, withdraw, askForErasure, askForCode
}
