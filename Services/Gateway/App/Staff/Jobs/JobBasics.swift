import Domain
import Events

// What a job is called and how its interview runs.

func basicsGroups(of job: JobDescription, _ say: JobWords) -> [JobFieldGroup] {
    let interview = job.interview
    return [
        JobFieldGroup(
            legend: say("job-what"),
            fields: [
                JobField("/title", "job-title-field", .line(charactersMax: 200), job.title),
                JobField("/department", "job-department", .line(charactersMax: 200), job.department ?? ""),
                JobField(
                    "/language", "job-language", say.choices("language", Language.allCases.map(\.rawValue)),
                    job.language.rawValue, hint: "job-language-hint"),
                JobField(
                    "/policy", "job-policy", say.choices("policy", PolicyProfile.allCases.map(\.rawValue)),
                    job.policy.rawValue, hint: "job-policy-hint"),
                JobField(
                    "/feedback", "job-feedback",
                    say.choices("feedback", ["never"] + FeedbackSharing.allCases.map(\.rawValue)),
                    job.feedback?.rawValue ?? "never"),
            ]),
        JobFieldGroup(
            legend: say("job-interview"),
            fields: [
                JobField(
                    "/interview/windowHours", "job-window", .number(1...2160), "\(interview.windowHours)"),
                JobField("/interview/retakesMax", "job-retakes", .number(0...5), "\(interview.retakesMax)"),
                JobField(
                    "/interview/identityByCode", "job-code", say.yesOrNo,
                    interview.identityByCode == true ? "yes" : "no"),
                JobField(
                    "/interview/faceChannel", "job-face", say.yesOrNo, interview.faceChannel == true ? "yes" : "no",
                    hint: "job-face-hint"),
            ]),
    ]
}

func applyBasics(_ form: inout JobForm, to job: JobDescription) -> JobDescription {
    var job = job
    job.title = form.text("/title")
    job.department = form.optional("/department")
    job.language = Language(rawValue: form.text("/language")) ?? job.language
    job.policy = PolicyProfile(rawValue: form.text("/policy")) ?? job.policy
    job.feedback = FeedbackSharing(rawValue: form.text("/feedback"))
    job.interview.windowHours = form.number("/interview/windowHours") ?? job.interview.windowHours
    job.interview.retakesMax = form.number("/interview/retakesMax") ?? job.interview.retakesMax
    job.interview.identityByCode = form.isYes("/interview/identityByCode")
    job.interview.faceChannel = form.isYes("/interview/faceChannel") ? true : nil
    return job
}
