import Domain

/// What a job is: criteria, interview, rules and terms. Nothing in it is personal.
package struct JobDescription: Codable, Sendable, Hashable {
    package var title: String
    /// The language of the questions and of mails when the candidate named none.
    package var language: Language
    package var department: String?
    package var criteria: JobCriteria
    package var interview: InterviewTemplate
    package var ruleSet: RuleSet
    package var offer: OfferTerms?
    package var policy: PolicyProfile
    /// Whether candidates read a summary of their report; nil: they do not.
    package var feedback: FeedbackSharing?

    package init(
        title: String, language: Language, department: String? = nil, criteria: JobCriteria,
        interview: InterviewTemplate, ruleSet: RuleSet, offer: OfferTerms? = nil, policy: PolicyProfile = .standard,
        feedback: FeedbackSharing? = nil
    ) {
        self.title = title
        self.language = language
        self.department = department
        self.criteria = criteria
        self.interview = interview
        self.ruleSet = ruleSet
        self.offer = offer
        self.policy = policy
        self.feedback = feedback
    }

    package static let shape = Shape.object([
        .required("title", .text(charactersMax: 200), "The job's title."),
        .required("language", .language, "Language of questions, and of mails when the candidate named none."),
        .optional("department", .text(charactersMax: 200), "The department that hires."),
        .required("criteria", JobCriteria.shape, "What a résumé is matched against."),
        .required("interview", InterviewTemplate.shape, "Questions, dimensions and limits of the interview."),
        .required("ruleSet", RuleSet.shape, "What the employer's rules make of a report."),
        .optional("offer", OfferTerms.shape, "The terms of an offer for this job."),
        .required("policy", .word(PolicyProfile.self), "The jurisdiction's policy profile."),
        .optional(
            "feedback", .word(FeedbackSharing.self), "When candidates read a summary of their report; absent: never."),
    ])
}

/// When a candidate reads a summary of the report, with advice.
package enum FeedbackSharing: String, Codable, Sendable, CaseIterable, Hashable {
    case afterReport = "after-report"
    /// Once a person has decided how it goes on.
    case afterDecision = "after-decision"
}

/// Which law's defaults apply; `standard` is the strictest common ground.
package enum PolicyProfile: String, Codable, Sendable, CaseIterable, Hashable {
    case standard, cn, eu
    case usIllinois = "us-il"
    case usNewYorkCity = "us-nyc"

    /// Whether a machine may turn somebody down without a person. Only where the law allows it and asks for a report
    /// afterwards (Illinois, 820 ILCS 42/20); PIPL art. 24 and GDPR art. 22 are why it is not the default.
    package var rejectsWithoutPerson: Bool { self == .usIllinois }

    /// Whether a job may ask its candidates for consent to look at their faces. Nowhere under the law of the European Union, whose
    /// AI Act (2024/1689, art. 5(1)(f)) is nearest to it, and so not under the strictest common ground.
    package var allowsFaces: Bool {
        switch self {
        case .cn, .usIllinois, .usNewYorkCity: true
        case .eu, .standard: false
        }
    }
}

/// Degrees, from the lowest.
package enum EducationLevel: String, Codable, Sendable, CaseIterable, Hashable, Comparable {
    case secondary, associate, bachelor, master, doctor

    package static func < (left: Self, right: Self) -> Bool {
        allCases.firstIndex(of: left)! < allCases.firstIndex(of: right)!
    }
}

/// The criteria of a job. A criterion on age, sex, family, origin, belief, health or a picture is refused when the job is opened.
package struct JobCriteria: Codable, Sendable, Hashable {
    package var skills: [SkillCriterion]
    package var education: EducationCriterion?
    package var experience: ExperienceCriterion?
    package var conditions: [ConditionCriterion]
    /// The share of weighted criteria, 0 to 100, from which a résumé with every required criterion passes.
    package var passShareMin: Score

    package init(
        skills: [SkillCriterion], education: EducationCriterion? = nil, experience: ExperienceCriterion? = nil,
        conditions: [ConditionCriterion] = [], passShareMin: Score = 60
    ) {
        self.skills = skills
        self.education = education
        self.experience = experience
        self.conditions = conditions
        self.passShareMin = passShareMin
    }

    package static let shape = Shape.object([
        .required("skills", .list(SkillCriterion.shape, countMax: 50), "Skills, required and preferred."),
        .optional("education", EducationCriterion.shape, "The lowest degree."),
        .optional("experience", ExperienceCriterion.shape, "The fewest years of work."),
        .required("conditions", .list(ConditionCriterion.shape, countMax: 20), "Other conditions by keyword."),
        .required("passShareMin", .score, "Share of weighted criteria that passes, 0 to 100."),
    ])
}

package struct SkillCriterion: Codable, Sendable, Hashable {
    package var name: String
    /// Other names of the skill in any language.
    package var aliases: [String]
    package var isRequired: Bool
    /// 1 to 10.
    package var weight: Int

    package init(_ name: String, aliases: [String] = [], isRequired: Bool, weight: Int = 1) {
        self.name = name
        self.aliases = aliases
        self.isRequired = isRequired
        self.weight = weight
    }

    package static let shape = Shape.object([
        .required("name", .text(charactersMax: 100), "The skill's name."),
        .required("aliases", .list(.text(charactersMax: 100), countMax: 30), "Its other names, in any language."),
        .required("isRequired", .boolean, "Without it nobody passes."),
        .required("weight", .integer(1, 10), "Its share among the criteria."),
    ])
}

package struct EducationCriterion: Codable, Sendable, Hashable {
    package var level: EducationLevel
    package var isRequired: Bool

    package init(_ level: EducationLevel, isRequired: Bool) {
        self.level = level
        self.isRequired = isRequired
    }

    package static let shape = Shape.object([
        .required("level", .word(EducationLevel.self), "The lowest degree."),
        .required("isRequired", .boolean, "Without it nobody passes."),
    ])
}

package struct ExperienceCriterion: Codable, Sendable, Hashable {
    package var yearsMin: Int
    package var isRequired: Bool

    package init(yearsMin: Int, isRequired: Bool) {
        self.yearsMin = yearsMin
        self.isRequired = isRequired
    }

    package static let shape = Shape.object([
        .required("yearsMin", .integer(0, 50), "The fewest years."),
        .required("isRequired", .boolean, "Without it nobody passes."),
    ])
}

package struct ConditionCriterion: Codable, Sendable, Hashable {
    package var name: String
    /// The condition is met when one of these is found.
    package var anyOf: [String]
    package var isRequired: Bool

    package init(_ name: String, anyOf: [String], isRequired: Bool) {
        self.name = name
        self.anyOf = anyOf
        self.isRequired = isRequired
    }

    package static let shape = Shape.object([
        .required("name", .text(charactersMax: 100), "What the condition is called."),
        .required("anyOf", .list(.text(charactersMax: 100), countMax: 30), "Words of which one must be found."),
        .required("isRequired", .boolean, "Without it nobody passes."),
    ])
}
