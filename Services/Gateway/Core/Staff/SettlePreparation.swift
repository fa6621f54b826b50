import Domain
import Events
import Flow

package struct SettlePreparation: Submission {
    package static let name = "settle-preparation"
    package var preparation: Preparation
    package var isReady: Bool
    package var settledBy: ActorID

    package init(preparation: Preparation, isReady: Bool, settledBy: ActorID) {
        self.preparation = preparation
        self.isReady = isReady
        self.settledBy = settledBy
    }
}

/// Somebody who prepares a first day says that a part of it is ready, or is not after all. Whoever said yes to the offer comes.
func settlePreparation(
    _ body: SettlePreparation, _ view: ApplicationView?, _ cause: Cause
) throws(Refusal) -> Decision<ApplicationView> {
    guard var view else { throw .noApplication }
    guard view.offer?.isAccepted == true, view.comesOn != nil else {
        throw Refusal("nobody-comes", "Nothing is prepared for who has not accepted an offer, or does not come.")
    }
    var settled = view.preparations ?? []
    let before = settled.first { $0.preparation == body.preparation }
    if (before?.isReady ?? false) == body.isReady { return Decision(view) }
    settled.removeAll { $0.preparation == body.preparation }
    settled.append(
        .init(
            preparation: body.preparation, isReady: body.isReady, settledBy: body.settledBy, settledAt: cause.now))
    view.preparations = settled
    return Decision(
        view,
        emitting: PreparationSettled(
            applicationID: view.applicationID, preparation: body.preparation, isReady: body.isReady,
            settledBy: body.settledBy, settledAt: cause.now))
}
