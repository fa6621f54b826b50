import Domain
import Events
import Flow
import FlowTesting
import Testing

@testable import GatewayCore

/// What candidates ask for, from the wish to its end.
struct CandidateRequestTests {
    private static func wish(
        _ kind: CandidateRequestKind, hasWords: Bool = true, days: Int = 3
    ) -> MakeRequest {
        MakeRequest(
            requestID: "req-1", applicationID: "app-1", candidateID: "cand-1", jobID: "job-1", kind: kind, about: nil,
            hasWords: hasWords, days: days)
    }

    private static func settlement(
        _ status: CandidateRequestStatus, reason: String? = nil, hasAnswer: Bool = true
    ) -> SettleRequest {
        SettleRequest(status: status, reason: reason, hasAnswer: hasAnswer, language: .english, settledBy: "hr-1")
    }

    private func submit(_ body: some Submission, to desk: Desk) throws -> Outcome {
        try desk.scenario.submit(body, key: "req-1")
    }

    private func request(_ desk: Desk) throws -> CandidateRequest? {
        try desk.scenario.state(CandidateRequest.self, "req-1")
    }

    @Test(arguments: CandidateRequestKind.allCases)
    func `each kind is one fact with its time, and a withdrawal leaves nothing to do`(kind: CandidateRequestKind) throws
    {
        let desk = Desk()
        #expect(try submit(Self.wish(kind), to: desk) == .applied)
        let made = desk.scenario.emitted(CandidateRequestMade.self)
        #expect(made.map(\.kind) == [kind])
        let isOpen = kind != .withdrawal
        #expect(made[0].dueAt == (isOpen ? made[0].madeAt.advanced(byDays: 3) : nil))
        #expect(try request(desk)?.status == (isOpen ? .open : .done))
        #expect(desk.scenario.emitted(ErasureRequested.self).count == (kind == .erasure ? 1 : 0))
    }

    @Test(arguments: CandidateRequestKind.allCases)
    func `what nobody could do without words is refused without`(kind: CandidateRequestKind) throws {
        let desk = Desk()
        let outcome = try submit(Self.wish(kind, hasWords: false), to: desk)
        let needs = [.question, .correction, .accommodation].contains(kind)
        #expect(outcome.code == (needs ? "malformed-request" : nil))
    }

    @Test(
        arguments: [
            (CandidateRequestStatus.answered, nil, true, nil), (.answered, nil, false, "malformed-settlement"),
            (.done, nil, false, nil), (.refused, "kept-by-law", true, nil),
            (.refused, nil, true, "malformed-settlement"),
            (.refused, "kept-by-law", false, "malformed-settlement"), (.refused, "Mr Li", true, "malformed-settlement"),
            (.open, nil, true, "malformed-settlement"),
        ] as [(CandidateRequestStatus, String?, Bool, String?)])
    func `an answer has words, and a refusal a reason besides`(
        status: CandidateRequestStatus, reason: String?, hasAnswer: Bool, code: String?
    ) throws {
        let desk = Desk()
        _ = try submit(Self.wish(.question), to: desk)
        let outcome = try submit(Self.settlement(status, reason: reason, hasAnswer: hasAnswer), to: desk)
        #expect(outcome.code == code)
        let settled = desk.scenario.emitted(CandidateRequestSettled.self)
        #expect(settled.map(\.status) == (code == nil ? [status] : []))
    }

    @Test func `what was answered can still be done, and nothing more`() throws {
        let desk = Desk()
        _ = try submit(Self.wish(.correction), to: desk)
        #expect(try submit(Self.settlement(.answered), to: desk) == .applied)
        #expect(try submit(Self.settlement(.answered), to: desk).code == "request-settled")
        #expect(try submit(Self.settlement(.done, hasAnswer: false), to: desk) == .applied)
        #expect(try submit(Self.settlement(.refused, reason: "late"), to: desk).code == "request-settled")
        #expect(try request(desk)?.hasAnswer == true)
    }

    @Test func `the employer's people are told once when its time is over, and not when it was settled`() async throws {
        for isSettled in [false, true] {
            let desk = Desk()
            _ = try submit(Self.wish(.humanReview), to: desk)
            if isSettled { _ = try submit(Self.settlement(.done), to: desk) }
            let due = try #require(try request(desk)?.dueAt)
            try await desk.scenario.advance(to: due.advanced(byHours: 1))
            #expect(desk.scenario.emitted(CandidateRequestOverdue.self).map(\.dueAt) == (isSettled ? [] : [due]))
            #expect(try request(desk)?.overdueAt == (isSettled ? nil : due))
        }
    }

    @Test func `what a candidate who was erased had asked for ends without a word`() throws {
        let desk = Desk()
        _ = try submit(Self.wish(.erasure), to: desk)
        #expect(try submit(EndRequest(), to: desk) == .applied)
        #expect(try request(desk)?.reason == "candidate-erased")
        #expect(desk.scenario.emitted(CandidateRequestSettled.self).isEmpty)
    }

    @Test func `accommodations lie with the interview, and what they are is told to nobody`() throws {
        let desk = Desk()
        func grant(_ accommodations: Accommodations) throws -> Outcome {
            try desk.submit(GrantAccommodations(accommodations: accommodations, grantedBy: "hr-1"))
        }
        #expect(try grant(Accommodations(extraTimePercent: 50)).code == "no-interview")
        try desk.scenario.when(Desk.invited)
        #expect(try grant(Accommodations(extraTimePercent: 201)).code == "out-of-range")
        #expect(try grant(Accommodations(extraRetakes: 4)).code == "out-of-range")
        let given = Accommodations(extraTimePercent: 50, hasTextAnswers: true)
        #expect(try grant(given) == .applied)
        _ = try grant(given)
        #expect(desk.scenario.emitted(AccommodationsGranted.self).map(\.grantedBy) == ["hr-1"])
        #expect(try desk.session()?.accommodations == given)
    }

    @Test func `each kind has days of its own within what the law gives`() {
        let terms = RequestTerms([.question: 1])
        #expect(terms.days(.question) == 1)
        for kind in CandidateRequestKind.allCases where kind != .withdrawal {
            #expect((1...RequestTerms.daysMax).contains(RequestTerms().days(kind)))
        }
    }
}
