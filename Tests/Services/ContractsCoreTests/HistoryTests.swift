import ContractsCore
import Domain
import Testing

/// What earlier contracts with the same employer mean for the next one.
struct HistoryTests {
    private static func contract(
        _ starts: String, _ ends: String?, isFixedTerm: Bool = true, hadProbation: Bool = false
    ) throws -> EarlierContract {
        EarlierContract(
            isFixedTerm: isFixedTerm, startsOn: try CalendarDate(starts),
            lastDay: try ends.map { try CalendarDate($0) },
            hadProbation: hadProbation)
    }

    @Test(
        arguments: [
            ("nothing before", [], 0, 0, false),
            (
                "two fixed terms in a row",
                [
                    try contract("2022-12-01", "2024-11-30", hadProbation: true),
                    try contract("2024-12-01", "2026-11-30"),
                ],
                2, 4, true
            ),
            (
                "a month between is still in a row",
                [try contract("2023-11-01", "2024-10-31"), try contract("2024-11-30", "2026-11-01")], 2, 3, false
            ),
            (
                "long gone, but a probation counts for ever",
                [try contract("2010-01-01", "2012-12-31", hadProbation: true)], 0, 0, true
            ),
            (
                "what was before a break is not in a row",
                [try contract("2015-01-01", "2020-12-31"), try contract("2024-12-01", "2026-11-30")], 1, 2, false
            ),
            ("ten years without end", [try contract("2016-12-01", nil, isFixedTerm: false)], 0, 10, false),
            ("a day short of ten years", [try contract("2016-12-02", nil, isFixedTerm: false)], 0, 9, false),
        ] as [(String, [EarlierContract], Int, Int, Bool)])
    func `earlier contracts count as the law says`(
        name: String, contracts: [EarlierContract], fixedTermCount: Int, years: Int, hadProbation: Bool
    ) throws {
        let history = EmploymentHistory(of: contracts, before: try CalendarDate("2026-12-01"))
        #expect(
            history
                == EmploymentHistory(
                    fixedTermContractCount: fixedTermCount, serviceYears: years, hadProbation: hadProbation), "\(name)")
    }
}
