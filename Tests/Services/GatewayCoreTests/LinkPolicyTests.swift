import Domain
import Events
import Testing

@testable import GatewayCore

/// Purpose × phase × action, whole: every cell is written down here.
struct LinkPolicyTests {
    // Letters: y allowed, c after a code, - refused. Columns: waiting interview assessment offer contract hired ended
    // withdrawn.
    static let table: [LinkPurpose: [(LinkAction, String)]] = [
        .interview: [
            (.seeStatus, "yyyyyyyy"), (.seeInterview, "yyyyy---"), (.giveConsent, "-y------"),
            (.withdrawConsent, "yyyyyyyy"), (.takeInterview, "-y------"), (.submitInterview, "-yy-----"),
            (.giveFeedback, "-yyyyyyy"), (.seeDocuments, "cccccccc"), (.answerOffer, "--------"),
            (.signContract, "--------"), (.withdraw, "yyyyy--y"), (.askForErasure, "cccccccc"),
            (.askForCode, "yyyyyyyy"),
            (.ask, "yyyyyyyy"), (.handIn, "----yy--"), (.joinPool, "yyyyy-yy"),
            (.arrange, "yyyyy---"),
        ],
        .offer: [
            (.seeStatus, "yyyyyyyy"), (.seeInterview, "--------"), (.giveConsent, "--------"),
            (.withdrawConsent, "--------"), (.takeInterview, "--------"), (.submitInterview, "--------"),
            (.giveFeedback, "--------"), (.seeDocuments, "cccycccc"), (.answerOffer, "---y----"),
            (.signContract, "--------"), (.withdraw, "yyyyy--y"), (.askForErasure, "cccccccc"),
            (.askForCode, "yyyyyyyy"),
            (.ask, "yyyyyyyy"), (.handIn, "----yy--"), (.joinPool, "yyyyy-yy"),
            (.arrange, "yyyyy---"),
        ],
        .contract: [
            (.seeStatus, "yyyyyyyy"), (.seeInterview, "--------"), (.giveConsent, "--------"),
            (.withdrawConsent, "--------"), (.takeInterview, "--------"), (.submitInterview, "--------"),
            (.giveFeedback, "--------"), (.seeDocuments, "ccccyccc"), (.answerOffer, "--------"),
            (.signContract, "----c---"), (.withdraw, "yyyyy--y"), (.askForErasure, "cccccccc"),
            (.askForCode, "yyyyyyyy"),
            (.ask, "yyyyyyyy"), (.handIn, "----yy--"), (.joinPool, "yyyyy-yy"),
            (.arrange, "yyyyy---"),
        ],
        .status: [
            (.seeStatus, "yyyyyyyy"), (.seeInterview, "--------"), (.giveConsent, "--------"),
            (.withdrawConsent, "--------"), (.takeInterview, "--------"), (.submitInterview, "--------"),
            (.giveFeedback, "--------"), (.seeDocuments, "cccccccc"), (.answerOffer, "--------"),
            (.signContract, "--------"), (.withdraw, "yyyyy--y"), (.askForErasure, "cccccccc"),
            (.askForCode, "yyyyyyyy"),
            (.ask, "yyyyyyyy"), (.handIn, "----yy--"), (.joinPool, "yyyyy-yy"),
            (.arrange, "yyyyy---"),
        ],
    ]

    @Test(arguments: LinkPurpose.allCases)
    func `a link does at each stage what the table says`(_ purpose: LinkPurpose) throws {
        let rows = try #require(Self.table[purpose])
        #expect(Set(rows.map(\.0)) == Set(LinkAction.allCases))
        for (action, cells) in rows {
            #expect(cells.count == ApplicationPhase.allCases.count)
            for (phase, cell) in zip(ApplicationPhase.allCases, cells) {
                let expected: LinkPolicy.Verdict = cell == "y" ? .allowed : cell == "c" ? .allowedWithCode : .refused
                #expect(
                    LinkPolicy.verdict(on: action, with: purpose, in: phase) == expected,
                    "\(purpose) \(phase) \(action)")
            }
        }
    }

    @Test func `the phase follows what is there, in whatever order facts came`() {
        let now = Instant.sample
        var session = InterviewSession(InterviewInvited.samples[0])
        session.expiresAt = now.advanced(byHours: 1)
        var view = ApplicationView("app-1", at: now)
        #expect(ApplicationPhase(nil, nil, at: now) == .waiting)
        #expect(ApplicationPhase(view, nil, at: now) == .waiting)
        #expect(ApplicationPhase(view, session, at: now) == .interview)
        #expect(ApplicationPhase(view, session, at: session.expiresAt) == .assessment)
        session.submittedAt = now
        #expect(ApplicationPhase(view, session, at: now) == .assessment)
        view.stage = .review
        #expect(ApplicationPhase(view, nil, at: now) == .assessment)
        view.offer = .init(position: "Clerk", document: .init(blobID: "b", sha256: ""), expiresAt: now)
        #expect(ApplicationPhase(view, session, at: now) == .offer)
        view.contract = .init()
        #expect(ApplicationPhase(view, session, at: now) == .offer)
        view.contract?.isReadyToSign = true
        #expect(ApplicationPhase(view, session, at: now) == .contract)
        view.withdrawnAt = now
        #expect(ApplicationPhase(view, session, at: now) == .withdrawn)
        view.outcome = .hired
        #expect(ApplicationPhase(view, session, at: now) == .hired)
        view.outcome = .withdrawn
        #expect(ApplicationPhase(view, session, at: now) == .ended)
    }
}
