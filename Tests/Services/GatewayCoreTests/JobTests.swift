import Domain
import Events
import Flow
import FlowTesting
import GatewayCore
import Testing

struct JobTests {
    static let job: JobDescription = {
        var job = JobDescription.sample
        job.interview.dimensions = [
            DimensionWeight("communication", weight: 40), DimensionWeight("teamwork", weight: 60),
        ]
        return job
    }()

    static func changed(_ change: (inout JobDescription) -> Void) -> JobDescription {
        var job = job
        change(&job)
        return job
    }

    @Test func `a job is opened, revised and closed`() throws {
        let scenario = Desk().scenario
        #expect(
            try scenario.submit(ReviseJob(jobID: "job-1", job: Self.job), key: "job-1").code == "no-job")
        #expect(try scenario.submit(OpenJob(jobID: "job-1", job: Self.job), key: "job-1") == .applied)
        #expect(
            try scenario.submit(OpenJob(jobID: "job-1", job: Self.job), key: "job-1").code
                == "job-exists")
        let renamed = Self.changed { $0.title = "Director" }
        #expect(try scenario.submit(ReviseJob(jobID: "job-1", job: renamed), key: "job-1") == .applied)
        #expect(try scenario.submit(CloseJob(), key: "job-1") == .applied)
        #expect(
            try scenario.submit(ReviseJob(jobID: "job-1", job: renamed), key: "job-1").code
                == "job-closed")
        let view = try scenario.state(JobView.self, "job-1")
        #expect(view?.job.title == "Director")
        #expect(view?.isOpen == false)
        #expect(scenario.emitted(JobOpened.self).count == 1)
        #expect(scenario.emitted(JobRevised.self).count == 1)
        #expect(scenario.emitted(JobClosed.self).count == 1)
    }

    @Test func `a job that an outside system published can be looked up as well`() throws {
        let scenario = Desk().scenario
        try scenario.when(JobOpened(jobID: "job-9", job: Self.job))
        #expect(try scenario.state(JobView.self, "job-9")?.job == Self.job)
    }

    @Test(arguments: [
        (changed { $0.title = "" }, "malformed-title"),
        (changed { $0.interview.questions = [] }, "malformed-questions"),
        (changed { $0.interview.questions += $0.interview.questions }, "malformed-questions"),
        (changed { $0.interview.questions[0].answerSecondsMax = 5 }, "malformed-questions"),
        (changed { $0.interview.dimensions[0].weight = 41 }, "weights-not-100"),
        (changed { $0.interview.questions[0].competency = "charm" }, "competency-not-weighed"),
        (changed { $0.interview.windowHours = 0 }, "malformed-interview"),
        (
            changed {
                $0.interview.faceChannel = true
                $0.policy = .eu
            }, "face-channel-forbidden"
        ),
        (
            changed {
                $0.interview.faceChannel = true
                $0.policy = .cn
            }, nil
        ),
        (
            changed { $0.criteria.conditions.append(ConditionCriterion("限男性", anyOf: ["男"], isRequired: true)) },
            "protected-attribute"
        ),
        (
            changed {
                $0.criteria.conditions.append(ConditionCriterion("under 35", anyOf: ["Age below 35"], isRequired: true))
            }, "protected-attribute"
        ),
        (changed { $0.criteria.skills.append(SkillCriterion("未婚", isRequired: false)) }, "protected-attribute"),
        (changed { $0.criteria.skills.append(SkillCriterion("languages", isRequired: false)) }, nil as String?),
        (
            changed { $0.criteria.skills.append(SkillCriterion("age-friendly design", isRequired: false)) }, nil
        ),
        (changed { _ in }, nil),
    ])
    func `a job that cannot work or may not be is refused`(job: JobDescription, code: String?) throws {
        let outcome = try Desk().scenario.submit(OpenJob(jobID: "job-1", job: job), key: "job-1")
        #expect(outcome.code == code)
    }
}
