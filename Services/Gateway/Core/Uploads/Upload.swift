import Domain

/// A recording on its way in, by the tus protocol. Its bytes and offset are counted where they are kept.
package struct Upload: Codable, Sendable, Hashable {
    package enum Status: String, Codable, Sendable, Hashable {
        case open
        /// All bytes are here; they are being made into one sealed recording.
        case assembling
        /// They are no recording; the candidate may send another.
        case refused
        /// They are a sealed recording.
        case arrived
    }

    package var uploadID: UploadID
    package var questionID: QuestionID
    /// As announced; while the length is deferred, the most that it can be.
    package var byteCount: Int64
    /// Set while the sender has not said how long the recording is.
    package var isLengthDeferred: Bool?
    package var mediaType: String
    package var expiresAt: Instant
    package var status: Status
    /// Its take's number: of a part from the start, else from the moment all bytes are here.
    package var take: Int?
    /// Which part of a take it is; nil when it is a whole one.
    package var part: Int?
    /// Why it was refused.
    package var code: String?

    /// Where its bytes go in the vault, from the first one.
    package var blobID: BlobID { BlobID(stringLiteral: "answer.\(uploadID.text)") }

    func belongs(to hand: TakeInHand) -> Bool {
        part != nil && questionID == hand.questionID && take == hand.take
    }
}

package enum UploadKind {}
package typealias UploadID = Identifier<UploadKind>
