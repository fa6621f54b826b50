/// What was seen of a face in the pictures of one answer, where its giver agreed to that. Personal: it lives in the vault (as the JSON
/// of this value) beside the transcript, in no event and in no score.
package struct FaceObservation: Codable, Sendable, Hashable {
    /// Pictures that were looked at, evenly in time.
    package var lookCount: Int
    /// Why nothing is said of the face; nil when something is.
    package var silence: Silence?
    package var seen: Seen?

    package init(lookCount: Int, silence: Silence) {
        self.lookCount = lookCount
        self.silence = silence
    }

    package init(lookCount: Int, seen: Seen) {
        self.lookCount = lookCount
        self.seen = seen
    }

    package enum Silence: String, Codable, Sendable, CaseIterable, Hashable {
        /// The recording holds no picture that could be looked at; that is another thing than a picture without a face.
        case noPicture = "no-picture"
        case fewLooks = "few-looks"
        /// In fewer than half of the pictures.
        case seldomSeen = "seldom-seen"
        case smallFace = "small-face"
    }

    package struct Seen: Codable, Sendable, Hashable {
        /// 0 to 1: in how many of the looks there was a face.
        package var presence: Double
        /// The most faces that were there at the same time in two looks one after the other.
        package var peopleCount: Int
        /// In how many of ten looks the head was held towards the camera.
        package var facingTenths: Int
        /// In how many of ten looks it was turned aside, raised or lowered, or tilted, against how it was mostly held.
        package var turnedTenths: Int
        package var raisedOrLoweredTenths: Int
        package var tiltedTenths: Int
        /// 0 to 1: in how many of the looks the face was found surely, and large enough.
        package var confidence: Double

        package init(
            presence: Double, peopleCount: Int, facingTenths: Int, turnedTenths: Int, raisedOrLoweredTenths: Int,
            tiltedTenths: Int, confidence: Double
        ) {
            self.presence = presence
            self.peopleCount = peopleCount
            self.facingTenths = facingTenths
            self.turnedTenths = turnedTenths
            self.raisedOrLoweredTenths = raisedOrLoweredTenths
            self.tiltedTenths = tiltedTenths
            self.confidence = confidence
        }
    }

    /// The field of the vault: it goes where the transcript goes.
    package static func field(of answer: AnswerID) -> String { "transcript.\(answer.text)\(fieldEnd)" }
    /// By which the fields of an application's faces are found.
    package static let fieldEnd = ".face"
}
