import Domain

// Example values for samples, shared between events.

extension Instant {
    package static let sample = Instant(millisecondsSinceEpoch: 1_795_275_000_250)
}

extension JobDescription {
    package static let sample = JobDescription(
        title: "Store manager", language: .english, department: "Retail",
        criteria: JobCriteria(
            skills: [SkillCriterion("team leadership", aliases: ["团队管理"], isRequired: true, weight: 3)],
            education: EducationCriterion(.bachelor, isRequired: false),
            experience: ExperienceCriterion(yearsMin: 3, isRequired: true),
            conditions: [ConditionCriterion("weekend work", anyOf: ["weekend", "周末"], isRequired: false)]),
        interview: InterviewTemplate(
            questions: [.sample], dimensions: [.sample, DimensionWeight("teamwork", weight: 60)],
            identityByCode: false, faceChannel: false),
        ruleSet: RuleSet(
            "retail",
            [
                Rule("invite", priority: 1, when: [RuleCondition("composite", .atLeast, 70)], outcome: .humanInterview),
                Rule("thank", priority: 2, when: [RuleCondition("composite", .below, 60)], outcome: .thank),
            ]),
        offer: .sample, policy: .cn, feedback: .afterDecision)

    /// With a rubric of the employer's own.
    package static let rubricSample: JobDescription = {
        var job = sample
        job.interview.questions = [
            Question(
                questionID: "q1", text: "Tell us about a guest who was not content.", language: .english,
                competency: "service", topics: [])
        ]
        job.interview.dimensions = [.sample, DimensionWeight("service", weight: 60)]
        job.interview.rubrics = [.sample]
        job.interview.anchors = [.sample]
        return job
    }()

    package static let minimalSample = JobDescription(
        title: "Clerk", language: .chinese, criteria: JobCriteria(skills: []),
        interview: InterviewTemplate(questions: [], dimensions: []), ruleSet: RuleSet("none", []))
}

extension Question {
    package static let sample = Question(
        questionID: "q1", text: "Tell us about a time you solved a conflict in a team.", language: .english,
        competency: "teamwork", topics: [AnswerTopic("listening", anyOf: ["listen", "hear both sides"])],
        referenceAnswer: "I listened to both sides and we agreed on a plan.")
}

extension DimensionWeight {
    package static let sample = DimensionWeight("communication", weight: 40, minimum: 50)
}

extension InterviewPlan {
    package static let sample = InterviewPlan(
        jobTitle: "Store manager", questions: [.sample], dimensions: [.sample], retakesMax: 1, policy: .cn)
}

extension OfferTerms {
    package static let sample = OfferTerms(
        position: "Store manager", workplace: "Shanghai", monthlySalary: .sample, contractType: .fixedTerm,
        termMonths: 36, probationMonths: 3, probationMonthlySalary: .sample,
        startDate: CalendarDate(daysSinceEpoch: 20_820), benefits: ["meal allowance"],
        materials: [.identityDocument, .degreeCertificate])

    package static let approvedSample: OfferTerms = {
        var terms = sample
        terms.approvedBy = .finance
        terms.approvalHours = 12
        return terms
    }()
}

extension Money {
    /// CNY 15 000.00, built through a decoder-free path because a literal cannot throw.
    package static let sample: Money = {
        guard let money = try? Money(minorUnits: 1_500_000, currency: "CNY") else {
            preconditionFailure("CNY is a currency")
        }
        return money
    }()
}

extension DimensionResult {
    package static let sample = DimensionResult(
        dimension: "teamwork", outcome: .scored, score: 85,
        deductions: [
            Deduction(points: 15, code: "topic-not-mentioned", subject: "listening", questionID: "q1")
        ],
        evidence: [
            Evidence(
                kind: "topic", subject: "agreement", questionID: "q1", answerID: "app-1.q1.1",
                characters: CharacterSpan(start: 10, end: 19),
                time: TimeSpan(startMilliseconds: 4200, endMilliseconds: 4900)),
            Evidence(
                kind: "judged", subject: "compromise", questionID: "q1", answerID: "app-1.q1.1",
                characters: CharacterSpan(start: 40, end: 66),
                time: TimeSpan(startMilliseconds: 8000, endMilliseconds: 9900), judge: "some-model"),
        ], range: ScoreRange(83, 85))

    package static let calibratedSample = DimensionResult(
        dimension: "teamwork", outcome: .scored, score: 80,
        deductions: [Deduction(points: 20, code: "topic-not-mentioned", subject: "listening", questionID: "q1")],
        evidence: [], error: 6.5, calibration: Calibration(untrained: 85, gradedCount: 24),
        rubricVersions: [DimensionRubric.sample.version])

    package static let outsideSample = DimensionResult(
        dimension: "sales", outcome: .scored, score: 80, deductions: [], evidence: [],
        outside: OutsideSource(
            source: "past-results", measuredOn: CalendarDate(daysSinceEpoch: 20_700), reportedBy: "ats-1",
            reportedAt: .sample))

    package static let insufficientSample = DimensionResult(
        dimension: "teamwork", outcome: .insufficient, score: nil, deductions: [], evidence: [])
}

extension AnswerResult {
    package static let sample = AnswerResult(
        questionID: "q1", answerID: "app-1.q1.1", outcome: .scored, reason: nil,
        observation: AnswerObservation(
            durationMilliseconds: 61_000, speechMilliseconds: 52_000, speechRatePerMinute: 132.5, pauseCount: 4,
            longestPauseMilliseconds: 1800, tokenCount: 115, recognitionConfidence: 0.91, relevance: 0.44,
            spokenLanguage: .english, unsureShare: 0.02, doubtfulMilliseconds: 0, lostMilliseconds: 0),
        dimensions: [.sample], judge: JudgeNote(model: "some-model", outcome: .answered, foundCount: 1))

    package static let insufficientSample = AnswerResult(
        questionID: "q2", answerID: "app-1.q2.1", outcome: .insufficient, reason: "no-speech", observation: nil,
        dimensions: [])
}
