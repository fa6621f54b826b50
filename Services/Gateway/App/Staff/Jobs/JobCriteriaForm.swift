import Domain
import Events

// What a résumé is matched against.

func criteriaGroups(of job: JobDescription, _ say: JobWords) -> [JobFieldGroup] {
    let criteria = job.criteria
    let list = "/criteria/skills"
    let skills = criteria.skills.map(Optional.some) + Array(repeating: nil, count: JobWords.emptyRows)
    let conditions = criteria.conditions.map(Optional.some) + Array(repeating: nil, count: JobWords.emptyRows)
    return [
        JobFieldGroup(
            legend: say("job-general"),
            fields: [
                JobField(
                    "/criteria/education/level", "job-education",
                    say.choices("education", ["none"] + EducationLevel.allCases.map(\.rawValue)),
                    criteria.education?.level.rawValue ?? "none"),
                JobField(
                    "/criteria/education/isRequired", "job-education-required", say.yesOrNo,
                    criteria.education?.isRequired == true ? "yes" : "no"),
                JobField(
                    "/criteria/experience/yearsMin", "job-years", .number(0...50),
                    criteria.experience.map { "\($0.yearsMin)" } ?? ""),
                JobField(
                    "/criteria/experience/isRequired", "job-years-required", say.yesOrNo,
                    criteria.experience?.isRequired == true ? "yes" : "no"),
                JobField(
                    "/criteria/passShareMin", "job-share", .line(charactersMax: 6), "\(criteria.passShareMin)",
                    hint: "job-share-hint"),
            ])
    ]
        + skills.enumerated().map { index, skill in
            JobFieldGroup(
                legend: say("job-skill", ["number": "\(index + 1)"]),
                fields: [
                    JobField("\(list)/\(index)/name", "job-name", .line(charactersMax: 100), skill?.name ?? ""),
                    JobField(
                        "\(list)/\(index)/aliases", "job-aliases", .line(charactersMax: 3000),
                        (skill?.aliases ?? []).joined(separator: ", ")),
                    JobField(
                        "\(list)/\(index)/isRequired", "job-required", say.yesOrNo,
                        skill?.isRequired == true ? "yes" : "no"),
                    JobField("\(list)/\(index)/weight", "job-weight", .number(1...10), "\(skill?.weight ?? 1)"),
                ])
        }
        + conditions.enumerated().map { index, condition in
            JobFieldGroup(
                legend: say("job-condition", ["number": "\(index + 1)"]),
                fields: [
                    JobField(
                        "/criteria/conditions/\(index)/name", "job-name", .line(charactersMax: 100),
                        condition?.name ?? ""),
                    JobField(
                        "/criteria/conditions/\(index)/anyOf", "job-any-of", .line(charactersMax: 3000),
                        (condition?.anyOf ?? []).joined(separator: ", ")),
                    JobField(
                        "/criteria/conditions/\(index)/isRequired", "job-required", say.yesOrNo,
                        condition?.isRequired == true ? "yes" : "no"),
                ])
        }
}

func applyCriteria(_ form: inout JobForm, to job: JobDescription) -> JobDescription {
    var job = job
    job.criteria.education = EducationLevel(rawValue: form.text("/criteria/education/level")).map {
        EducationCriterion($0, isRequired: form.isYes("/criteria/education/isRequired"))
    }
    job.criteria.experience = form.number("/criteria/experience/yearsMin").map {
        ExperienceCriterion(yearsMin: $0, isRequired: form.isYes("/criteria/experience/isRequired"))
    }
    job.criteria.passShareMin = form.score("/criteria/passShareMin") ?? job.criteria.passShareMin
    var skills: [SkillCriterion] = []
    for (index, row) in form.rows("/criteria/skills", "/name", ["/aliases"]).enumerated() {
        let place = "/criteria/skills/\(row)"
        let weight = form.number("\(place)/weight", shownAt: "/criteria/skills/\(index)/weight") ?? 1
        skills.append(
            SkillCriterion(
                form.text("\(place)/name"), aliases: form.words("\(place)/aliases"),
                isRequired: form.isYes("\(place)/isRequired"), weight: weight))
    }
    job.criteria.skills = skills
    job.criteria.conditions = form.rows("/criteria/conditions", "/name", ["/anyOf"]).map { row in
        let place = "/criteria/conditions/\(row)"
        return ConditionCriterion(
            form.text("\(place)/name"), anyOf: form.words("\(place)/anyOf"),
            isRequired: form.isYes("\(place)/isRequired"))
    }
    return job
}
