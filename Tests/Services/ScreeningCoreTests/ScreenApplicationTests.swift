import Domain
import Events
import Flow
import FlowTesting
import JSON
import Testing

@testable import ScreeningCore

struct ScreenApplicationTests {
    private let text = """
        Work Experience
        Jan 2015 - Present, Acme, shop manager: team leadership for twelve people, stock, budget and weekend work.
        Education
        Bachelor of Commerce, 2014. Interested in people, in numbers and in shops that run well without noise.
        """

    private func scenario(
        _ job: JobDescription = .sample, reading text: String? = nil, failing failure: ActivityFailure? = nil
    ) throws -> Scenario {
        let text = text ?? self.text
        let scenario = Scenario(
            "screening",
            reactions(readTable: noTable) { event, context in
                if let failure { throw failure }
                return AdmittedResume(candidateID: "cand-1", language: .chinese, resume: Resume(text: text))
            })
        try scenario.when(JobOpened(jobID: "job-1", job: job))
        return scenario
    }

    private let received = ApplicationReceived.samples[1]

    @Test func `an application is admitted and screened with its evidence`() async throws {
        let scenario = try scenario()
        try scenario.when(received)
        try await scenario.runParked()
        let admitted = try #require(scenario.emitted(ApplicationAdmitted.self).first)
        #expect(admitted.candidateID == "cand-1" && admitted.language == .chinese)
        let screened = try #require(scenario.emitted(ApplicationScreened.self).first)
        #expect(screened.outcome == .pass && screened.share == 100)
        #expect(screened.criteria.map(\.criterion) == ["team leadership", "bachelor", "3-years", "weekend work"])
        #expect(screened.criteria.map(\.kind) == [.skill, .education, .experience, .condition])
        #expect(screened.criteria[0].characters?.slice(of: text) == "team leadership")
        #expect(try scenario.state(Screening.self, "app-2")?.outcome == .pass)
    }

    @Test func `an application waits for its job`() async throws {
        let scenario = Scenario(
            "screening",
            reactions(readTable: noTable) { [text] _, _ in
                AdmittedResume(candidateID: "cand-1", language: nil, resume: Resume(text: text))
            })
        try scenario.when(received)
        try await scenario.runParked()
        #expect(scenario.emitted(ApplicationScreened.self).isEmpty)
        try scenario.when(JobOpened(jobID: "job-1", job: .sample))
        try await scenario.advance(to: scenario.now.advanced(byMinutes: 5))
        #expect(scenario.emitted(ApplicationScreened.self).map(\.language) == [.english])
    }

    @Test func `a résumé that is not read is refused with its reason`() async throws {
        let scenario = try scenario(failing: ActivityFailure("resume-encrypted", "Protected."))
        try scenario.when(received)
        try await scenario.runParked()
        #expect(scenario.emitted(ApplicationRefused.self).map(\.code) == ["resume-encrypted"])
        #expect(scenario.emitted(ApplicationAdmitted.self).isEmpty)
    }

    @Test func `an application that cannot be read is refused where it says which it is`() async throws {
        let scenario = try scenario()
        let text = #"{"applicationID":"app-2","jobID":"job-1","candidate":{"name":"Ann"},"resume":{"text":"Swift"}}"#
        try scenario.when(JSON.decode(SubmittedApplication.self, from: Array(text.utf8)))
        try await scenario.runParked()
        #expect(scenario.emitted(ApplicationRefused.self).map(\.code) == ["malformed-event"])
        #expect(scenario.deadLetterReasons.isEmpty)
        #expect(throws: JSONError.self) {
            try JSON.decode(SubmittedApplication.self, from: Array(#"{"applicationID":"app-2"}"#.utf8))
        }
    }

    @Test func `an application for a job that nobody published is refused in the end`() async throws {
        let scenario = Scenario(
            "screening",
            reactions(readTable: noTable) { _, _ in
                AdmittedResume(candidateID: "cand-1", language: nil, resume: Resume(text: ""))
            })
        try scenario.when(received)
        for _ in 0..<100 where !scenario.storage.parked.isEmpty {
            try await scenario.advance(to: scenario.now.advanced(byHours: 1))
        }
        #expect(scenario.emitted(ApplicationRefused.self).map(\.code) == ["job-unknown"])
        #expect(scenario.deadLetterReasons.isEmpty)
    }

    @Test func `a scan goes to a person without a score`() async throws {
        let scenario = try scenario(reading: "")
        try scenario.when(received)
        try await scenario.runParked()
        let screened = try #require(scenario.emitted(ApplicationScreened.self).first)
        #expect(screened.outcome == .review && screened.share == nil && screened.notes == ["poorly-readable"])
    }

    @Test func `a closed job takes no more`() async throws {
        let scenario = try scenario()
        try scenario.when(JobClosed(jobID: "job-1"))
        try scenario.when(received)
        try await scenario.runParked()
        #expect(scenario.emitted(ApplicationRefused.self).map(\.code) == ["job-closed"])
    }

    @Test func `a job that came by Kafka and looks at faces where the law forbids it takes nobody`() async throws {
        var job = JobDescription.sample
        job.interview.faceChannel = true
        for policy in PolicyProfile.allCases {
            job.policy = policy
            let codes = [.eu, .standard].contains(policy) ? ["face-channel-forbidden"] : []
            let scenario = try scenario(job)
            try scenario.when(received)
            try await scenario.runParked()
            #expect(scenario.emitted(ApplicationRefused.self).map(\.code) == codes)
        }
    }

    @Test func `criteria that nobody may be chosen by stop the job, not the candidate`() async throws {
        var job = JobDescription.sample
        job.criteria.conditions.append(ConditionCriterion("age", anyOf: ["under 35"], isRequired: true))
        let scenario = try scenario(job)
        #expect(try scenario.state(Job.self, "job-1")?.refusal?.code == "protected-attribute")
        try scenario.when(received)
        try await scenario.runParked()
        #expect(scenario.emitted(ApplicationRefused.self).map(\.code) == ["protected-attribute"])
        job.criteria.conditions.removeLast()
        try scenario.when(JobRevised(jobID: "job-1", job: job))
        #expect(try scenario.state(Job.self, "job-1")?.refusal == nil)
    }

    @Test func `a job that can never work is told to whoever sent it, and refuses whoever applies`() async throws {
        var job = JobDescription.sample
        job.offer = nil
        job.ruleSet.rules[0].outcome = .offer
        let scenario = try scenario(job)
        let told = try #require(scenario.emitted(JobRefused.self).first)
        #expect(told.key == "job-1" && told.faults.map(\.code) == ["offer-without-terms"])
        #expect(told.faults.map(\.place) == ["/ruleSet/rules/0/outcome"])
        #expect(told.warnings.map(\.code) == ["rules-leave-gap"])
        try scenario.when(received)
        try await scenario.runParked()
        #expect(scenario.emitted(ApplicationRefused.self).map(\.code) == ["offer-without-terms"])
        #expect(scenario.emitted(JobWarned.self).isEmpty)
    }

    @Test func `a job that is odd is told in its own language and takes applications`() async throws {
        var job = JobDescription.sample
        job.language = .chinese
        let scenario = try scenario(job)
        #expect(
            scenario.emitted(JobWarned.self).map { $0.warnings.map(\.message) } == [
                ["没有规则适用于：总分不低于 60 且低于 70。此时由人决定。"]
            ])
        try scenario.when(received)
        try await scenario.runParked()
        #expect(scenario.emitted(ApplicationScreened.self).count == 1)
        job.ruleSet.rules[1].when[0].value = 70
        try scenario.when(JobRevised(jobID: "job-1", job: job))
        #expect(scenario.emitted(JobWarned.self).count == 1)
    }

    @Test func `the first application under an identifier counts`() async throws {
        let scenario = try scenario()
        for _ in 0..<2 {
            try scenario.when(received)
            try await scenario.runParked()
        }
        #expect(scenario.emitted(ApplicationScreened.self).count == 1)
        #expect(scenario.emitted(ApplicationRefused.self).isEmpty)
    }

    @Test func `a second application waits for the first under its name, and is found when nothing comes of that`()
        async throws
    {
        let second = try scenario(failing: ActivityFailure("already-received", "Another one came first."))
        try second.when(received)
        try await second.runParked()
        #expect(second.emitted(ApplicationRefused.self).isEmpty && second.storage.parked.count == 1)
        for _ in 0..<100 where !second.storage.parked.isEmpty {
            try await second.advance(to: second.now.advanced(byHours: 1))
        }
        #expect(second.deadLetterReasons == ["gave up: waits for the first application of its name"])
    }

    @Test func `an application that is taken back while it is read ends`() async throws {
        let scenario = try scenario()
        try scenario.when(received)
        try scenario.when(ApplicationWithdrawn(applicationID: received.applicationID))
        try await scenario.runParked()
        #expect(scenario.emitted(ApplicationRefused.self).map(\.code) == ["withdrawn"])
        #expect(scenario.emitted(ApplicationAdmitted.self).isEmpty)
    }
}

/// Screening reads no table here.
private let noTable: Activity<ImportReceived, ReadTable> = { _, _ in throw ActivityFailure("unused", "unused") }
