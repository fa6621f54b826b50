import Crypto
import Domain
import Encoding
import Events
import Flow
import GatewayCore
import HTTP
import Openings
import Templates

extension Gateway {
    /// Jobs: all of them, one of them, and its parts to be edited.
    var jobPageRoutes: [Route] { [jobsShown, jobMade, jobShown, jobClosed, jobPartShown, jobPartSaved] }

    private static let jobsPage = ConsolePage(
        "jobs", words: .jobs.joined(with: .codes).joined(with: .jobFields), PackageResources.jobs_html,
        partials: ["field": PackageResources.field_html])
    private static let jobsCountMax = 200

    private var jobsShown: Route {
        consolePage("/hr/jobs", Self.jobsPage, for: .seeJobs) { try await jobsValues($0) }
    }

    /// A job begins with its first question; the rest has a sound default and is edited on its page.
    private var jobMade: Route {
        consoleForm("/hr/jobs", for: .editJobs) { visit, form in
            var given = JobForm(form)
            let job = JobStart(&given)
            let faults = job.faults(for: visit.language) + (try await taken(job.jobID, visit))
            guard faults.isEmpty, let jobID = job.jobID else {
                let values = try await jobsValues(visit, job: job, faults: faults)
                return .show(Self.jobsPage, values, .unprocessableContent)
            }
            _ = try await accept(
                OpenJob(jobID: jobID, job: job.description), key: jobID.text,
                idempotencyKey: "staff/\(visit.member.actorID)/\(jobID)/\(Hex.encode(randomBytes(count: 16)))")
            return .go("/hr/jobs/\(jobID)?done=made")
        }
    }

    private func taken(_ jobID: JobID?, _ visit: StaffVisit) async throws -> [JobFormFault] {
        guard let jobID, try await records.job(jobID) != nil else { return [] }
        return [JobFormFault(pointer: "/jobID", words: Self.jobsPage.say("job-taken", in: visit.language))]
    }

    private func jobsValues(
        _ visit: StaffVisit, job: JobStart = JobStart(), faults: [JobFormFault] = []
    ) async throws -> [String: TemplateValue] {
        let jobs = try await records.jobs("", Self.jobsCountMax)
        let page = Self.jobsPage
        let say = JobWords(page: page, language: visit.language)
        return [
            "isEmpty": .flag(jobs.isEmpty), "mayEdit": .flag(visit.may(.editJobs)), "isOpen": .flag(!faults.isEmpty),
            "jobs": .list(
                jobs.map { view in
                    let findings = checkOpening(view.job)
                    return .object([
                        "jobID": .text(view.jobID.text), "name": .text(view.job.title),
                        "department": .text(view.job.department ?? ""), "isClosed": .flag(!view.isOpen),
                        "isFlawed": .flag(!findings.errors.isEmpty), "isOdd": .flag(!findings.warnings.isEmpty),
                        "questions": .text(
                            page.say(
                                "job-question-count", in: visit.language,
                                ["count": "\(view.job.interview.questions.count)"])),
                        "updated": .text(
                            page.say(
                                "job-updated", in: visit.language,
                                ["time": door.time.text(view.updatedAt, in: visit.language)])),
                    ])
                }),
            "fields": .list(job.fields(say).map { $0.shown(on: page, in: visit.language, faults: faults) }),
        ]
    }
}

/// What a new job is made of.
private struct JobStart {
    private var jobIDText = ""
    private(set) var description: JobDescription

    var jobID: JobID? { try? JobID(jobIDText) }

    init() {
        description = JobDescription(
            title: "", language: .chinese, criteria: JobCriteria(skills: []),
            interview: InterviewTemplate(
                questions: [Question(questionID: "q1", text: "", language: .chinese, competency: "", topics: [])],
                dimensions: [DimensionWeight("communication", weight: 30)]),
            ruleSet: RuleSet(
                "rules",
                [
                    Rule(
                        "invite", priority: 10, when: [RuleCondition("composite", .atLeast, 70)],
                        outcome: .humanInterview)
                ]))
    }

    init(_ form: inout JobForm) {
        self.init()
        jobIDText = form.text("/jobID")
        description.title = form.text("/title")
        description.language = Language(rawValue: form.text("/language")) ?? .chinese
        description.policy = PolicyProfile(rawValue: form.text("/policy")) ?? .standard
        description.interview.questions[0].text = form.text("/interview/questions/0/text")
        description.interview.questions[0].language = description.language
        let competency = form.text("/interview/questions/0/competency")
        description.interview.questions[0].competency = competency
        let isAlone = competency == "communication"
        description.interview.dimensions[0].weight = isAlone ? 100 : 30
        if !isAlone { description.interview.dimensions.append(DimensionWeight(competency, weight: 70)) }
    }

    func faults(for language: Language) -> [JobFormFault] {
        var faults = checkOpening(description).errors.map {
            JobFormFault(pointer: $0.place, words: $0.words(in: language))
        }
        if jobID == nil {
            let word = PageWords.jobs.say("job-id-fault", in: language)
            faults.insert(JobFormFault(pointer: "/jobID", words: word), at: 0)
        }
        if description.interview.questions[0].competency.isEmpty {
            let word = PageWords.jobs.say("job-competency-fault", in: language)
            faults.append(JobFormFault(pointer: "/interview/questions/0/competency", words: word))
        }
        return faults
    }

    func fields(_ say: JobWords) -> [JobField] {
        let question = description.interview.questions[0]
        return [
            JobField("/title", "job-title-field", .line(charactersMax: 200), description.title),
            JobField("/jobID", "job-id", .line(charactersMax: 128), jobIDText, hint: "job-id-hint"),
            JobField(
                "/language", "job-language", say.choices("language", Language.allCases.map(\.rawValue)),
                description.language.rawValue, hint: "job-language-hint"),
            JobField(
                "/policy", "job-policy", say.choices("policy", PolicyProfile.allCases.map(\.rawValue)),
                description.policy.rawValue, hint: "job-policy-hint"),
            JobField("/interview/questions/0/text", "job-first-question", .area(charactersMax: 1000), question.text),
            JobField(
                "/interview/questions/0/competency", "job-competency", .line(charactersMax: 60), question.competency,
                hint: "job-competency-hint"),
        ]
    }
}
