import Domain
import Events
import Flow
import Kernel
import Testing

@Suite struct DeadLetterTests {
    private let item = ParkedItem(
        id: .stimulus("work", at: .sample), kind: .activity, name: "render-report", key: "app-1",
        payload: Array("{}".utf8), isPersonal: false,
        cause: Cause(
            inboxID: .stimulus("inbox", at: .sample), derivation: .stimulus("derivation", at: .sample),
            event: EventReference("evt-1"), correlation: EventReference("corr-1"),
            traceparent: "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", occurredAt: .sample, now: .sample),
        headers: [], dueAt: .sample, attempts: 7)

    private func work(_ headers: [Header], letter: String) -> ParkedItem? {
        DeadLetter.work(
            headers, key: "app-1", value: item.payload, isPersonal: false, letter: letter,
            now: Instant.sample.advanced(byDays: 3))
    }

    @Test func `work that was put aside can be parked again with its cause, once per letter`() throws {
        let headers = DeadLetter.headers(ofWork: item)
        let again = try #require(work(headers, letter: "reporting/0/1"))
        #expect(again.name == item.name && again.kind == .activity && again.attempts == 0)
        #expect(again.cause.derivation == item.cause.derivation && again.cause.event == item.cause.event)
        #expect(again.cause.correlation == item.cause.correlation && again.cause.occurredAt == .sample)
        #expect(again.cause.traceparent == item.cause.traceparent)
        #expect(again.id == item.id, "to the outside it is one more run")
        // Its own inbox key was used up when it was buried.
        #expect(again.cause.inboxID != item.cause.inboxID)
        #expect(work(headers, letter: "reporting/0/1")?.cause.inboxID == again.cause.inboxID)
        #expect(work(headers, letter: "reporting/0/2")?.cause.inboxID != again.cause.inboxID)
    }

    @Test func `a letter that says nothing of work is none`() {
        #expect(work([Header(DeadLetter.reasonHeader, "x")], letter: "reporting/0/1") == nil)
    }
}
