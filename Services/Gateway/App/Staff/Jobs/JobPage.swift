import Domain
import Events
import Flow
import GatewayCore
import HTTP
import Openings
import Templates

extension Gateway {
    private static let jobPage = ConsolePage(
        "job", words: .jobs.joined(with: .jobFields).joined(with: .rubrics), PackageResources.job_html)

    /// One job as its people read it: what is wrong or odd first.
    var jobShown: Route {
        consolePage("/hr/jobs/{jobID}", Self.jobPage, for: .seeJobs) { visit in
            guard let view = try await records.job(try visit.request.jobID()) else { throw Problem.notFound }
            let agreement = visit.may(.readAgreement) ? try await records.agreement(view.jobID) ?? JobAgreement() : nil
            return jobValues(view, visit).merging(["agreement": shown(agreement, visit.language)]) { $1 }
        }
    }

    var jobClosed: Route {
        consoleForm("/hr/jobs/{jobID}/closing", for: .editJobs) { visit, _ in
            let jobID = try visit.request.jobID()
            _ = try await accept(
                CloseJob(), key: jobID.text, idempotencyKey: "staff/\(visit.member.actorID)/\(jobID)/close")
            return .go("/hr/jobs/\(jobID)?done=closed")
        }
    }

    /// How far people and the machine agree, a sentence for each comparison and each question that learned.
    private func shown(_ agreement: JobAgreement?, _ language: Language) -> TemplateValue {
        guard let agreement else { return .list([]) }
        let latest = [agreement.measuredAt, agreement.trainedAt].compactMap(\.self).max()
        return .list([
            .object([
                "sentences": .list(AgreementWords.report(agreement, in: language).map { .text($0) }),
                "measured": .optional(
                    latest.map {
                        Self.jobPage.say(
                            "job-agreement-at", in: language, ["time": door.time.text($0, in: language)])
                    }),
            ])
        ])
    }

    private func jobValues(_ view: JobView, _ visit: StaffVisit) -> [String: TemplateValue] {
        let job = view.job
        let say = JobWords(page: Self.jobPage, language: visit.language)
        let findings = checkOpening(job)
        func told(_ findings: [OpeningFinding]) -> TemplateValue {
            .list(findings.map { .text($0.words(in: visit.language)) })
        }
        var values: [String: TemplateValue] = [
            "title": .text(job.title), "jobID": .text(view.jobID.text), "isClosed": .flag(!view.isOpen),
            "mayEdit": .flag(visit.may(.editJobs) && view.isOpen), "mayImport": .flag(visit.may(.importApplications)),
            "done": .optional(
                visit.request.query("done").flatMap { Self.jobPage.word("job-done-\($0)", in: visit.language) }),
            "hasErrors": .flag(!findings.errors.isEmpty), "errors": told(findings.errors),
            "hasWarnings": .flag(!findings.warnings.isEmpty), "warnings": told(findings.warnings),
            "facts": .list(facts(of: job, say)), "skills": .list(criteria(of: job, say).map { .text($0) }),
            "hasSkills": .flag(!criteria(of: job, say).isEmpty),
            "questions": .list(questions(of: job, say)),
            "mayAdd": .flag(job.interview.questions.count < Limits.questionCountMax),
            "nextQuestion": .text("question-\(job.interview.questions.count + 1)"),
            "dimensions": .list(
                job.interview.dimensions.map { dimension in
                    .object([
                        "name": .text(DimensionNames.name(of: dimension.dimension, in: visit.language)),
                        "weight": .text("\(dimension.weight)"),
                        "minimum": .optional(dimension.minimum.map { say("job-at-least", ["points": "\($0)"]) }),
                        "isOutside": .flag(dimension.isOutside == true),
                    ])
                }),
            "rubrics": .list(rubricLines(job, say)),
            "rules": .list(job.ruleSet.inOrder.map { .text($0.sentence(say)) }),
        ]
        values.merge(anchorValues(view, say)) { $1 }
        values["seesPay"] = .flag(visit.may(.seePay))
        values["terms"] = .list(
            visit.may(.seePay)
                ? job.offer.map { offer in
                    [
                        .object([
                            "position": .text(offer.position), "workplace": .text(offer.workplace),
                            "pay": .text("\(offer.monthlySalary)"), "start": .text("\(offer.startDate)"),
                            "days": .text("\(offer.responseDays)"),
                            "approvedBy": .text(say("approved-by-\(offer.approvedBy?.rawValue ?? "nobody")")),
                        ])
                    ]
                } ?? [] : [])
        return values
    }

    private func facts(of job: JobDescription, _ say: JobWords) -> [TemplateValue] {
        let page = say.page
        var pairs = [
            ("job-department", job.department ?? "—"),
            ("job-language", page.say("language", job.language.rawValue, in: say.language)),
            ("job-policy", page.say("policy", job.policy.rawValue, in: say.language)),
            ("job-feedback", page.say("feedback", job.feedback?.rawValue ?? "never", in: say.language)),
            ("job-window", "\(job.interview.windowHours)"), ("job-retakes", "\(job.interview.retakesMax)"),
        ]
        if job.interview.faceChannel == true { pairs.append(("job-face", say("job-face-on"))) }
        return pairs.map { .object(["name": .text(say($0)), "value": .text($1)]) }
    }

    private func criteria(of job: JobDescription, _ say: JobWords) -> [String] {
        let criteria = job.criteria
        func line(_ name: String, _ isRequired: Bool) -> String {
            say(isRequired ? "job-must" : "job-nice", ["name": name])
        }
        var lines: [String] = []
        if let education = criteria.education {
            lines.append(
                line(say.page.say("education", education.level.rawValue, in: say.language), education.isRequired))
        }
        if let experience = criteria.experience {
            lines.append(line(say("job-years-of", ["years": "\(experience.yearsMin)"]), experience.isRequired))
        }
        lines += criteria.skills.map { line($0.name, $0.isRequired) }
        return lines + criteria.conditions.map { line($0.name, $0.isRequired) }
    }

    private func questions(of job: JobDescription, _ say: JobWords) -> [TemplateValue] {
        job.interview.questions.enumerated().map { index, question in
            let anchorCount = job.anchors(of: question.questionID).count
            return .object([
                "part": .text("question-\(index + 1)"), "number": .text("\(index + 1)"),
                "text": .text(question.text), "tag": .text(question.language == .chinese ? "zh-CN" : "en"),
                "kind": .text(say.page.say("answered", question.form.rawValue, in: say.language)),
                "competency": .text(DimensionNames.name(of: question.competency, in: say.language)),
                "anchors": .optional(question.form == .code ? nil : "anchors-\(index + 1)"),
                "anchorCount": .optional(anchorCount == 0 ? nil : say("anchor-count", ["count": "\(anchorCount)"])),
                "topics": .optional(question.topics.map(\.name).joined(separator: ", ")),
            ])
        }
    }
}
