/// Bounds that more than one service keeps.
package enum Limits {
    /// A résumé attached to an application, after base64 decoding.
    package static let resumeBytesMax = 5 * 1024 * 1024
    /// One recorded answer.
    package static let answerBytesMax: Int64 = 512 * 1024 * 1024
    /// Questions of one interview.
    package static let questionCountMax = 30
    /// Seconds of one answer that an employer may allow.
    package static let answerSecondsMax = 600
    /// A record's value on any topic; Kafka's usual bound is 1 MiB, the topic of applications has more for attachments.
    package static let recordBytesMax = 1024 * 1024
    package static let applicationRecordBytesMax = 8 * 1024 * 1024
}
