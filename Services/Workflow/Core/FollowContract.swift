import Domain
import Events
import Flow

/// The candidate took or declined the offer.
func followAnswer(
    _ event: OfferAnswered, _ application: Application?, _ cause: Cause
) throws(Refusal) -> Decision<Application> {
    guard let application else { return .notYet("waits for the admission") }
    // An offer that is out binds, also while other terms are being approved.
    let isBinding = [.review, .payApproval].contains(application.stage) && application.isOfferOut(at: cause.now)
    guard application.stage == .offer || isBinding else {
        throw Refusal("no-offer-open", "No offer waits for an answer.", .saidBy(StageChanged.self))
    }
    var course = Course(event.applicationID, application, cause)
    course.application.offerAnswerableUntil = nil
    if event.isAccepted {
        course.go(to: .contract, "offer-accepted")
    } else {
        course.close(.declined, "offer-declined")
    }
    return course.decision
}

/// The law's check found an error: people mend the terms or end it.
func followBlock(
    _ event: ContractBlocked, _ application: Application?, _ cause: Cause
) throws(Refusal) -> Decision<Application> {
    guard let application else { return .notYet("waits for the admission") }
    // The answer that led to the contract comes over another topic and may be a moment behind.
    guard application.stage != .offer else { return .notYet("waits for the offer's answer") }
    guard application.stage == .contract else {
        throw Refusal("no-contract-open", "No contract is being made.", .saidBy(ApplicationClosed.self))
    }
    var course = Course(event.applicationID, application, cause)
    course.ask("contract-blocked", staying: true)
    return course.decision
}

/// Why a person is asked when the approver sent the contract back.
let contractReturned = "contract-returned"

/// The approver sent the contract back: people make the offer anew on other terms, or end it. A yes is contracts' own.
func followApproval(
    _ event: ApprovalGiven, _ application: Application?, _ cause: Cause
) throws(Refusal) -> Decision<Application> {
    guard !event.isApproved else { return .nothing(.saidBy(ContractApproved.self)) }
    guard let application else { return .notYet("waits for the admission") }
    guard application.stage != .offer else { return .notYet("waits for the offer's answer") }
    guard application.stage == .contract else {
        throw Refusal("no-contract-open", "No contract is being made.", .saidBy(StageChanged.self))
    }
    var course = Course(event.applicationID, application, cause)
    course.ask(contractReturned, staying: true)
    return course.decision
}

func followSignature(
    _ event: ContractSigned, _ application: Application?, _ cause: Cause
) throws(Refusal) -> Decision<Application> {
    guard let application else { return .notYet("waits for the admission") }
    guard application.stage != .offer else { return .notYet("waits for the offer's answer") }
    // A contract that was signed although the application has ended is in force: a person has to look, so it is a dead letter.
    guard application.stage == .contract else { throw Refusal("no-contract-open", "No contract is being made.") }
    var course = Course(event.applicationID, application, cause)
    course.close(.hired, "contract-signed")
    return course.decision
}

/// The candidate took the application back, at any time before the contract is signed.
func followWithdrawal(
    _ event: ApplicationWithdrawn, _ application: Application?, _ cause: Cause
) throws(Refusal) -> Decision<Application> {
    // An application that never comes in, since its job is unknown, is refused by screening, which knows of the withdrawal.
    guard let application else {
        return .notYet("waits for the admission", otherwise: .saidBy(ApplicationRefused.self))
    }
    guard !application.isClosed else {
        throw Refusal("application-closed", "The application has ended.", .saidBy(ApplicationClosed.self))
    }
    var course = Course(event.applicationID, application, cause)
    course.close(.withdrawn, "withdrawn")
    return course.decision
}

/// The candidate was erased: whatever the stage, there is nobody left to decide about. Timers find the stage closed.
func followErasure(
    _ event: CandidateErased, _ application: Application?, _ cause: Cause
) throws(Refusal) -> Decision<Application> {
    guard let application else { return .notYet("waits for the admission") }
    guard !application.isClosed else {
        throw Refusal("application-closed", "The application has ended.", .saidBy(ApplicationClosed.self))
    }
    var course = Course(event.applicationID, application, cause)
    course.close(.withdrawn, "candidate-erased")
    return course.decision
}
