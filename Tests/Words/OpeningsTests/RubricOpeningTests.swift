import Domain
import Events
import JSON
import Openings
import Testing

/// The employer's own rubrics and anchor answers, as every door looks at them.
struct RubricOpeningTests {
    private static let sound: JobDescription = {
        var job = JobDescription.rubricSample
        job.ruleSet = OpeningTests.sound.ruleSet
        return job
    }()

    private static func fault(
        _ what: String, _ code: String, _ place: String, _ severity: OpeningFinding.Severity = .error,
        _ change: (inout DimensionRubric) -> Void
    ) -> OpeningCase {
        OpeningCase(what, code, "/interview/rubrics/0\(place)", severity) { job in
            job = sound
            change(&job.interview.rubrics![0])
        }
    }

    private static func anchorFault(
        _ what: String, _ place: String, _ change: (inout InterviewTemplate) -> Void
    ) -> OpeningCase {
        OpeningCase(what, "malformed-anchors", "/interview/anchors\(place)") { job in
            job = sound
            change(&job.interview)
        }
    }

    @Test func `a job with a rubric and anchor answers of its own has no findings`() {
        #expect(checkOpening(Self.sound).map(\.code) == [])
    }

    @Test(arguments: rubricCases + criterionCases + levelCases + anchorCases)
    func `a fault of a rubric is found at its place, and nothing else is`(found: OpeningCase) throws {
        let findings = checkOpening(found.job)
        #expect(findings.map(\.code) == [found.code])
        #expect(findings.map(\.place) == [found.place])
        #expect(findings.first?.severity == found.severity)
        for language in Language.allCases {
            let words = try #require(findings.first).words(in: language)
            #expect(!words.contains("{") && words.count <= 500, "\(words)")
        }
    }

    private static let rubricCases = [
        fault("of no dimension", "malformed-rubric", "/dimension") { $0.dimension = "sales" },
        OpeningCase("of what is measured elsewhere", "malformed-rubric", "/interview/rubrics/1/dimension") { job in
            job = sound
            job.interview.dimensions.append(DimensionWeight("results", weight: 0, isOutside: true))
            var rubric = DimensionRubric.sample
            rubric.dimension = "results"
            job.interview.rubrics?.append(rubric)
        },
        OpeningCase("two of one dimension", "malformed-rubric", "/interview/rubrics/1/dimension") { job in
            job = sound
            job.interview.rubrics?.append(.sample)
        },
        fault("with nothing in it", "malformed-rubric", "") {
            $0 = DimensionRubric("service", criteria: [], source: "-")
        },
        fault("without a source", "rubric-without-source", "/source") { $0.source = " " },
        fault("with a long source", "rubric-without-source", "/source") {
            $0.source = String(repeating: "a", count: 501)
        },
        OpeningCase("of more bytes than a job may have", "rubric-out-of-bounds", "/interview/rubrics") { job in
            job = sound
            let words = (0..<40).map { String(repeating: "词", count: 90) + "\($0)" }
            for index in 0..<10 {
                var criterion = RubricCriterion.sample
                criterion.words.zh = words
                criterion.name.en = "number \(index)"
                job.interview.rubrics?[0].criteria.append(criterion)
            }
        },
        OpeningCase("that counts in no question", "rubric-not-counted", "/interview/rubrics/0/criteria", .warning) {
            job in
            job = sound
            job.interview.questions[0].topics = [AnswerTopic("the guest", anyOf: ["guest"])]
        },
    ]

    private static let criterionCases = [
        fault("thirteen criteria", "rubric-out-of-bounds", "/criteria") {
            $0.criteria = Array(repeating: .sample, count: 13)
        },
        fault("points of 101", "rubric-out-of-bounds", "/criteria/0/points") { $0.criteria[0].points = 101 },
        fault("no points at all", "rubric-without-points", "/criteria") { $0.criteria[0].points = 0 },
        fault("no name in the question's language", "rubric-language-missing", "/criteria/0/name/en") {
            $0.criteria[0].name.en = nil
        },
        fault("no words in the question's language", "criterion-without-words", "/criteria/0/words/en") {
            $0.criteria[0].words.en = nil
        },
        fault("a word of blanks", "criterion-without-words", "/criteria/0/words/en") {
            $0.criteria[0].words.en = ["asked", "  "]
        },
        fault("41 words", "rubric-out-of-bounds", "/criteria/0/words/en") {
            $0.criteria[0].words.en = (0..<41).map { "word\($0)" }
        },
        fault("an example of 201 characters", "rubric-out-of-bounds", "/criteria/0/examples/en") {
            $0.criteria[0].examples?.en = [String(repeating: "a", count: 201)]
        },
        fault("what nobody may be chosen by", "protected-attribute", "/criteria/0") {
            $0.criteria[0].words.zh = ["限男性"]
        },
        fault("a name that asks for an age", "protected-attribute", "/criteria/0") {
            $0.criteria[0].name.en = "is under 35"
            $0.criteria[0].words.en = ["years of age"]
        },
        fault("what may be read so", "perhaps-protected", "/criteria/0", .warning) {
            $0.criteria[0].words.en = ["a young guest"]
        },
    ]

    private static let levelCases = [
        fault("five levels", "malformed-rubric", "/levels") { $0.levels?.removeLast() },
        fault("a level without words", "rubric-language-missing", "/levels/3/en") { $0.levels?[3].en = nil },
        fault("a level of 401 characters", "rubric-language-missing", "/levels/0/en") {
            $0.levels?[0].en = String(repeating: "a", count: 401)
        },
        fault("a level about religion", "perhaps-protected", "/levels/2", .warning) {
            $0.levels?[2].en = "Speaks of their religion."
        },
    ]

    private static let anchorCases = [
        anchorFault("of a question that is not there", "/0/questionID") { $0.anchors?[0].questionID = "q9" },
        anchorFault("of a question twice", "/1/questionID") { $0.anchors?.append(.sample) },
        anchorFault("of level 6", "/0/answers/0/level") { $0.anchors?[0].answers[0].level = 6 },
        anchorFault("without words", "/0/answers/0/text") { $0.anchors?[0].answers[0].text = "\n" },
        anchorFault("of 2001 characters", "/0/answers/0/text") {
            $0.anchors?[0].answers[0].text = String(repeating: "a", count: 2001)
        },
        anchorFault("six of one level", "/0/answers") {
            $0.anchors?[0].answers = Array(repeating: AnchorAnswer(level: 4, "I asked."), count: 6)
        },
        anchorFault("of more bytes than a job may have", "") { interview in
            let answers = (0..<30).map { AnchorAnswer(level: $0 % 6, String(repeating: "答", count: 2000)) }
            interview.anchors?[0].answers = answers
        },
    ]

    @Test func `each language in which a dimension is asked about is looked at, and no other`() {
        var job = Self.sound
        job.interview.rubrics?[0].criteria[0].name.zh = nil
        job.interview.rubrics?[0].criteria[0].words.zh = nil
        job.interview.rubrics?[0].levels = nil
        #expect(checkOpening(job).isEmpty)
        var question = job.interview.questions[0]
        question.questionID = "q2"
        question.language = .chinese
        job.interview.questions.append(question)
        let places = ["name", "words"].map { "/interview/rubrics/0/criteria/0/\($0)/zh" }
        #expect(checkOpening(job).map(\.place) == places)
    }

    @Test func `a job from before rubrics were the employer's decodes unchanged`() throws {
        let old = try JSON.encode(JobDescription.sample)
        #expect(!String(decoding: old, as: UTF8.self).contains("rubrics"))
        let job = try JSON.decode(JobDescription.self, from: old)
        #expect(job == .sample && job.interview.rubrics == nil && job.interview.anchors == nil)
        let own = try JSON.encode(JobDescription.rubricSample)
        #expect(try JSON.decode(JobDescription.self, from: own) == .rubricSample)
    }
}
