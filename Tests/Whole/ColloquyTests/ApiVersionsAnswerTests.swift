import Testing

@testable import colloquy

@Suite struct ApiVersionsAnswerTests {
    /// ApiVersions, version 3, correlation 7, client `rdkafka`, then the tagged body of version 3.
    static let question: [UInt8] =
        [0, 18, 0, 3, 0, 0, 0, 7, 0, 7] + Array("rdkafka".utf8) + [0, 11] + Array("librdkafka".utf8) + [
            4, 50, 46, 48, 0,
        ]

    @Test func `asks in version 0 what was asked in version 3`() {
        let expected: [UInt8] = [0, 18, 0, 0, 0, 0, 0, 7, 0, 7] + Array("rdkafka".utf8)
        #expect(ApiVersionsAnswer.questionInVersion0(Self.question) == expected)
    }

    @Test(arguments: [
        [0, 18, 0, 2] + Array(question[4...]),
        [0, 3, 0, 9] + Array(question[4...]),
        Array(question[..<12]),
        Array(question[..<9]),
        [],
    ])
    func `leaves any other frame as it is`(frame: [UInt8]) {
        #expect(ApiVersionsAnswer.questionInVersion0(frame) == nil)
    }

    @Test func `an absent client name stays absent`() {
        let frame: [UInt8] = [0, 18, 0, 3, 0, 0, 0, 1, 0xff, 0xff, 1, 1, 0]
        #expect(ApiVersionsAnswer.questionInVersion0(frame) == [0, 18, 0, 0, 0, 0, 0, 1, 0xff, 0xff])
    }

    @Test func `answers in version 3 without tags`() {
        let answer: [UInt8] = [0, 0, 0, 7, 0, 0, 0, 0, 0, 2, 0, 0, 0, 3, 0, 11, 0, 18, 0, 0, 0, 3]
        let expected: [UInt8] =
            [0, 0, 0, 7, 0, 0, 3] + [0, 0, 0, 3, 0, 11, 0] + [0, 18, 0, 0, 0, 3, 0] + [0, 0, 0, 0, 0]
        #expect(ApiVersionsAnswer.inVersion3(answer) == expected)
    }

    @Test func `counts of 127 and more take two bytes`() {
        let count = 130
        let answer: [UInt8] = [0, 0, 0, 7, 0, 0, 0, 0, 0, UInt8(count)] + [UInt8](repeating: 1, count: 6 * count)
        let result = ApiVersionsAnswer.inVersion3(answer)
        #expect(result?[6...7] == [0x83, 0x01])
        #expect(result?.count == 6 + 2 + 7 * count + 5)
    }

    @Test(arguments: [
        [0, 0, 0, 7, 0, 0, 0, 0, 0],
        [0, 0, 0, 7, 0, 0, 0, 0, 0, 2, 0, 0, 0, 3, 0, 11],
        [0, 0, 0, 7, 0, 0, 0xff, 0xff, 0xff, 0xff],
    ])
    func `an answer that is cut short is no answer`(answer: [UInt8]) {
        #expect(ApiVersionsAnswer.inVersion3(answer) == nil)
    }
}
