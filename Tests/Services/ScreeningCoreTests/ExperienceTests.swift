import Domain
import Events
import Testing

@testable import ScreeningCore

struct ExperienceTests {
    private let today = Month(year: 2026, month: 6)

    private func judge(_ text: String, years: Double) -> Finding {
        judgeExperience("x", atLeastMonths: Int(years * 12), in: Resume(text: text, quality: 100), today: today)
    }

    @Test(arguments: [
        ("5 years of experience", 60), ("5+ years experience in Java", 60), ("6 Yrs. of IT Experience", 72),
        ("3.5-years of SAP experience", 42), ("over five years' experience", 60),
        ("Total IT experience 5 Years 6 Months", 66), ("10 yrs of hands-on experience", 120),
        ("2.5 years of work experience", 30),
        ("工作经验：5年", 60), ("5年以上工作经验", 60), ("八年后端开发经验", 96), ("十二年管理经验", 144), ("工作年限: 3年半", 42), ("两年半工作经验", 30),
        ("３年工作经验", 36), ("拥有近10多年的软件研发经历", 120), ("Twelve years as a nurse", 144),
    ])
    func `stated years are read`(text: String, months: Int) {
        #expect(findStatedYears(in: FoldedText(text)).map(\.months) == [months])
    }

    @Test(arguments: [
        "30 years old", "四年级", "2018年毕业", "三年制大专", "5 years old system with experience", "founded 20 years ago",
        "grew 5 years in a row",
        "1998年出生，工作认真", "no 5 years experience", "999 years experience",
    ])
    func `years of something else are not experience`(text: String) {
        #expect(findStatedYears(in: FoldedText(text)).isEmpty)
    }

    @Test(arguments: [
        ("2018.03-2021.02", 36, 36), ("2018年3月 - 2021年2月", 36, 36), ("2018/03 – 2021/02", 36, 36),
        ("2018-03 至 2021-02", 36, 36),
        ("Mar 2018 - Feb 2021", 36, 36), ("March 2018 to February 2021", 36, 36), ("03/2018 to 02/2021", 36, 36),
        ("2018-03-01 - 2021-02-28", 36, 36), ("Mar. 1, 2018 – Feb. 28, 2021", 36, 36), ("2025.07至今", 12, 12),
        ("Jul 2025 - Present", 12, 12),
        ("2025年7月—现在", 12, 12), ("July 2025 to Current", 12, 12), ("2012 – 2016", 38, 60), ("2012年-2016年", 38, 60),
        ("Sep'19 - Aug'20", 12, 12),
        ("2012 - Present", 163, 174), ("２０１８．０３－２０２１．０２", 36, 36), ("2018.3.1~2021.2.28", 36, 36),
        ("Sept 2019 – Aug 2020", 12, 12),
    ])
    func `a period is read as exactly as it is written`(text: String, certain: Int, possible: Int) {
        let periods = DateScanner(text: FoldedText(text), today: today).periods(in: 0..<text.unicodeScalars.count)
        #expect(monthsCovered(periods.compactMap(\.certain)) == certain)
        #expect(monthsCovered(periods.map(\.possible)) == possible)
    }

    @Test(arguments: [
        "13800138000-2021", "2021.02-2018.03", "1.2.3 - 4.5.6", "page 2 - 5", "2099-2100", "ISO 9001-2015",
        "10.0.0.1 - 10.0.0.9",
    ])
    func `numbers that are no period give none`(text: String) {
        #expect(DateScanner(text: FoldedText(text), today: today).periods(in: 0..<text.unicodeScalars.count).isEmpty)
    }

    @Test func `two posts at a time count once`() {
        #expect(monthsCovered([1...12, 6...18, 30...30]) == 19)
        let text = "工作经历\n2018.01-2020.12 甲公司\n2020.01-2021.12 乙公司\n教育背景\n2010.09-2018.01 本科"
        let finding = judge(text, years: 4)
        #expect(finding.verdict == .met && finding.months == 48)
        #expect(judge(text, years: 5).reason == .tooShort)
    }

    @Test func `word and dates that disagree call a person`() {
        let finding = judge("10 years of experience\nWork Experience\nJan 2020 - Dec 2021 Acme", years: 8)
        #expect(finding.verdict == .unclear && finding.reason == .datesDisagree)
    }

    @Test func `years alone may be too coarse`() {
        #expect(judge("Experience\n2012 – 2014 Acme", years: 2).reason == .datesTooCoarse)
        #expect(judge("Experience\n2012 – 2014 Acme", years: 1).verdict == .met)
        #expect(judge("Experience\n2012 – 2014 Acme", years: 4).verdict == .notMet)
    }

    @Test func `no length at all calls a person`() {
        #expect(judge("Java developer", years: 2).reason == .lengthNotStated)
        #expect(judge("2010.09-2014.06 浙江大学 本科", years: 2).reason == .lengthNotStated)
    }
}
