import Domain
import Testing

@testable import ScreeningCore

struct ResumeSectionTests {
    private func kinds(_ text: String) -> [ResumeSection.Kind] { ResumeSection.find(in: FoldedText(text)).map(\.kind) }

    @Test(arguments: [
        ("WORK EXPERIENCE", ResumeSection.Kind.work), ("Employment History:", .work), ("工作经历", .work),
        ("【工作经历】", .work), ("一、工作经历", .work),
        ("教 育 背 景", .education), ("Education & Training", .education), ("Technical Skills", .skills),
        ("Skills: Java, C", .skills),
        ("专业技能：", .skills), ("3. 项目经验", .projects), ("== PROJECTS ==", .projects), ("自我评价", .summary),
        ("Certifications", .certificates),
        ("■ 个人信息", .personal), ("References", .other),
    ])
    func `a heading opens its section`(line: String, kind: ResumeSection.Kind) {
        #expect(kinds("Zoe\n\(line)\ntext") == [.header, kind])
    }

    @Test(arguments: [
        "My experience with Java is long and wide", "工作经历丰富的工程师", "Worked on education software",
        "Skills-based routing for 5 teams", "技能大赛一等奖",
    ])
    func `a sentence is no heading`(line: String) {
        #expect(kinds("Zoe\n\(line)\ntext") == [.header])
    }

    @Test func `sections follow each other without a gap`() {
        let text = "name\nSkills\na\nEducation\nb"
        let sections = ResumeSection.find(in: FoldedText(text))
        #expect(sections.map(\.span.start) == [0, 5, 14] && sections.last?.span.end == 25)
    }
}
