import Domain

/// What one interview may send, whoever holds its link.
package enum UploadQuota {
    package static let uploadIDBytesMax = 64
    package static let openCountMax = 4
    package static let openedCountMax = 60
    /// The same where uploads are parts of takes: an answer that was interrupted has several.
    package static let openPartCountMax = 12
    package static let openedPartCountMax = 300
    package static let openedBytesMax: Int64 = 2 * 1024 * 1024 * 1024
    package static let hoursMax: Int64 = 24

    /// The largest recording of an answer of so many seconds: 8 Mbit/s and a little for the container.
    package static func bytesMax(answerSeconds: Int) -> Int64 {
        min(Limits.answerBytesMax, Int64(answerSeconds) * 1024 * 1024 + 4 * 1024 * 1024)
    }
}
