import Domain
import Events
import Openings
import Testing

@testable import ScreeningCore

struct CriteriaTests {
    private func refusal(_ criteria: JobCriteria) -> CriterionError? {
        do throws(CriterionError) {
            _ = try Criteria(criteria)
            return nil
        } catch { return error }
    }

    private func refusal(condition name: String, _ words: [String] = ["x"]) -> CriterionError? {
        refusal(JobCriteria(skills: [], conditions: [ConditionCriterion(name, anyOf: words, isRequired: true)]))
    }

    @Test(arguments: [
        ("age", ProtectedAttribute.age), ("Age range", .age), ("Gender", .sex), ("性别", .sex),
        ("marital_status", .maritalState),
        ("婚育", .maritalState), ("ethnicity", .ethnicity), ("民族", .ethnicity), ("religion", .religion),
        ("disability", .disability),
        ("photo", .photo), ("身高", .photo), ("native place", .nativePlace), ("籍贯", .nativePlace),
        ("hukou", .nativePlace),
        ("nationality", .nationality),
    ])
    func `a criterion about what nobody may be chosen by is refused`(name: String, attribute: ProtectedAttribute) {
        #expect(refusal(condition: name) == .protectedAttribute(attribute, criterion: name))
    }

    @Test(arguments: [
        ("35岁以下", ProtectedAttribute.age), ("under 35", .age), ("90后", .age), ("25-30 years old", .age), ("男", .sex),
        ("限女性", .sex),
        ("Male", .sex), ("已婚已育", .maritalState), ("unmarried", .maritalState), ("汉族", .ethnicity),
        ("Christian", .religion),
        ("无宗教信仰", .religion), ("able-bodied", .disability), ("形象好", .photo), ("本地户口", .nativePlace), ("乙肝阴性", .health),
        ("ＭＡＬＥ", .sex), ("male preferred", .sex), ("Preferably female", .sex), ("unmarried applicants", .maritalState),
    ])
    func `the employer's own words cannot ask for it either`(words: String, attribute: ProtectedAttribute) {
        let expected = CriterionError.protectedAttribute(attribute, criterion: "c")
        #expect(refusal(condition: "c", ["Java", words]) == expected)
        let skill = SkillCriterion("c", aliases: [words], isRequired: false)
        #expect(refusal(JobCriteria(skills: [skill])) == expected)
    }

    @Test(arguments: [
        "Photoshop", "摄影", "male voice acting", "managed accounts", "under pressure", "前后端", "3年后端", "women's fashion",
        "disability law", "work with male patients", "candidates' documents", "single page applications only",
    ])
    func `harmless words are not refused`(words: String) {
        #expect(refusal(condition: "c", [words]) == nil)
    }

    @Test func `what makes no sense is refused with its reason`() {
        #expect(refusal(condition: "c", []) == .noWords(criterion: "c"))
        #expect(refusal(condition: "c", [" "]) == .noWords(criterion: "c"))
        let years = JobCriteria(skills: [], experience: ExperienceCriterion(yearsMin: 51, isRequired: true))
        #expect(refusal(years) != nil)
        #expect(refusal(JobCriteria(skills: [SkillCriterion("a", isRequired: true, weight: 0)])) != nil)
        let many = (0...CriteriaLimits.countMax).map { SkillCriterion("s\($0)", isRequired: true) }
        #expect(refusal(JobCriteria(skills: many)) == .tooMany)
    }

    @Test func `other names are added only where they mean the same`() {
        #expect(SkillNames.others(for: ["k8s"]) == ["Kubernetes"])
        #expect(SkillNames.others(for: ["机器学习"]) == ["machine learning"])
        #expect(SkillNames.others(for: ["COBOL"]).isEmpty)
    }
}
