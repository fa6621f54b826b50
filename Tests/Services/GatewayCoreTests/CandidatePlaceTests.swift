import Domain
import Events
import Flow
import Testing

@testable import GatewayCore

/// Where a link leads, and on which device an interview is taken, as decisions.
struct CandidatePlaceTests {
    private static func session(
        agreed: Bool = false, started: Bool = false, human: Bool = false
    ) -> InterviewSession {
        var session = InterviewSession(Desk.invited)
        if agreed { session.consents = [.init(purpose: .recording, textVersion: "1", givenAt: .sample)] }
        if started { session.startedAt = .sample }
        if human { session.humanWayAskedAt = .sample }
        return session
    }

    @Test(
        arguments: [
            (LinkPurpose.interview, ApplicationPhase.interview, session(), false, CandidatePlace.welcome),
            (.interview, .interview, session(), true, .consent),
            (.interview, .interview, session(human: true), true, .welcome),
            (.interview, .interview, session(agreed: true), true, .devices),
            (.interview, .interview, session(agreed: true), false, .devices),
            (.interview, .interview, session(agreed: true, started: true), true, .question),
            (.interview, .interview, nil, false, .welcome), (.interview, .waiting, nil, false, .welcome),
            (.interview, .assessment, session(agreed: true, started: true), true, .status),
            (.interview, .ended, nil, false, .status), (.offer, .offer, nil, false, .offer),
            (.offer, .contract, nil, false, .status), (.contract, .contract, nil, false, .contract),
            (.contract, .hired, nil, false, .status), (.status, .interview, session(), true, .status),
        ] as [(LinkPurpose, ApplicationPhase, InterviewSession?, Bool, CandidatePlace)])
    func `a link leads to where there is something to do`(
        _ purpose: LinkPurpose, _ phase: ApplicationPhase, _ session: InterviewSession?, _ isSeated: Bool,
        _ place: CandidatePlace
    ) {
        #expect(CandidatePlace(purpose, phase, session, isSeated: isSeated) == place)
    }

    private static func written(
        started: Bool = false, human: Bool = false, byCode: Bool = false, consents: [ConsentPurpose] = []
    ) -> InterviewSession {
        var session = session(started: started, human: human)
        session.plan.questions = [.textSample, .codeSample]
        session.plan.identityByCode = byCode
        session.consents = consents.map { .init(purpose: $0, textVersion: "1", givenAt: .sample) }
        return session
    }

    @Test(
        arguments: [
            (written(), false, CandidatePlace.welcome), (written(), true, .consent),
            (written(human: true), true, .welcome), (written(byCode: true), true, .identity),
            (written(consents: [.aiAssessment]), true, .consent), (written(consents: [.recording]), true, .consent),
            (written(started: true), true, .question), (written(started: true), false, .question),
        ] as [(InterviewSession, Bool, CandidatePlace)])
    func `no device is looked at where nothing is recorded`(
        _ session: InterviewSession, _ isSeated: Bool, _ place: CandidatePlace
    ) {
        #expect(CandidatePlace(.interview, .interview, session, isSeated: isSeated) == place)
    }

    private func entered(_ devices: String...) -> CandidateAccess {
        var access = CandidateAccess("app-1")
        access.devices = devices.map { .init(deviceID: $0, purpose: .interview, openedAt: .sample) }
        return access
    }

    private func refusal(_ body: () throws -> some Any) -> String? {
        do { _ = try body() } catch { return (error as? Refusal)?.code }
        return nil
    }

    @Test func `the interview is had by the first that begins, and by another that confirms`() throws {
        let cause = Cause.stimulus("test", now: .sample)
        let access = entered("a", "b")
        #expect(!access.isSeatedElsewhere(than: "a"))
        let first = try #require(try takeSeat(.init(deviceID: "a", isConfirmed: false), access, cause).state)
        #expect(first.seatDeviceID == "a" && first.isSeatedElsewhere(than: "b"))
        #expect(try takeSeat(.init(deviceID: "a", isConfirmed: false), first, cause).state == nil, "said again")
        #expect(refusal { try takeSeat(.init(deviceID: "b", isConfirmed: false), first, cause) } == "other-device")
        let second = try #require(try takeSeat(.init(deviceID: "b", isConfirmed: true), first, cause).state)
        #expect(second.isSeatedElsewhere(than: "a") && !second.isSeatedElsewhere(than: "b"))
        #expect(refusal { try takeSeat(.init(deviceID: "z", isConfirmed: true), first, cause) } == "session-ended")
        #expect(refusal { try takeSeat(.init(deviceID: "a", isConfirmed: true), nil, cause) } == "session-ended")
    }

    @Test func `a device that logged out has nothing left, and leaves the interview to others`() throws {
        let cause = Cause.stimulus("test", now: .sample)
        var access = entered("a", "b")
        access.seatDeviceID = "a"
        let left = try #require(try closeDevice(.init(deviceID: "a"), access, cause).state)
        #expect(left.device("a") == nil && left.device("b") != nil && !left.isSeatedElsewhere(than: "b"))
        #expect(try closeDevice(.init(deviceID: "a"), left, cause).state == nil, "said again")
        access.devices.removeFirst()
        #expect(!access.isSeatedElsewhere(than: "b"), "a device that is not let in any more has nothing")
    }
}
