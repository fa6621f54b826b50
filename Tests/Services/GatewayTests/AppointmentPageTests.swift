import Crypto
import Domain
import Events
import GatewayCore
import Testing
import Vault

@testable import gateway

/// A talk that is arranged on the pages of both sides.
struct AppointmentPageTests {
    /// An application that stands where people meet.
    private static func house() async throws -> House {
        let house = try await House()
        try await house.when(JobOpened.samples[0])
        try await house.when(ApplicationAdmitted.samples[0])
        try await move(to: .humanInterview, from: .scoring, 5, house)
        try await house.vault.put(fields: ["name": "Li Wei", "email": "li@mail.example"], of: "cand-1")
        return house
    }

    private static func move(to stage: Stage, from: Stage, _ number: Int, _ house: House) async throws {
        try await house.when(
            StageChanged(
                applicationID: "app-1", jobID: "job-1", from: from, to: stage, reason: "decided", decidedBy: nil,
                rule: nil, number: number))
    }

    private static func form(_ place: String, _ times: [String], key: String = "form-1") -> [(String, String)] {
        times.enumerated().map { ("slot-\($0.offset)", $0.element) } + [
            ("minutes", "45"), ("hours", "48"), ("place", place), ("key", key),
        ]
    }

    private static let offering = "/hr/applications/app-1/appointments"

    private func place(_ talk: AppointmentID?, _ house: House) async throws -> String? {
        guard let talk else { return nil }
        return try await house.vault.field(AppointmentBook.placeField(talk), of: "cand-1", purpose: "test")
    }

    @Test func `a form that comes back with other times is another offer, and each keeps the place that it told`()
        async throws
    {
        let house = try await Self.house()
        try await CandidateDoorTests.open(house) { house, port in
            let lin = try await Staff.enter(.hr, as: "lin", house, port: port)
            for _ in 0..<2 {
                let sent = try await lin.send(Self.offering, Self.form("Room 5", ["2026-12-01T10:30"]))
                #expect(sent.path.hasSuffix("done=appointment"), "\(sent.status) \(sent.path)")
            }
            let first = await house.emitted(AppointmentOffered.self)
            #expect(first.count == 1, "the same form is sent twice and offers once")
            let other = try await lin.send(Self.offering, Self.form("Room 9", ["2026-12-02T15:00"]))
            #expect(other.path.hasSuffix("done=appointment"))
            let offers = await house.emitted(AppointmentOffered.self)
            #expect(offers.count == 2 && offers.last?.slots != first.first?.slots)
            #expect(try await place(first.first?.appointmentID, house) == "Room 5")
            #expect(try await place(offers.last?.appointmentID, house) == "Room 9")
            #expect(await house.emitted(AppointmentCancelled.self).map(\.reason) == ["offered-anew"])
        }
    }

    @Test func `cancelling takes two steps, and a time has its day of the week`() async throws {
        let house = try await Self.house()
        try await CandidateDoorTests.open(house) { house, port in
            let lin = try await Staff.enter(.hr, as: "lin", house, port: port)
            _ = try await lin.send(Self.offering, Self.form("Room 5", ["2026-12-01T10:30"]))
            let (browser, _) = try await AfterPageTests.entered(house, .status, port)
            let page = try await browser.open("/i/appointment")
            #expect(page.name == "appointment" && page.text.contains("Tuesday, 1 December 2026, 10:30"))
            let parts = page.text.split(separator: "<details", maxSplits: 1).map(String.init)
            #expect(parts.count == 2 && !parts[0].contains("data-do=\"cannot\""))
            #expect(parts.last?.contains("data-do=\"cannot\"") == true)
        }
    }

    /// What ends a talk, and what the candidate's page says.
    private static let ends: [(Stage, String)] = [
        (.closed, "Your application has ended, so this talk does not take place."),
        (.offer, "No further talk is needed; this one does not take place."),
    ]

    @Test(arguments: ends)
    func `whoever comes to no talk any more is told of no other times`(stage: Stage, words: String) async throws {
        let house = try await Self.house()
        try await CandidateDoorTests.open(house) { house, port in
            let lin = try await Staff.enter(.hr, as: "lin", house, port: port)
            _ = try await lin.send(Self.offering, Self.form("Room 5", ["2026-12-01T10:30"]))
            let (browser, _) = try await AfterPageTests.entered(house, .status, port)
            let talk = try #require(await house.emitted(AppointmentOffered.self).first)
            _ = try await browser.send(
                "/i/appointment",
                [("appointment", talk.appointmentID.text), ("slot", talk.slots[0].startsAt.description)])
            #expect(await house.emitted(AppointmentAgreed.self).count == 1)
            if stage == .closed {
                try await house.when(ApplicationClosed.samples[0])
            } else {
                try await Self.move(to: stage, from: .humanInterview, 6, house)
            }
            let page = try await browser.open("/i/appointment")
            #expect(page.text.contains(words) && !page.text.contains("other times"), "\(page.status) \(page.path)")
            let staff = try await lin.browser.open("/hr/applications/app-1?language=en")
            let why = stage == .closed ? "the application has ended" : "no further talk is needed"
            #expect(staff.text.contains(why))
        }
    }
}
