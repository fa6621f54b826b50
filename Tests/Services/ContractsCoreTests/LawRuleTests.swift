import ContractsCore
import Domain
import Events
import Testing

func yuan(_ amount: Int64) -> Money {
    guard let money = try? Money(minorUnits: amount * 100, currency: "CNY") else { preconditionFailure("CNY") }
    return money
}

/// A draft that breaks nothing.
let lawful: ContractDraft = {
    guard let start = try? CalendarDate(year: 2026, month: 12, day: 1) else { preconditionFailure("a day") }
    return ContractDraft(
        employer: Employer(name: "云招科技有限公司", domicile: "上海市", representative: "陈经理", creditCode: ""),
        workerName: "王小明",
        identity: IdentityDetails(idType: .resident, idNumber: "11010519491231002X", address: "北京市朝阳区"),
        terms: OfferTerms(
            position: "店长", workplace: "上海", monthlySalary: yuan(15_000), contractType: .fixedTerm, termMonths: 36,
            probationMonths: 6, probationMonthlySalary: yuan(12_000), startDate: start, benefits: ["餐补"]),
        items: Dictionary(uniqueKeysWithValues: MandatoryItem.allCases.map { ($0, "…") }))
}()

let circumstances: Circumstances = {
    guard let today = try? CalendarDate(year: 2026, month: 11, day: 21) else { preconditionFailure("a day") }
    return Circumstances(today: today, minimumWage: yuan(2_690))
}()

func codes(_ change: (inout ContractDraft) -> Void) -> [String] {
    var draft = lawful
    change(&draft)
    return checkContract(draft, circumstances).map { "\($0.rule) \($0.code)" }
}

@Suite struct LawRuleTests {
    @Test func `a lawful contract has no findings`() {
        #expect(checkContract(lawful, circumstances).isEmpty)
    }

    @Test(arguments: MandatoryItem.allCases)
    func `each of the nine items of LCL 17 is demanded`(item: MandatoryItem) {
        for empty in [nil, "", " \n　"] as [String?] {
            let found = codes { $0.items[item] = empty }
            #expect(found.count == 1 && found[0].hasPrefix("CN-LCL-17 "))
        }
    }

    @Test func `a blank fact in an item is a missing item`() {
        let facts: [(WritableKeyPath<ContractDraft, String>, String)] = [
            (\.employer.name, "employer-missing"), (\.employer.domicile, "employer-missing"),
            (\.employer.representative, "employer-missing"), (\.workerName, "worker-missing"),
            (\.identity.address, "worker-missing"), (\.identity.idNumber, "worker-missing"),
            (\.terms.position, "work-missing"), (\.terms.workplace, "work-missing"),
        ]
        for (path, code) in facts {
            #expect(codes { $0[keyPath: path] = " " } == ["CN-LCL-17 \(code)"])
        }
    }

    @Test(
        arguments: [
            (2, 0, []), (2, 1, ["CN-LCL-19a probation-not-allowed"]),
            (3, 1, []), (3, 2, ["CN-LCL-19b probation-too-long"]),
            (11, 1, []), (11, 2, ["CN-LCL-19b probation-too-long"]),
            (12, 2, []), (12, 3, ["CN-LCL-19c probation-too-long"]),
            (24, 3, ["CN-LCL-19c probation-too-long"]),
            (35, 2, []), (35, 3, ["CN-LCL-19c probation-too-long"]),
            (36, 3, []), (36, 6, []), (36, 7, ["CN-LCL-19d probation-too-long"]),
            (1, 1, ["CN-LCL-19a probation-not-allowed", "CN-LCL-19e probation-is-whole-term"]),
            (6, 6, ["CN-LCL-19b probation-too-long", "CN-LCL-19e probation-is-whole-term"]),
        ] as [(Int, Int, [String])])
    func `probation is bounded by the term`(term: Int, probation: Int, found: [String]) {
        #expect(
            codes {
                $0.terms.termMonths = term; $0.terms.probationMonths = probation
            } == found)
    }

    @Test(
        arguments: [
            (OfferTerms.ContractType.openEnded, 6, []), (.openEnded, 7, ["CN-LCL-19d probation-too-long"]),
            (.taskBased, 0, []), (.taskBased, 1, ["CN-LCL-19a probation-not-allowed"]),
        ] as [(OfferTerms.ContractType, Int, [String])])
    func `probation is bounded by the kind of contract`(kind: OfferTerms.ContractType, months: Int, found: [String]) {
        let codes = codes {
            $0.terms.contractType = kind
            $0.terms.termMonths = nil
            $0.terms.probationMonths = months
        }
        #expect(codes == found)
    }

    @Test(
        arguments: [
            (12_000, []), (11_999, ["CN-LCL-20 probation-pay-too-low"]),
            (2_000, ["CN-LCL-20 probation-pay-too-low", "CN-LCL-20 probation-pay-below-minimum-wage"]),
        ] as [(Int64, [String])])
    func `pay in probation is at least 80 percent and the minimum wage`(pay: Int64, found: [String]) {
        #expect(codes { $0.terms.probationMonthlySalary = yuan(pay) } == found)
    }

    @Test func `one fen below 80 percent is too low, and without probation its pay does not matter`() throws {
        let almost = try Money(minorUnits: 1_199_999, currency: "CNY")
        #expect(codes { $0.terms.probationMonthlySalary = almost } == ["CN-LCL-20 probation-pay-too-low"])
        #expect(
            codes {
                $0.terms.probationMonthlySalary = almost; $0.terms.probationMonths = 0
            }.isEmpty)
    }

    @Test func `pay below the minimum wage is found with and without probation`() {
        #expect(
            codes {
                $0.terms.monthlySalary = yuan(2_689); $0.terms.probationMonthlySalary = nil
            }
                == ["CN-LCL-20 probation-pay-below-minimum-wage", "CN-LL-48 pay-below-minimum-wage"])
        #expect(
            codes {
                $0.terms.monthlySalary = yuan(2_689)
                $0.terms.probationMonthlySalary = nil
                $0.terms.probationMonths = 0
            } == ["CN-LL-48 pay-below-minimum-wage"])
        #expect(
            codes {
                $0.terms.monthlySalary = yuan(2_690); $0.terms.probationMonthlySalary = nil
            }.isEmpty)
    }

    @Test(
        arguments: [
            ("入职须交纳押金 500 元", ["CN-LCL-9 deposit"]), ("本公司不收取押金", []),
            ("A deposit of 500 is due", ["CN-LCL-9 deposit"]), ("No deposit is taken", []),
            ("公司扣押身份证至转正", ["CN-LCL-9 documents-withheld"]),
            ("提前离职须支付违约金 5000 元", ["CN-LCL-25 penalty-clause"]),
            ("合同期内不得结婚", ["CN-EPL-27 marriage-or-childbirth"]),
            ("每年体检一次", []),
        ] as [(String, [String])])
    func `clauses that the law forbids are found in what the employer wrote`(clause: String, found: [String]) {
        #expect(codes { $0.additionalClauses = [clause] } == found)
        #expect(codes { $0.terms.benefits = [clause] } == found)
    }

    @Test(
        arguments: [
            ("2026-11-30", []), ("2026-12-01", ["CN-LCL-10 work-has-begun"]),
            ("2026-12-31", ["CN-LCL-10 work-has-begun"]),
            ("2027-01-01", ["CN-LCL-10 signed-too-late"]),
        ] as [(String, [String])])
    func `a written contract comes within a month of the first day`(today: String, found: [String]) throws {
        var circumstances = circumstances
        circumstances.today = try CalendarDate(today)
        #expect(checkContract(lawful, circumstances).map { "\($0.rule) \($0.code)" } == found)
    }

    @Test(
        arguments: [
            (IdentityDetails.IDType.resident, "11010519491231002X", []), (.resident, "11010519491231002x", []),
            (.resident, "110105194912310021", ["CN-ID identity-number-invalid"]),
            (.resident, "11010519490230002X", ["CN-ID identity-number-invalid"]),
            (.passport, "E12345678", []),
        ] as [(IdentityDetails.IDType, String, [String])])
    func `a resident number is checked and other documents are taken as they are`(
        type: IdentityDetails.IDType, number: String, found: [String]
    ) {
        #expect(
            codes {
                $0.identity.idType = type; $0.identity.idNumber = number
            } == found)
    }

    /// The first day of the lawful draft is 1 December 2026.
    @Test(
        arguments: [
            (IdentityDetails.IDType.resident, "110101201012010010", []),
            (.resident, "110101201012020016", ["CN-LL-15 under-working-age"]),
            (.resident, "110101202101010017", ["CN-LL-15 under-working-age"]),
            (.passport, "110101202101010017", []),
        ] as [(IdentityDetails.IDType, String, [String])])
    func `no contract is concluded with somebody under sixteen`(
        type: IdentityDetails.IDType, number: String, found: [String]
    ) {
        #expect(
            codes {
                $0.identity.idType = type; $0.identity.idNumber = number
            } == found)
    }

    @Test func `history and non-compete are checked`() {
        #expect(codes { $0.history.hadProbation = true } == ["CN-LCL-19e second-probation"])
        #expect(codes { $0.history.fixedTermContractCount = 2 } == ["CN-LCL-14 open-ended-due"])
        #expect(codes { $0.history.serviceYears = 10 } == ["CN-LCL-14 open-ended-due"])
        #expect(codes { $0.nonCompete = NonCompete(months: 24, isCompensatedMonthly: true) }.isEmpty)
        #expect(
            codes { $0.nonCompete = NonCompete(months: 25, isCompensatedMonthly: false) }
                == ["CN-LCL-24 non-compete-too-long", "CN-LCL-23 non-compete-unpaid"])
    }

    @Test func `every finding has words in both languages`() {
        for rule in LawRule.china {
            #expect(LawRule.text(for: rule.finding) == rule.text)
            #expect(!rule.text[.chinese].isEmpty && !rule.text[.english].isEmpty)
        }
        let keys = LawRule.china.map { "\($0.id) \($0.code)" }
        #expect(Set(keys).count == keys.count)
    }
}
