import Domain
import Events
import Flow
import FlowTesting
import NotificationCore
import Testing

/// Who is written to about talks, and which calendars are told.
struct AppointmentMailTests {
    private func scenario() throws -> Scenario {
        let scenario = Scenario(
            "notification",
            reactions(hrLanguage: .chinese, channels: [Channel(Channel.mail, deliver: { _, _ in Receipt() })]))
        var job = JobOpened.samples[0]
        job.jobID = "job-1"
        try scenario.when(job)
        return scenario
    }

    @Test func `the candidate is asked once, and both sides are told of the time, with each change of it`() throws {
        let scenario = try scenario()
        var moved = AppointmentAgreed.samples[0]
        moved.sequence = 1
        for _ in 0..<2 {
            try scenario.when(AppointmentOffered.samples[0])
            try scenario.when(AppointmentAgreed.samples[0])
            try scenario.when(moved)
            try scenario.when(AppointmentUnanswered.samples[0])
        }
        let asked = scenario.emitted(DeliveryRequested.self)
        #expect(
            asked.map(\.template) == [
                "appointment-offered", "appointment-agreed", "appointment-arranged", "appointment-agreed",
                "appointment-arranged", "appointment-unanswered",
            ])
        #expect(asked.map(\.recipient) == [.candidate, .candidate, .hr, .candidate, .hr, .hr])
        #expect(asked[1].language == .english && asked[2].language == .chinese)
        #expect(asked[3].parameters["sequence"] == "1" && asked[1].parameters["endsAt"] != nil)
    }

    @Test(arguments: [
        (true, AppointmentSide.candidate, ["appointment-cancelled", "appointment-dropped"]),
        (true, .employer, ["appointment-cancelled", "appointment-dropped"]),
        (false, .candidate, ["appointment-dropped"]),
        (false, .employer, []),
    ])
    func `what had a time is taken out of both calendars; else HR hears of a candidate's no`(
        hasTime: Bool, side: AppointmentSide, templates: [String]
    ) throws {
        let scenario = try scenario()
        var cancelled = AppointmentCancelled.samples[0]
        cancelled.side = side
        if !hasTime { cancelled.slot = nil }
        for _ in 0..<2 { try scenario.when(cancelled) }
        #expect(scenario.emitted(DeliveryRequested.self).map(\.template) == templates)
    }

    @Test func `each template knows what calendars are told`() {
        let told = MailTemplate.allCases.filter { $0.calendar != nil }
        #expect(
            Set(told) == [.appointmentAgreed, .appointmentArranged, .appointmentCancelled, .appointmentDropped])
    }
}
