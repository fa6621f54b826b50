import Domain
import Events
import Flow
import FlowTesting
import Synchronization
import Testing

@testable import ScoringCore

/// What is said of a face, from values as a detector gives them.
struct FaceTests {
    /// A face of an upright head, with the nose so many distances of the eyes beside their middle.
    private static func face(
        aside: Double = 0, down: Double = 0.55, slope: Double = 0, width: Double = 60, confidence: Int = 93
    ) -> SeenFace {
        let eyes = width / 2
        func point(_ x: Double, _ y: Double) -> SeenFace.Point {
            // Turned about the middle between the eyes.
            let length = (1 + slope * slope).squareRoot()
            return SeenFace.Point(160 + (x - slope * y) / length, 100 + (slope * x + y) / length)
        }
        return SeenFace(
            confidence: confidence, width: width, height: width * 1.3, rightEye: point(-eyes / 2, 0),
            leftEye: point(eyes / 2, 0), nose: point(aside * eyes, down * eyes), rightMouth: point(-eyes / 3, eyes),
            leftMouth: point(eyes / 3, eyes))
    }

    private static func looks(_ count: Int, _ faces: (Int) -> [SeenFace]) -> [FaceLook] {
        (0..<count).map { FaceLook(faces: faces($0)) }
    }

    @Test func `a face that looks at the camera is told with its share, and nobody else is there`() throws {
        let seen = try #require(observeFaces(Self.looks(50) { $0 < 48 ? [Self.face()] : [] }).seen)
        #expect(seen.presence == 0.96 && seen.peopleCount == 1)
        #expect(seen.facingTenths == 10 && seen.turnedTenths == 0 && seen.tiltedTenths == 0)
        #expect(seen.confidence == 0.96)
    }

    @Test(arguments: [
        (Self.looks(0) { _ in [] }, FaceObservation.Silence.noPicture), (Self.looks(9) { _ in [face()] }, .fewLooks),
        (Self.looks(40) { $0 < 19 ? [face()] : [] }, .seldomSeen), (Self.looks(40) { _ in [] }, .seldomSeen),
        (Self.looks(40) { _ in [face(width: 20)] }, .smallFace),
        // A cat, a drawing: the detector is not sure.
        (Self.looks(40) { _ in [face(confidence: 41)] }, .seldomSeen),
    ])
    func `where too little was seen, nothing is said`(looks: [FaceLook], silence: FaceObservation.Silence) {
        let observation = observeFaces(looks)
        #expect(observation.silence == silence && observation.seen == nil && observation.lookCount == looks.count)
    }

    @Test func `a second person is there in two looks one after the other; a passer-by is none`() {
        func people(_ faces: (Int) -> [SeenFace]) -> Int? { observeFaces(Self.looks(30, faces)).seen?.peopleCount }
        let other = Self.face(width: 40, confidence: 60)
        #expect(people { $0 % 2 == 0 ? [Self.face(), other] : [Self.face()] } == 1)
        #expect(people { (10...11).contains($0) ? [Self.face(), other] : [Self.face()] } == 2)
        #expect(people { _ in [Self.face(), Self.face(width: 18)] } == 1, "a photograph on the wall")
        #expect(people { _ in [Self.face(), other, other] } == 3)
        #expect(people { _ in [Self.face(), Self.face(confidence: 45)] } == 1)
    }

    @Test func `how the head is held is told against how it is mostly held`() throws {
        func seen(_ face: (Int) -> SeenFace) throws -> FaceObservation.Seen {
            try #require(observeFaces(Self.looks(40) { [face($0)] }).seen)
        }
        let turned = try seen { Self.face(aside: $0 % 10 < 3 ? 0.7 : 0.05) }
        #expect(turned.turnedTenths == 3 && turned.facingTenths == 7 && turned.raisedOrLoweredTenths == 0)
        let lowered = try seen { Self.face(down: $0 % 10 < 2 ? 0.8 : 0.55) }
        #expect(lowered.raisedOrLoweredTenths == 2 && lowered.facingTenths == 8 && lowered.turnedTenths == 0)
        // A tilted head still faces the camera.
        let tilted = try seen { Self.face(slope: $0 % 10 < 4 ? 0.5 : 0) }
        #expect(tilted.tiltedTenths == 4 && tilted.facingTenths == 10)
        // Beside the screen, and below it, stands many a camera.
        let beside = try seen { Self.face(aside: 0.3 + Double($0 % 3) * 0.05, down: 0.65) }
        #expect(beside.facingTenths == 10)
        // Whoever looks away all the time does not look at the camera.
        #expect(try seen { _ in Self.face(aside: 0.9) }.facingTenths == 0)
    }

    @Test(arguments: [(0.0, 0.55, 0.0), (0.4, 0.5, 0.0), (-0.7, 0.6, 0.2), (0.2, 0.7, -0.4)])
    func `a pose is what the points say, and a mirror turns it over`(aside: Double, down: Double, slope: Double) throws
    {
        let face = Self.face(aside: aside, down: down, slope: slope)
        let pose = try #require(HeadPose(face))
        #expect(abs(pose.aside - aside) < 1e-9 && abs(pose.down - down) < 1e-9 && abs(pose.tilt - slope) < 1e-9)
        func mirrored(_ point: SeenFace.Point) -> SeenFace.Point { SeenFace.Point(320 - point.x, point.y) }
        var other = face
        (other.rightEye, other.leftEye) = (mirrored(face.leftEye), mirrored(face.rightEye))
        (other.rightMouth, other.leftMouth) = (mirrored(face.leftMouth), mirrored(face.rightMouth))
        other.nose = mirrored(face.nose)
        let turned = try #require(HeadPose(other))
        #expect(abs(turned.aside + aside) < 1e-9 && abs(turned.down - down) < 1e-9 && abs(turned.tilt + slope) < 1e-9)
    }

    @Test func `points that lie in no face say nothing`() {
        var face = Self.face()
        face.leftEye = face.rightEye
        #expect(HeadPose(face) == nil)
        var upsideDown = Self.face()
        upsideDown.rightMouth = SeenFace.Point(150, 40)
        upsideDown.leftMouth = SeenFace.Point(170, 40)
        #expect(HeadPose(upsideDown) == nil)
    }
}

/// When a face is looked at, and what goes when consent is taken back.
struct FaceConsentTests {
    /// What was asked of the activities.
    private final class Done: Sendable {
        let works = Mutex<[ObserveAnswer]>([])
        let forgotten = Mutex<[ForgetFaces]>([])
    }

    private func scenario(_ done: Done) -> Scenario {
        Scenario(
            "scoring",
            reactions(
                observe: { work, _ in
                    done.works.withLock { $0.append(work) }
                    return .unusable(code: "too-short")
                }, begin: { _, _ in true }, assess: { _, _ in .program([]) }, run: { _, _ in [] },
                prepare: { _, _ in PreparedRecording(fault: nil, durationMilliseconds: nil, rendition: nil) },
                find: { _, _ in [] }, measure: { _, _ in [] }, check: { _, _ in [] },
                forget: { work, _ in
                    done.forgotten.withLock { $0.append(work) }
                    return true
                }))
    }

    private func invited(_ policy: PolicyProfile, _ faceChannel: Bool?) -> InterviewInvited {
        var event = InterviewInvited.samples[0]
        event.plan.policy = policy
        event.plan.faceChannel = faceChannel
        return event
    }

    private func consent(_ purposes: [ConsentPurpose]) -> ConsentGiven {
        ConsentGiven(applicationID: "app-1", purposes: purposes, textVersion: "1", givenAt: .sample)
    }

    private static let all: [ConsentPurpose] = [.recording, .aiAssessment, .faceFeatures]

    @Test(arguments: [
        (PolicyProfile.cn, true as Bool?, all, true), (.usIllinois, true, all, true), (.usNewYorkCity, true, all, true),
        (.eu, true, all, false), (.standard, true, all, false), (.cn, nil, all, false), (.cn, false, all, false),
        (.cn, true, [.recording, .aiAssessment], false),
    ])
    func `a face is looked at where job, law and candidate allow it`(
        policy: PolicyProfile, faceChannel: Bool?, purposes: [ConsentPurpose], isLookedAt: Bool
    ) async throws {
        let done = Done()
        let scenario = scenario(done)
        try scenario.when(invited(policy, faceChannel))
        try scenario.when(consent(purposes))
        try scenario.when(AnswerRecorded.samples[0])
        try await scenario.runParked()
        #expect(done.works.withLock { $0.map { $0.looksAtFace == true } } == [isLookedAt])
        // What was agreed to and never done leaves nothing to be forgotten.
        try scenario.when(ConsentWithdrawn(applicationID: "app-1", purposes: [.faceFeatures], withdrawnAt: .sample))
        try await scenario.runParked()
        #expect(done.forgotten.withLock { $0.map(\.candidateID) } == (isLookedAt ? ["cand-1"] : []))
        #expect(scenario.emitted(FaceFeaturesForgotten.self).count == (isLookedAt ? 1 : 0))
    }

    @Test(arguments: [
        ([ConsentPurpose.faceFeatures], true), ([.recording], true), ([.talentPool], false), ([.aiAssessment], false),
    ])
    func `what was seen goes with consent to it, and with the recording`(
        withdrawn: [ConsentPurpose], goes: Bool
    ) async throws {
        let done = Done()
        let scenario = scenario(done)
        try scenario.when(invited(.cn, true))
        try scenario.when(consent(Self.all + [.talentPool]))
        try scenario.when(ConsentWithdrawn(applicationID: "app-1", purposes: withdrawn, withdrawnAt: .sample))
        try await scenario.runParked()
        #expect(done.forgotten.withLock { $0.count } == (goes ? 1 : 0))
        let later = try #require(try scenario.state(Scorecard.self, "app-1"))
        #expect(later.allowsFaces == (withdrawn == [.talentPool] || withdrawn == [.recording]))
    }
}
