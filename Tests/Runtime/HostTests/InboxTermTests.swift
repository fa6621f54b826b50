import Events
import Testing

@testable import Host

struct InboxTermTests {
    @Test(arguments: [[Topic.jobs, .stages], [.jobs], [.stages], []])
    func `an inbox shorter than the way back of a record stops the start`(topics: [Topic]) {
        let least = InboxTerm.daysMin(reading: topics, service: "tests")
        #expect(least * 24 > (topics.map(\.retentionHours).max() ?? 0) + Topic.deadLetters(of: "tests").retentionHours)
        #expect(InboxTerm.problem(days: least, reading: topics, service: "tests") == nil)
        let problem = InboxTerm.problem(days: least - 1, reading: topics, service: "tests")
        #expect(problem?.contains("set it to \(least) or more") == true)
    }

    @Test func `the default is enough for every topic there is`() {
        #expect(InboxTerm.problem(days: 400, reading: Topic.all, service: "tests") == nil)
    }
}
