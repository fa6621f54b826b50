import Domain

/// One part of a recording: a file that the browser wrote in one go.
package struct RecordedPart: Codable, Sendable, Hashable {
    /// 1 for the first that was begun.
    package var number: Int
    package var blobID: BlobID
    package var mediaType: String
    package var byteCount: Int64
    /// Lower-case hexadecimal.
    package var sha256: String

    package init(number: Int, blobID: BlobID, mediaType: String, byteCount: Int64, sha256: String) {
        self.number = number
        self.blobID = blobID
        self.mediaType = mediaType
        self.byteCount = byteCount
        self.sha256 = sha256
    }

    package static let shape = Shape.object([
        .required("number", .integer(1, 20), "1 for the first that was begun."),
        .required("blobID", .identifier, "The sealed part in the vault."),
        .required("mediaType", .text(charactersMax: 100), "As the browser declared it."),
        .required("byteCount", .integer(0, Limits.answerBytesMax), "Its size."),
        .required("sha256", .sha256, "Of its bytes."),
    ])

    package static let sample = RecordedPart(
        number: 1, blobID: "answer.app-1.q1.2", mediaType: "video/webm", byteCount: 524_288,
        sha256: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
}
