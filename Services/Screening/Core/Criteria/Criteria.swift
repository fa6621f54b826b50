import Domain
import Events
import Openings

/// What a job asks of a résumé, judged fit to be used.
package struct Criteria: Sendable, Hashable {
    package let all: [Criterion]
    /// The share of the weighted criteria, 0 to 100, from which on an application passes without a person's look.
    package let passShareMin: Score

    /// Refuses what is not lawful or makes no sense; nothing is silently left out.
    package init(_ job: JobCriteria) throws(CriterionError) {
        if let error = checkCriteria(job, under: .standard).error { throw error }
        var all: [Criterion] = []
        for skill in job.skills {
            let names = [skill.name] + skill.aliases
            let phrases = (names + SkillNames.others(for: names)).compactMap { Phrase($0) }
            all.append(
                Criterion(
                    name: skill.name, kind: .skill(names: phrases), isRequired: skill.isRequired, weight: skill.weight))
        }
        if let education = job.education {
            let kind = Criterion.Kind.education(atLeast: education.level)
            all.append(
                Criterion(name: education.level.rawValue, kind: kind, isRequired: education.isRequired, weight: 1))
        }
        if let experience = job.experience {
            let name = "\(experience.yearsMin)-years"
            let kind = Criterion.Kind.experience(atLeastMonths: experience.yearsMin * 12)
            all.append(Criterion(name: name, kind: kind, isRequired: experience.isRequired, weight: 1))
        }
        for condition in job.conditions {
            let phrases = condition.anyOf.compactMap { Phrase($0) }
            all.append(
                Criterion(
                    name: condition.name, kind: .condition(anyOf: phrases), isRequired: condition.isRequired, weight: 1)
            )
        }
        self.all = all
        passShareMin = job.passShareMin
    }
}
