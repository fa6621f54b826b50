import Domain
import Events
import Faces
import Flow
import JSON
import ScoringCore
import Speech
import Telemetry
import Threads
import Vault

/// Looks whether a face is in the pictures of an answer that was heard, where the deployment, the job's law and the candidate allow it.
/// What it finds lies in the vault beside the transcript and nowhere else; nothing of it comes back to whoever scores.
///
/// Nobody waits for it and nothing fails by it: what cannot be looked at is not told of.
struct FaceLooker: Sendable {
    private let vault: Vault
    private let detector: FaceDetector
    /// Whether it is allowed at this moment.
    private let isAllowed: @Sendable (ApplicationID) async throws -> Bool
    private let logger: Logger
    private let taker = PictureTaker(limits: .answer)
    /// The pictures of an answer lie in memory meanwhile, 74 MB at most.
    private let permits = Permits(count: 1)

    init(
        vault: Vault, detector: FaceDetector, logger: Logger,
        isAllowed: @escaping @Sendable (ApplicationID) async throws -> Bool
    ) {
        self.vault = vault
        self.detector = detector
        self.logger = logger
        self.isAllowed = isAllowed
    }

    func look(at work: ObserveAnswer, milliseconds: Int) async {
        guard work.looksAtFace == true else { return }
        do {
            guard try await isAllowed(work.recorded.applicationID) else {
                return Self.answers("not-allowed").increment()
            }
            let observation = try await permits.with { try await look(at: work.recorded, milliseconds) }
            let isKept = try await keep(observation, of: work.recorded)
            Self.answers(!isKept ? "not-allowed" : observation.seen == nil ? "too-little" : "seen").increment()
        } catch {
            Self.answers("failed").increment()
            logger.warning(
                "A face could not be looked at; the answer is scored without",
                metadata: [
                    "key": .string(work.recorded.applicationID.text), "error": .string(harmlessDescription(of: error)),
                ])
        }
    }

    private func look(at recorded: AnswerRecorded, _ milliseconds: Int) async throws -> FaceObservation {
        var parts: [[UInt8]] = []
        for blob in recorded.parts?.map(\.blobID) ?? [recorded.blobID] {
            parts.append(
                try await vault.blob(
                    blob, of: recorded.candidateID, purpose: "look-at-face", bytesMax: Domain.Limits.answerBytesMax))
        }
        let pictures = try await taker.pictures(ofParts: parts, milliseconds: milliseconds)
        let found = await detector.faces(in: pictures.map { ($0.pixels, $0.width, $0.height) })
        let faceCount = found.count { !$0.isEmpty }
        Self.looks("face").increment(by: Int64(faceCount))
        Self.looks("none").increment(by: Int64(found.count - faceCount))
        return observeFaces(found.map { FaceLook(faces: $0.map(SeenFace.init)) })
    }

    /// False when it is no longer allowed: consent may have been taken back meanwhile, and whoever deletes what was seen may have
    /// been here before it was written. So it is asked again once it is.
    private func keep(_ observation: FaceObservation, of recorded: AnswerRecorded) async throws -> Bool {
        let field = FaceObservation.field(of: recorded.answerID)
        let text = String(decoding: try JSON.encode(observation), as: UTF8.self)
        try await vault.put(text, field: field, of: recorded.candidateID)
        let isForgotten = try await vault.describe(recorded.blobID)?.isForgotten == true
        if !isForgotten, try await isAllowed(recorded.applicationID) { return true }
        try await vault.delete(field: field, of: recorded.candidateID)
        return false
    }

    private static func looks(_ found: String) -> Counter {
        Counter(
            label: "colloquy_face_looks_total", dimensions: [("found", found)],
            help: "Pictures of answers that were looked at for a face.")
    }

    private static func answers(_ outcome: String) -> Counter {
        Counter(
            label: "colloquy_face_answers_total", dimensions: [("outcome", outcome)],
            help: "Answers in which a face was to be looked at, by what came of it.")
    }
}

extension SeenFace {
    fileprivate init(_ face: FoundFace) {
        func point(_ point: FoundFace.Point) -> SeenFace.Point { SeenFace.Point(Double(point.x), Double(point.y)) }
        self.init(
            confidence: face.confidence, width: Double(face.width), height: Double(face.height),
            rightEye: point(face.rightEye), leftEye: point(face.leftEye), nose: point(face.nose),
            rightMouth: point(face.rightMouth), leftMouth: point(face.leftMouth))
    }
}

/// Deletes what was seen of a candidate's face.
func forgetting(in vault: Vault) -> Activity<ForgetFaces, Bool> {
    { work, _ in
        try await vault.forgetFaces(of: work.applicationID, work.candidateID)
        return true
    }
}
