import Domain
import Events
import Flow
import FlowTesting
import NotificationCore
import Testing

/// Who is written to about what candidates ask for.
struct RequestMailTests {
    private func scenario() throws -> Scenario {
        let scenario = Scenario(
            "notification",
            reactions(hrLanguage: .chinese, channels: [Channel(Channel.mail, deliver: { _, _ in Receipt() })]))
        try scenario.when(JobOpened.samples[0])
        return scenario
    }

    private func made(_ kind: CandidateRequestKind) -> CandidateRequestMade {
        CandidateRequestMade(
            applicationID: "app-1", candidateID: "cand-1", jobID: JobOpened.samples[0].jobID, requestID: "req-1",
            kind: kind, madeAt: .sample, dueAt: kind == .withdrawal ? nil : .sample)
    }

    @Test(arguments: CandidateRequestKind.allCases)
    func `HR hears of each request by one mail, of an erasure by its own`(kind: CandidateRequestKind) throws {
        let scenario = try scenario()
        try scenario.when(made(kind))
        if kind == .erasure {
            try scenario.when(
                ErasureRequested(
                    applicationID: "app-1", candidateID: "cand-1", jobID: JobOpened.samples[0].jobID,
                    requestedAt: .sample))
        }
        let asked = scenario.emitted(DeliveryRequested.self)
        // The question to HR that follows it has a mail.
        if kind == .humanWay { return #expect(asked.isEmpty) }
        #expect(asked.map(\.template) == [kind == .erasure ? "erasure-requested" : "request-made"])
        #expect(asked[0].recipient == .hr)
    }

    @Test func `what is overdue goes to HR, what is settled to the candidate, each once`() throws {
        let scenario = try scenario()
        var overdue = CandidateRequestOverdue.samples[0]
        overdue.jobID = JobOpened.samples[0].jobID
        var answered = CandidateRequestSettled.samples[1]
        answered.jobID = overdue.jobID
        var done = answered
        done.status = .done
        for _ in 0..<2 {
            try scenario.when(overdue)
            try scenario.when(answered)
            try scenario.when(done)
        }
        let asked = scenario.emitted(DeliveryRequested.self)
        #expect(asked.map(\.template) == ["request-overdue", "request-settled", "request-settled"])
        #expect(asked.map(\.recipient) == [.hr, .candidate, .candidate])
        #expect(asked[1].language == answered.language)
    }

    @Test func `accommodations that are granted anew are told anew`() throws {
        let scenario = try scenario()
        var granted = AccommodationsGranted.samples[0]
        granted.jobID = JobOpened.samples[0].jobID
        try scenario.when(granted)
        granted.grantedAt = granted.grantedAt.advanced(byHours: 1)
        try scenario.when(granted)
        granted.grantedAt = granted.grantedAt.advanced(byHours: 1)
        granted.isTakenBack = true
        // Nobody reads that what was taken back is in place.
        try scenario.when(granted)
        #expect(
            scenario.emitted(DeliveryRequested.self).map(\.template) == [
                "accommodations-granted", "accommodations-granted",
            ])
    }

    @Test(arguments: CandidateRequestKind.allCases)
    func `every kind has words in both languages`(kind: CandidateRequestKind) {
        #expect(!kind.words.chinese.isEmpty && !kind.words.english.isEmpty)
    }
}
