import Domain
import Events
import Testing

@testable import ScreeningCore

struct EducationTests {
    private func judge(_ text: String, _ required: EducationLevel) -> Finding {
        judgeEducation("e", atLeast: required, in: Resume(text: text, quality: 100))
    }

    @Test(arguments: [
        ("清华大学 计算机 博士", EducationLevel.doctor), ("复旦大学 硕士研究生", .master), ("学历：本科", .bachelor), ("工学学士", .bachelor),
        ("某职业技术学院 大专", .associate), ("第一中学 高中", .secondary), ("Ph.D. in Physics", .doctor),
        ("PhD, MIT", .doctor),
        ("Master of Science in CS", .master), ("M.S. in Statistics", .master), ("MBA", .master),
        ("Masters in Economics", .master),
        ("Bachelor of Arts", .bachelor), ("B.Tech, IIT", .bachelor), ("B.S. in Biology", .bachelor),
        ("B.E in Mechanical", .bachelor),
        ("Bachelor's degree", .bachelor), ("Associate of Applied Science", .associate),
        ("High School Diploma", .secondary),
        ("Education\nBA, Yale", .bachelor), ("教育背景\n浙江大学 软件工程 全日制本科", .bachelor), ("Ｍ．Ｓ． in Maths", .master),
    ])
    func `the level is found`(text: String, level: EducationLevel) {
        let finding = judge(text, level)
        #expect(finding.verdict == .met && finding.level == level && finding.evidence != nil)
        if let higher = EducationLevel.allCases.first(where: { $0 > level }) {
            #expect(judge(text, higher).verdict == .notMet)
        }
    }

    @Test(arguments: [
        "Certified Scrum Master", "Master data management", "Sales Associate in retail", "MS Office, MS SQL Server",
        "Boston, MA",
        "Associate Director", "mastered Java", "webmaster", "Business analyst (BA)", "To be in charge", "硕士生导师",
    ])
    func `a word that looks like a degree is none`(text: String) {
        let finding = judge(text, .associate)
        #expect(finding.verdict == .unclear && finding.reason == .levelNotStated)
    }

    @Test(arguments: [
        "硕士在读，2027年毕业", "Master of Science, expected 2027", "pursuing a Master's degree", "PhD candidate", "研究生肄业",
    ])
    func `an unfinished degree calls a person`(text: String) {
        let finding = judge("本科\n" + text, .master)
        #expect(finding.verdict == .unclear && finding.reason == .levelNotCompleted)
    }

    @Test func `the highest of several counts`() {
        let finding = judge("Education\n高中 2008\n本科 2012\n硕士 2015", .bachelor)
        #expect(finding.level == .master)
    }
}
