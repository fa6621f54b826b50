import Testing

@testable import Speech

@Suite struct SpeechGroupTests {
    private func segment(_ seconds: Range<Double>) -> SpeechSegment {
        SpeechSegment(samples: Int(seconds.lowerBound * 16_000)..<Int(seconds.upperBound * 16_000))
    }

    @Test func `windows are filled with speech and hold at most 28 seconds`() {
        let segments = (0..<12).map { segment(Double($0) * 10 + 1..<Double($0) * 10 + 7) }
        let groups = SpeechGroup.groups(of: segments, sampleCount: 120 * 16_000)
        #expect(groups.map(\.pieces.count) == [4, 4, 4])
        #expect(groups.allSatisfy { $0.sampleCount <= 28 * 16_000 })
    }

    @Test func `somebody who never breathes is cut into windows without a gap`() {
        let groups = SpeechGroup.groups(of: [segment(0..<70)], sampleCount: 70 * 16_000)
        #expect(groups.count == 3)
        #expect(groups.flatMap(\.pieces).map(\.lowerBound) == [0, 373_333, 746_666])
        #expect(groups.last?.pieces.last?.upperBound == 70 * 16_000)
    }

    @Test func `margins stay inside the recording and meet without overlap`() {
        let groups = SpeechGroup.groups(of: [segment(0..<1), segment(1.2..<2)], sampleCount: 2 * 16_000)
        #expect(groups.map(\.pieces) == [[0..<32_000]])
    }

    @Test(arguments: [
        (0..<999, 850..<1_849), (500..<1_300, 1_350..<2_150), (1_300..<2_000, 8_850..<9_550),
        (1_000..<2_000, 1_850..<9_550),
        (2_000..<99_999, 9_550..<10_150),
    ])
    func `a stretch of a window is found in the recording`(stretch: Range<Int>, recording: Range<Int>) {
        let group = SpeechGroup.groups(of: [segment(1..<2), segment(9..<10)], sampleCount: 20 * 16_000)[0]
        #expect(group.recordingMilliseconds(from: stretch.lowerBound, to: stretch.upperBound) == recording)
    }

    @Test func `the encoder computes what a window needs and never more than it can`() {
        #expect(SpeechRecognizer.audioContext(sampleCount: 16_000) == 128)
        #expect(SpeechRecognizer.audioContext(sampleCount: 10 * 16_000) == 576)
        #expect(SpeechRecognizer.audioContext(sampleCount: 60 * 16_000) == 1500)
    }
}
