import Domain

/// How far graders agree about answers.
package struct Agreement: Codable, Sendable, Hashable {
    package enum Between: String, Codable, Sendable, CaseIterable, Hashable {
        /// The untrained score and the mean of the people: what was learned from these very grades cannot be judged by them.
        case machineAndPeople = "machine-and-people"
        /// All who graded.
        case people
        /// Two of them, named.
        case twoPeople = "two-people"
    }

    package var between: Between
    package var dimension: String
    package var raters: [ActorID]
    /// Answers that were compared.
    package var answerCount: Int
    /// Graded answers that could not be: the machine gave no score, or one of the two no grade.
    package var leftOutCount: Int
    /// ICC(2,1), absolute agreement of single graders (Shrout and Fleiss 1979).
    package var correlation: Estimate?
    /// Cohen's kappa with quadratic weights, of two.
    package var kappa: Estimate?
    /// Why there is no number: `too-few`, `one-grader`, `gaps`, `no-spread`.
    package var refusal: String?

    /// A number with its 95 % interval.
    package struct Estimate: Codable, Sendable, Hashable {
        package var value: Double
        package var low: Double
        package var high: Double

        package init(value: Double, low: Double, high: Double) {
            self.value = value
            self.low = low
            self.high = high
        }

        static let shape = Shape.object([
            .required("value", .number(-1_000, 1), "The estimate."),
            .required("low", .number(-1_000, 1), "Where its 95 % interval begins."),
            .required("high", .number(-1_000, 1), "Where it ends."),
        ])
    }

    package init(
        between: Between, dimension: String, raters: [ActorID], answerCount: Int, leftOutCount: Int,
        correlation: Estimate? = nil, kappa: Estimate? = nil, refusal: String? = nil
    ) {
        self.between = between
        self.dimension = dimension
        self.raters = raters
        self.answerCount = answerCount
        self.leftOutCount = leftOutCount
        self.correlation = correlation
        self.kappa = kappa
        self.refusal = refusal
    }

    package static let shape = Shape.object([
        .required("between", .word(Between.self), "Who is compared."),
        .required("dimension", .text(charactersMax: 60), "In what."),
        .required("raters", .list(.identifier, countMax: 100), "The people."),
        .required("answerCount", .integer(0, 1_000_000), "Answers that were compared."),
        .required("leftOutCount", .integer(0, 1_000_000), "Graded answers that could not be."),
        .optional("correlation", Estimate.shape, "ICC(2,1): absolute agreement of single graders."),
        .optional("kappa", Estimate.shape, "Kappa with quadratic weights, of two."),
        .optional("refusal", .code, "Why there is no number."),
    ])
    package static let sample = Agreement(
        between: .machineAndPeople, dimension: "teamwork", raters: ["hr-1", "hr-2"], answerCount: 24, leftOutCount: 1,
        correlation: Estimate(value: 0.61, low: 0.28, high: 0.81), kappa: Estimate(value: 0.6, low: 0.33, high: 0.87))
    package static let refusedSample = Agreement(
        between: .people, dimension: "teamwork", raters: ["hr-1", "hr-2"], answerCount: 0, leftOutCount: 24,
        refusal: "gaps")
}
