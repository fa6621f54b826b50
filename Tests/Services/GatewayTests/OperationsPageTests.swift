import Domain
import Events
import Flow
import Foundation
import GatewayCore
import Host
import Testing

@testable import gateway

struct OperationsPageTests {
    private static func letter(_ offset: Int64, reason: String = "gave up: no report", earlier: Int64? = nil)
        -> BuriedLetter
    {
        BuriedLetter(
            place: LetterPlace(service: "workflow", partition: 1, offset: offset), buriedAt: .sample,
            topic: Topic.reports.name, type: "report-compiled", reason: reason,
            earlier: earlier.map { LetterPlace(service: "workflow", partition: 1, offset: $0) })
    }

    private static func heaps(_ page: Browser.Page) -> [String] {
        page.text.matches(of: /data-part="heap" data-service="(\w+)" data-reason="([^"]+)"/).map { "\($0.1) \($0.2)" }
    }

    @Test
    func `letters that differ in the place of their fault alone are one heap, and heaps that do not fit are told`() {
        let letters = (1...4).map {
            Self.letter($0, reason: "malformed-event: value refused at job.offer, byte \(3_000 + $0)")
        }
        let others = (5...70).map { Self.letter($0, reason: "gave up: reason \($0) of many") }
        let board = LetterBoard(OperationsLook(letters: letters + others), [])
        #expect(board.heaps.count == 67 && board.openCount == 70)
        #expect(
            board.heaps[0].reason == "malformed-event: value refused at job.offer" && board.heaps[0].letters.count == 4)
    }

    @Test func `dead letters stand in heaps by reason, and one or all of a heap are given back once`() async throws {
        try await CandidateDoorTests.open { house, port in
            let person = try await Staff.enter(.administrator, as: "root-1", house, port: port)
            await house.sees(
                OperationsLook(letters: [Self.letter(3), Self.letter(2), Self.letter(1, reason: "unknown-type: x<y")]))
            let page = try await person.browser.open("/hr/operations?language=en")
            #expect(Self.heaps(page) == ["workflow gave up: no report", "workflow unknown-type: x&lt;y"])
            #expect(page.text.contains("Give all 2 back"))

            _ = try await person.send("/hr/operations/letters", [("place", "workflow/1/3")])
            let told = try await person.send("/hr/operations/letters", [("place", "workflow/1/3")])
            #expect(told.text.contains("Somebody gave it back a moment ago."))
            #expect(await house.emitted(LetterReplayRequested.self).map(\.offset) == [3])

            _ = try await person.send(
                "/hr/operations/letters", [("service", "workflow"), ("reason", "gave up: no report")])
            #expect(await house.emitted(LetterReplayRequested.self).map(\.offset) == [3, 2])
            #expect(await house.emitted(LetterReplayRequested.self).map(\.decidedBy) == ["root-1", "root-1"])
            let after = try await person.browser.open("/hr/operations?language=en")
            #expect(Self.heaps(after) == ["workflow unknown-type: x&lt;y"])
        }
    }

    @Test func `what was given back is seen to be done, back as another letter, or not readable`() async throws {
        try await CandidateDoorTests.open { house, port in
            let person = try await Staff.enter(.administrator, as: "root-1", house, port: port)
            await house.sees(OperationsLook(letters: [Self.letter(1), Self.letter(2), Self.letter(3)]))
            for offset in 1...3 {
                _ = try await person.send("/hr/operations/letters", [("place", "workflow/1/\(offset)")])
            }
            let states: [ServiceReport.Return.State] = [.done, .done, .unreadable]
            await house.sees(
                OperationsLook(
                    letters: [Self.letter(4, earlier: 2), Self.letter(1), Self.letter(2), Self.letter(3)],
                    reports: [
                        ServiceReport(
                            service: "workflow", at: .sample,
                            returns: states.enumerated().map { index, state in
                                .init(place: "workflow/1/\(index + 1)", state: state, at: .sample)
                            })
                    ]))
            let page = try await person.browser.open("/hr/operations?language=en")
            let found = page.text.matches(of: /data-part="return" data-place="workflow\/1\/(\d)" data-state="(\w+)"/)
                .map { "\($0.1) \($0.2)" }.sorted()
            #expect(found == ["1 done", "2 back", "3 unreadable"])
            // The one that came back, and the one that could not be read.
            let open = page.text.matches(of: /data-part="letter" data-place="workflow\/1\/(\d)"/).map { String($0.1) }
            #expect(open == ["4", "3"])
        }
    }

    @Test func `nothing is given back that does not lie there`() async throws {
        try await CandidateDoorTests.open { house, port in
            let person = try await Staff.enter(.administrator, as: "root-1", house, port: port)
            for place in ["workflow/1/9", "nobody/1/1", "../x", ""] {
                let answer = try await person.send("/hr/operations/letters", [("place", place)])
                #expect(answer.status == 404, "\(place)")
            }
            let none = try await person.send("/hr/operations/letters", [("service", "workflow"), ("reason", "x")])
            #expect(none.status == 200)
            #expect(await house.emitted(LetterReplayRequested.self).isEmpty)
        }
    }

    @Test func `what waits, who is silent, and what retention did are told in words`() async throws {
        try await CandidateDoorTests.open { house, port in
            let person = try await Staff.enter(.administrator, as: "root-1", house, port: port)
            let quiet = ServiceReport(service: "scoring", at: Instant.sample.advanced(byHours: -1))
            let heap = ServiceReport.Heap(
                name: "delivery-requested", kind: .environment, reason: "mail-server-away", count: 7, since: .sample)
            let screening = ServiceReport(
                service: "screening", at: .sample,
                retention: .init(
                    ranAt: .sample, nextAt: Instant.sample.advanced(byHours: 1), deleted: ["recording": 4]))
            await house.sees(
                OperationsLook(
                    reports: [
                        ServiceReport(service: "notification", at: .sample, waiting: [heap]), quiet, screening,
                    ], isWhole: false))
            for (language, words) in [
                (
                    "en",
                    ["7 waiting", "our surroundings", "Scoring has told nothing since", "recordings and transcripts"]
                ),
                ("zh", ["7 项", "恢复后自行继续", "评分（scoring） 自", "录像与文字稿"]),
            ] {
                let page = try await person.browser.open("/hr/operations?language=\(language)")
                for word in words + ["mail-server-away", "data-part=\"partial\""] {
                    #expect(page.text.contains(word), "\(language): \(word)")
                }
            }
        }
    }

    @Test func `a message that failed is sent again from the list over all applications`() async throws {
        try await CandidateDoorTests.open { house, port in
            let person = try await Staff.enter(.administrator, as: "root-1", house, port: port)
            try await house.when(ApplicationAdmitted.samples[0])
            try await house.when(DeliveryRequested.samples[0])
            try await house.when(DeliveryFailed.samples[0])
            let failed = DeliveryFailed.samples[0]
            let page = try await person.browser.open("/hr/operations?language=en")
            #expect(page.text.contains("data-delivery=\"\(failed.deliveryID)\""))
            let fields = [("application", failed.applicationID.text), ("delivery", failed.deliveryID)]
            _ = try await person.send("/hr/operations/messages", fields)
            #expect(await house.emitted(DeliveryResent.self).map(\.deliveryID) == [failed.deliveryID])
            #expect(await house.emitted(DeliveryResent.self).map(\.decidedBy) == ["root-1"])
        }
    }

    @Test func `every purpose of retention and every state has its words`() {
        for reason in DeadReason.allCases {
            #expect(PageWords.operations.table["reason-\(reason.rawValue)"] != nil, "\(reason)")
        }
        for kind in FailureKind.allCases { #expect(PageWords.operations.table["kind-of-\(kind.rawValue)"] != nil) }
        for state in ["asked", "waiting", "done", "back", "gone", "unreadable"] {
            #expect(PageWords.operations.table["return-\(state)"] != nil, "\(state)")
        }
        for service in Set(Topic.all.compactMap(\.owner)) {
            #expect(PageWords.operations.table["service-\(service)"] != nil, "\(service)")
        }
    }
}
