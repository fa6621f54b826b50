import Domain
import Events
import Foundation
import GatewayCore
import Testing

@testable import gateway

struct LivePageTests {
    @Test func `HR sees who is where in the interview, and nobody's name or answers`() async throws {
        let house = try await House()
        _ = try await house.interviewed()
        try await CandidateDoorTests.open(house) { house, port in
            let person = try await Staff.enter(.hr, as: "hr-9", house, port: port)
            for (language, words) in [("en", "Question 1 of"), ("zh", "第 1 题")] {
                let page = try await person.browser.open("/hr/live?language=\(language)")
                #expect(page.text.contains("data-id=\"app-1\"") && page.text.contains(words), "\(language)")
            }
            #expect(try await person.browser.open("/hr/audit").status == 403)
        }
    }

    @Test func `a stream tells it as an event, and ends at once when the service ends`() async throws {
        let house = try await House()
        _ = try await house.interviewed()
        try await CandidateDoorTests.open(house) { house, port in
            let person = try await Staff.enter(.hr, as: "hr-9", house, port: port)
            let browser = person.browser
            let stream = Task { try await browser.open("/hr/live/events?language=en") }
            let deadline = Date().addingTimeInterval(20)
            while house.liveStreams.count == 0, Date() < deadline { try await Task.sleep(for: .milliseconds(20)) }
            #expect(house.liveStreams.count == 1)
            try await Task.sleep(for: .milliseconds(500))
            house.liveStreams.end()
            let told = try await stream.value
            #expect(told.status == 200 && told.header("Content-Type") == "text/event-stream; charset=utf-8")
            #expect(told.header("Cache-Control") == "no-store")
            #expect(told.text.hasPrefix("retry: 2000\n\nevent: live\ndata: [{") && told.text.contains(#""id":"app-1""#))
            #expect(house.liveStreams.count == 0)
            // Whoever comes again while it ends is sent away for a while.
            #expect(try await browser.open("/hr/live/events").text.contains("event: full"))
        }
    }

    @Test func `one person has three streams, of which a fourth ends the oldest, and all together have fifty`() {
        let streams = LiveStreams()
        let people: [ActorID] = (0..<20).compactMap { try? ActorID("hr-\($0)") }
        let own = (0..<4).compactMap { _ in streams.enter(people[0]) }
        #expect(own.map { streams.isOpen(people[0], $0) } == [false, true, true, true])
        streams.leave(people[0], own[0])
        #expect(streams.count == 3, "who was ended takes nobody's place along")
        let entered = people.dropFirst().flatMap { person in (0..<3).map { _ in streams.enter(person) } }.count {
            $0 != nil
        }
        #expect(entered == LiveStreams.countMax - LiveStreams.ofPersonMax)
        #expect(streams.enter(people[0]) != nil, "another of one's own takes the place of one's oldest")
        #expect(streams.count == LiveStreams.countMax)
        streams.end()
        #expect(!streams.isOpen(people[0], own[3]) && streams.enter(people[1]) == nil)
    }
}
