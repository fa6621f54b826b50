import Domain
import Events
import Testing

@testable import ScoringCore

/// Numbers of agreement, against worked examples that were published.
struct AgreementTests {
    /// Shrout and Fleiss 1979, table 2: six subjects, four judges.
    private let published: [[Double?]] = [
        [9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7],
    ]

    @Test(arguments: [
        // The correlations stand in the paper's table 4, the intervals are those that R's psych 2.4 gives for the same table.
        (IntraclassDesign.others, 0.17, -0.13, 0.72), (.same, 0.29, 0.02, 0.76), (.fixed, 0.71, 0.34, 0.95),
    ])
    func `the correlations of Shrout and Fleiss come out`(
        design: IntraclassDesign, value: Double, low: Double, high: Double
    ) throws {
        let estimate = try intraclassCorrelation(published, design)
        #expect(abs(estimate.value - value) < 0.006, "\(estimate)")
        #expect(abs(estimate.low - low) < 0.006 && abs(estimate.high - high) < 0.006, "\(estimate)")
    }

    @Test func `the kappa of Cohen's example comes out, weighted and not`() throws {
        // Cohen 1968, table 1: shares of 200 patients by two diagnoses, and what each disagreement costs.
        let table = [[88.0, 10, 2], [14, 40, 6], [18, 10, 12]]
        let weighted = try weightedKappa(table, disagreement: [[0, 1, 3], [1, 0, 6], [3, 6, 0]])
        let plain = try weightedKappa(table, disagreement: [[0, 1, 1], [1, 0, 1], [1, 1, 0]])
        #expect(abs(weighted.value - 0.348) < 0.0005, "\(weighted)")
        #expect(abs(plain.value - 0.492) < 0.0005, "\(plain)")
    }

    @Test func `the error of a kappa is what leaving one out at a time gives`() throws {
        let table = [[88.0, 10, 2], [14, 40, 6], [18, 10, 12]]
        let costs = [[0.0, 1, 4], [1, 0, 1], [4, 1, 0]]
        let whole = try weightedKappa(table, disagreement: costs)
        let count = 200.0
        var values: [(value: Double, times: Double)] = []
        for row in 0..<3 {
            for column in 0..<3 {
                var without = table
                without[row][column] -= 1
                values.append((try weightedKappa(without, disagreement: costs).value, table[row][column]))
            }
        }
        let mean = values.reduce(0) { $0 + $1.value * $1.times } / count
        let spread = values.reduce(0) { $0 + $1.times * ($1.value - mean) * ($1.value - mean) }
        let error = ((count - 1) / count * spread).squareRoot()
        #expect(abs((whole.high - whole.low) / (2 * 1.96) - error) < 0.05 * error)
    }

    @Test(arguments: [
        // Tables of the F distribution, upper 2.5 %.
        (5.0, 18.0, 3.3820), (5, 15, 3.5764), (1, 1, 647.789), (10, 10, 3.7168), (120, 60, 1.5810),
    ])
    func `quantiles of the F distribution are those of the tables`(one: Double, other: Double, value: Double) {
        let quantile = FDistribution.quantile(0.975, one, other)
        #expect(abs(quantile - value) < 0.0006 * value, "\(quantile)")
        #expect(abs(FDistribution.cumulative(quantile, one, other) - 0.975) < 1e-9)
    }

    @Test(
        arguments: [
            ([[1, nil], [2, 2], [3, 3]], .gaps), ([[1], [2], [3]], .oneGrader), ([[3, 3], [3, 3]], .noSpread),
            ([], .tooFew), ([[1, 2]], .tooFew),
        ] as [([[Double?]], AgreementRefusal)])
    func `where there is no number the reason is told`(table: [[Double?]], reason: AgreementRefusal) {
        for design in IntraclassDesign.allCases {
            #expect(throws: reason) { try intraclassCorrelation(table, design) }
        }
    }

    @Test func `those who agree in everything agree wholly`() throws {
        let table: [[Double?]] = [[1, 1], [5, 5], [3, 3]]
        for design in IntraclassDesign.allCases {
            #expect(try intraclassCorrelation(table, design) == Agreement.Estimate(value: 1, low: 1, high: 1))
        }
        #expect(try quadraticKappa([(1, 1), (5, 5), (3, 3)], levelMax: 5).value == 1)
        #expect(throws: AgreementRefusal.noSpread) { try quadraticKappa([(2, 2), (2, 2)], levelMax: 5) }
    }

    private func grade(_ answer: Int, by grader: ActorID, _ level: Int, machine: Score?) throws -> GradeCounted {
        GradeCounted(
            jobID: "job-1", questionID: "q1", answerID: try AnswerID("a\(answer)"), dimension: "teamwork",
            gradedBy: grader, gradedAt: .sample, countedAt: .sample, level: level, untrained: machine, features: nil)
    }

    @Test func `a job's agreement names what could not be compared instead of dropping it`() throws {
        var grades: [GradeCounted] = []
        for answer in 0..<8 {
            let machine = answer == 7 ? nil : Score(clamping: Double(answer) * 12)
            grades.append(try grade(answer, by: "hr-1", min(5, answer), machine: machine))
            if answer > 0 { grades.append(try grade(answer, by: "hr-2", min(5, answer + 1), machine: machine)) }
        }
        let found = agreements(of: grades)
        #expect(found.map(\.between) == [.machineAndPeople, .people, .twoPeople])
        #expect(found[0].answerCount == 7 && found[0].leftOutCount == 1 && found[0].refusal == nil)
        #expect(found[1].refusal == "gaps" && found[1].correlation == nil && found[1].leftOutCount == 8)
        #expect(found[2].raters == ["hr-1", "hr-2"] && found[2].answerCount == 7 && found[2].leftOutCount == 1)
        let estimates = [found[0].correlation, found[0].kappa, found[2].correlation, found[2].kappa]
        for estimate in estimates {
            let estimate = try #require(estimate)
            #expect(estimate.low < estimate.value && estimate.value < estimate.high)
        }
        #expect(agreements(of: grades.reversed()) == found)
        #expect(agreements(of: Array(grades.prefix(5))).compactMap(\.refusal) == ["too-few", "gaps"])
    }
}
