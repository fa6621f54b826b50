import Domain
import Events
import Flow
import FlowTesting
import Testing

@testable import GatewayCore

/// A talk from the times that are offered to the one that is agreed, moved or called off.
struct AppointmentTests {
    private static let start = Instant.sample.advanced(byDays: 2)

    private static func slot(_ hours: Int64, minutes: Int64 = 45) -> AppointmentSlot {
        let starts = start.advanced(byHours: hours)
        return AppointmentSlot(startsAt: starts, endsAt: starts.advanced(byMinutes: minutes))
    }

    private static func offer(
        _ id: AppointmentID = "talk-1", _ slots: [AppointmentSlot] = [slot(0), slot(3)], hours: Int = 24
    ) -> OfferAppointment {
        OfferAppointment(
            applicationID: "app-1", candidateID: "cand-1", jobID: "job-1", appointmentID: id, slots: slots,
            language: .english, hours: hours, offeredBy: "hr-1")
    }

    @discardableResult
    private func submit(_ body: some Submission, to desk: Desk) throws -> Outcome {
        try desk.scenario.submit(body, key: "app-1")
    }

    private func choose(_ slot: AppointmentSlot, _ id: AppointmentID = "talk-1", at desk: Desk) throws -> Outcome {
        try submit(ChooseSlot(appointmentID: id, startsAt: slot.startsAt), to: desk)
    }

    private func cancel(_ side: AppointmentSide, _ id: AppointmentID = "talk-1", at desk: Desk) throws -> Outcome {
        try submit(
            CancelAppointment(appointmentID: id, side: side, cancelledBy: side == .employer ? "hr-2" : nil), to: desk)
    }

    private func current(_ desk: Desk) throws -> Appointment? {
        try desk.scenario.state(AppointmentBook.self, "app-1")?.appointments.last
    }

    @Test func `times are offered once, in their order, and the candidate takes one of them`() throws {
        let desk = Desk()
        for _ in 0..<2 { try submit(Self.offer("talk-1", [Self.slot(3), Self.slot(0)]), to: desk) }
        let offered = desk.scenario.emitted(AppointmentOffered.self)
        #expect(offered.count == 1 && offered[0].slots == [Self.slot(0), Self.slot(3)])
        #expect(offered[0].answerBy == desk.scenario.now.advanced(byHours: 24))
        for _ in 0..<2 { #expect(try choose(Self.slot(3), at: desk).code == nil) }
        let agreed = desk.scenario.emitted(AppointmentAgreed.self)
        #expect(agreed.map(\.slot) == [Self.slot(3)] && agreed.map(\.sequence) == [0])
        #expect(try choose(Self.slot(5), at: desk).code == "appointment-over", "it was not offered")
        #expect(try choose(Self.slot(0), "talk-9", at: desk).code == "no-appointment")
    }

    @Test func `another time is the same appointment with a higher number, and a cancelled one a higher one still`()
        throws
    {
        let desk = Desk()
        try submit(Self.offer(), to: desk)
        _ = try choose(Self.slot(0), at: desk)
        _ = try choose(Self.slot(3), at: desk)
        for _ in 0..<2 { #expect(try cancel(.candidate, at: desk).code == nil) }
        #expect(desk.scenario.emitted(AppointmentAgreed.self).map(\.sequence) == [0, 1])
        let cancelled = desk.scenario.emitted(AppointmentCancelled.self)
        #expect(cancelled.map(\.sequence) == [2] && cancelled[0].slot == Self.slot(3))
        #expect(cancelled[0].reason == "cancelled" && cancelled[0].side == .candidate)
        #expect(try choose(Self.slot(0), at: desk).code == "appointment-over")
        #expect(try cancel(.employer, at: desk).code == "appointment-over")
    }

    @Test func `who finds no time among them says so, and other times make the old ones void`() throws {
        let desk = Desk()
        try submit(Self.offer(), to: desk)
        _ = try cancel(.candidate, at: desk)
        #expect(desk.scenario.emitted(AppointmentCancelled.self).map(\.reason) == ["no-time-suits"])
        try submit(Self.offer("talk-2", [Self.slot(6)]), to: desk)
        _ = try choose(Self.slot(6), "talk-2", at: desk)
        try submit(Self.offer("talk-3", [Self.slot(9)]), to: desk)
        let ended = desk.scenario.emitted(AppointmentCancelled.self)
        #expect(ended.map(\.reason) == ["no-time-suits", "offered-anew"] && ended[1].slot == Self.slot(6))
        #expect(try choose(Self.slot(6), "talk-2", at: desk).code == "appointment-over")
        let offered = desk.scenario.emitted(AppointmentOffered.self)
        #expect(offered.map(\.appointmentID) == ["talk-1", "talk-2", "talk-3"], "the candidate hears of each")
        #expect(try current(desk)?.status == .offered)
    }

    @Test func `what nobody chooses in time is told once; before, the last time must not be over`() async throws {
        let desk = Desk()
        try submit(Self.offer("talk-1", [Self.slot(0)], hours: 336), to: desk)
        #expect(try current(desk)?.answerBy == Self.slot(0).startsAt, "nobody chooses a time that is over")
        try await desk.scenario.advance(to: Self.slot(0).startsAt)
        #expect(desk.scenario.emitted(AppointmentUnanswered.self).count == 1)
        #expect(try choose(Self.slot(0), at: desk).code == "appointment-over")
    }

    @Test func `a time that was agreed is not missed when the time to choose is over`() async throws {
        let desk = Desk()
        try submit(Self.offer(hours: 1), to: desk)
        _ = try choose(Self.slot(0), at: desk)
        try await desk.scenario.advance(to: desk.scenario.now.advanced(byHours: 2))
        #expect(desk.scenario.emitted(AppointmentUnanswered.self).isEmpty)
        #expect(try choose(Self.slot(3), at: desk).code == nil, "moving it needs no haste")
        try await desk.scenario.advance(to: Self.slot(3).startsAt)
        #expect(try choose(Self.slot(0), at: desk).code == "appointment-over", "it has begun")
    }

    /// Times, and hours to choose.
    private static let impossible: [([AppointmentSlot], Int)] = [
        ([], 24), ([slot(0), slot(0)], 24), ([slot(0, minutes: 10)], 24), ([slot(0, minutes: 481)], 24),
        ([slot(-72)], 24), ([slot(4_800)], 24), ([slot(0)], 0), ([slot(0)], 337), (eleven, 24),
    ]
    private static let eleven: [AppointmentSlot] = (0..<11).map { slot(Int64($0)) }

    @Test(arguments: impossible)
    func `times that cannot be are refused`(slots: [AppointmentSlot], hours: Int) throws {
        let desk = Desk()
        #expect(try submit(Self.offer("talk-1", slots, hours: hours), to: desk).code == "malformed-slots")
    }

    @Test func `with the application's end nobody waits for the other side`() throws {
        let desk = Desk()
        try submit(Self.offer(), to: desk)
        _ = try choose(Self.slot(0), at: desk)
        try desk.scenario.when(ApplicationClosed.samples[0])
        let ended = desk.scenario.emitted(AppointmentCancelled.self)
        #expect(ended.map(\.reason) == ["application-closed"] && ended[0].cancelledBy == nil)
    }

    @Test(arguments: [(Stage.offer, true), (.contract, true), (.secondInterview, false), (.review, false)])
    func `who gets an offer needs no talk that is still to come`(stage: Stage, isEnded: Bool) throws {
        for isAgreed in [true, false] {
            let desk = Desk()
            try submit(Self.offer(), to: desk)
            if isAgreed { _ = try choose(Self.slot(0), at: desk) }
            let moved = StageChanged(
                applicationID: "app-1", jobID: "job-1", from: .humanInterview, to: stage, reason: "decided",
                decidedBy: "hr-1", rule: nil)
            try desk.scenario.when(moved)
            let ended = desk.scenario.emitted(AppointmentCancelled.self)
            #expect(ended.map(\.reason) == (isEnded ? ["no-talk-needed"] : []))
            #expect(ended.allSatisfy { ($0.slot != nil) == isAgreed && $0.side == .employer })
            #expect(try current(desk)?.status == (isEnded ? .cancelled : isAgreed ? .agreed : .offered))
        }
    }

    @Test func `a talk whose time has come is left alone by an offer`() async throws {
        let desk = Desk()
        try submit(Self.offer(), to: desk)
        _ = try choose(Self.slot(0), at: desk)
        try await desk.scenario.advance(to: Self.slot(0).startsAt)
        try desk.scenario.when(
            StageChanged(
                applicationID: "app-1", jobID: "job-1", from: .humanInterview, to: .offer, reason: "decided",
                decidedBy: "hr-1", rule: nil))
        #expect(desk.scenario.emitted(AppointmentCancelled.self).isEmpty)
    }

    @Test func `a talk that has begun is called off by nothing, neither by the end nor by other times`() async throws {
        let desk = Desk()
        try submit(Self.offer(), to: desk)
        _ = try choose(Self.slot(0), at: desk)
        try await desk.scenario.advance(to: Self.slot(0).startsAt)
        #expect(try cancel(.employer, at: desk).code == "appointment-over")
        try submit(Self.offer("talk-2", [Self.slot(48)]), to: desk)
        #expect(desk.scenario.emitted(AppointmentCancelled.self).isEmpty, "nobody is told that it does not take place")
        _ = try choose(Self.slot(48), "talk-2", at: desk)
        try await desk.scenario.advance(to: Self.slot(48).startsAt)
        try desk.scenario.when(ApplicationClosed.samples[0])
        #expect(desk.scenario.emitted(AppointmentCancelled.self).isEmpty)
    }

    @Test func `the view of an application tells of the newest talk, in whichever order it hears of them`() throws {
        let desk = Desk()
        var later = AppointmentOffered.samples[0]
        later.appointmentID = "talk-2"
        later.offeredAt = Instant.sample.advanced(byMinutes: 5)
        var cancelled = AppointmentCancelled.samples[0]
        cancelled.cancelledAt = later.offeredAt
        try desk.scenario.when(AppointmentAgreed.samples[0])
        func shown() throws -> ApplicationView.ArrangedAppointment? {
            try desk.scenario.state(ApplicationView.self, "app-1")?.appointment
        }
        #expect(try shown()?.status == .agreed && shown()?.startsAt == AppointmentSlot.sample.startsAt)
        try desk.scenario.when(later)
        try desk.scenario.when(cancelled)
        #expect(try shown()?.appointmentID == "talk-2" && shown()?.status == .offered)
    }
}
