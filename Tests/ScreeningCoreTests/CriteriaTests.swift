import Domain
import Testing

@testable import ScreeningCore

struct CriteriaTests {
    private func refusal(_ draft: CriterionDraft) -> CriterionError? {
        do throws(CriterionError) {
            _ = try Criteria([draft])
            return nil
        } catch { return error }
    }

    @Test(arguments: [
        ("age", ProtectedAttribute.age), ("ageRange", .age), ("Gender", .sex), ("性别", .sex),
        ("marital_status", .maritalState), ("婚育", .maritalState),
        ("ethnicity", .ethnicity), ("民族", .ethnicity), ("religion", .religion), ("disability", .disability),
        ("photo", .photo), ("身高", .photo),
        ("nativePlace", .nativePlace), ("籍贯", .nativePlace), ("hukou", .nativePlace), ("nationality", .nationality),
    ])
    func `a rule type about what nobody may be chosen by is refused`(type: String, attribute: ProtectedAttribute) {
        #expect(
            refusal(CriterionDraft(id: "c", type: type, words: ["x"])) == .protectedAttribute(attribute, criterion: "c")
        )
    }

    @Test(arguments: [
        ("35岁以下", ProtectedAttribute.age), ("under 35", .age), ("90后", .age), ("25-30 years old", .age), ("男", .sex),
        ("限女性", .sex), ("Male", .sex),
        ("已婚已育", .maritalState), ("unmarried", .maritalState), ("汉族", .ethnicity), ("Christian", .religion),
        ("无宗教信仰", .religion),
        ("able-bodied", .disability), ("形象好", .photo), ("本地户口", .nativePlace), ("乙肝阴性", .health), ("ＭＡＬＥ", .sex),
    ])
    func `the employer's own words cannot ask for it either`(words: String, attribute: ProtectedAttribute) {
        for type in ["mentions", "omits", "skill"] {
            let draft = CriterionDraft(id: "c", type: type, words: ["Java", words])
            #expect(refusal(draft) == .protectedAttribute(attribute, criterion: "c"))
        }
    }

    @Test(arguments: [
        "Photoshop", "摄影", "male voice acting", "managed accounts", "under pressure", "前后端", "3年后端", "women's fashion",
        "disability law",
    ])
    func `harmless words are not refused`(words: String) {
        #expect(refusal(CriterionDraft(id: "c", type: "mentions", words: [words])) == nil)
    }

    @Test func `what makes no sense is refused with its reason`() {
        #expect(refusal(CriterionDraft(id: "c", type: "vibes")) == .unknownType(criterion: "c"))
        #expect(refusal(CriterionDraft(id: "c", type: "skill")) == .noWords(criterion: "c"))
        #expect(refusal(CriterionDraft(id: "c", type: "skill", words: [" "])) == .noWords(criterion: "c"))
        #expect(refusal(CriterionDraft(id: "c", type: "education", level: "wizard")) == .unknownLevel(criterion: "c"))
        for years in [nil, 0, -1, 51, .nan] as [Double?] {
            guard case .outOfBounds = refusal(CriterionDraft(id: "c", type: "experience", years: years)) else {
                Issue.record("\(String(describing: years)) years were taken")
                continue
            }
        }
        #expect(refusal(CriterionDraft(id: "c", type: "skill", words: ["a"], weight: 0)) != nil)
        let twice = [
            CriterionDraft(id: "c", type: "skill", words: ["a"]), CriterionDraft(id: "c", type: "skill", words: ["b"]),
        ]
        #expect(throws: CriterionError.repeatedIdentifier("c")) { try Criteria(twice) }
        let many = (0...Criteria.countMax).map { CriterionDraft(id: "\($0)", type: "skill", words: ["a"]) }
        #expect(throws: CriterionError.tooMany) { try Criteria(many) }
    }
}
