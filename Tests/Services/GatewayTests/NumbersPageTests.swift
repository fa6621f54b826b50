import Domain
import Events
import Spreadsheets
import Testing

@testable import GatewayCore
@testable import gateway

/// The numbers as a page with its plots and as files.
struct NumbersPageTests {
    private func house() async throws -> House {
        let house = try await House()
        try await house.when(JobOpened.samples[0])
        var count = NumbersCount()
        count.applications = 41
        count.passes = [
            NumbersCount.Passes(
                jobID: "job-1", pastScreening: 30, outAtScreening: 10, pastInterview: 3, outAtInterview: 1)
        ]
        count.bands = [NumbersCount.Band(number: 4, ended: 8, hired: 6)]
        count.stays = [
            NumbersCount.Stay(
                stage: .interview, people: 12, droppedOut: 3, medianSeconds: 5_400, ninthDecileSeconds: 432_000)
        ]
        await house.counts(count)
        return house
    }

    @Test func `each figure stands in its plot and in its table, in words of both languages`() async throws {
        try await CandidateDoorTests.open(try await house()) { house, port in
            let lin = try await Staff.enter(.hr, as: "lin", house, port: port)
            let page = try await lin.browser.open("/hr/numbers?language=en")
            #expect(page.status == 200 && page.name == "numbers")
            for text in [
                "Applications that came in this period: 41", "<th scope=\"row\">Store manager</th>", "<td>75 %</td>",
                "<td>too few</td>", "75 % (n = 40)", "Store manager · Interview passed", "80 to 100 points",
                "75 % (n = 8)", "1.5 h · 90 %: 5.0 d", "<td>25 %</td>",
                "<desc id=\"chart-passes-says\">Store manager · Screening passed: 75 % (n = 40); "
                    + "Store manager · Interview passed: too few</desc>",
            ] { #expect(page.text.contains(text), "\(text)") }
            #expect(!page.text.contains("style=") && !page.text.contains("onload"))
            #expect(page.text.contains("There is nothing to show"), "nobody answered the questionnaire")
            let chinese = try await lin.browser.open("/hr/numbers?language=zh")
            #expect(chinese.text.contains("各职位通过率") && chinese.text.contains("80–100 分"))
        }
    }

    @Test func `the filter counts days of the employer's calendar, and one that is none says so and counts nothing`()
        async throws
    {
        try await CandidateDoorTests.open(try await house()) { house, port in
            let lin = try await Staff.enter(.hr, as: "lin", house, port: port)
            _ = try await lin.browser.open("/hr/numbers?job=job-1&from=2026-11-01&through=2026-11-30")
            let question = try #require(await house.questions.last)
            #expect(question.jobID == "job-1")
            #expect(question.period.lowerBound == (try Instant("2026-10-31T16:00:00Z")))
            #expect(question.period.upperBound == (try Instant("2026-11-30T16:00:00Z")))
            let asked = await house.questions.count
            for (query, fault) in [
                ("from=soon", "A date is needed."), ("from=2026-12-01&through=2026-11-01", "ends before it begins"),
                ("from=2020-01-01", "at most 731 days"), ("job=no+job", "There is no such job."),
            ] {
                let page = try await lin.browser.open("/hr/numbers?\(query)&language=en")
                #expect(page.status == 422 && page.text.contains(fault), "\(query)")
                for ending in ["csv", "xlsx"] {
                    #expect(try await lin.browser.open("/hr/numbers.\(ending)?\(query)").status == 422, "\(query)")
                }
            }
            #expect(await house.questions.count == asked)
        }
    }

    @Test func `the files hold the same tables, and open as what they are`() async throws {
        try await CandidateDoorTests.open(try await house()) { house, port in
            let lin = try await Staff.enter(.hr, as: "lin", house, port: port)
            let page = try await lin.browser.open("/hr/numbers?from=2026-11-01&through=2026-11-30&language=en")
            for ending in ["csv", "xlsx"] {
                #expect(
                    page.text.contains("href=\"/hr/numbers.\(ending)?from=2026-11-01&amp;through=2026-11-30\""))
            }
            let csv = try await lin.browser.open("/hr/numbers.csv?from=2026-11-01&through=2026-11-30")
            #expect(csv.status == 200 && csv.header("Content-Type") == "text/csv; charset=utf-8")
            #expect(csv.header("Content-Disposition")?.contains("numbers-2026-11-01-2026-11-30.csv") == true)
            #expect(Array(csv.bytes.prefix(3)) == [0xEF, 0xBB, 0xBF])
            let lines = csv.text.split(separator: "\r\n").map(String.init)
            #expect(lines.contains("Pass rate by job,Store manager,Screening passed,0.7500,"))
            #expect(lines.contains("Pass rate by job,Store manager,Interview passed,,too few"))
            #expect(lines.contains("Lead times,Interview,Nine of ten within (days),5.00,"))
            let xlsx = try await lin.browser.open("/hr/numbers.xlsx?language=zh")
            #expect(xlsx.status == 200 && Array(xlsx.bytes.prefix(4)) == Array("PK\u{3}\u{4}".utf8))
            #expect(xlsx.header("Content-Type")?.contains("spreadsheetml.sheet") == true)
        }
    }

    @Test(arguments: StaffRole.ofPeople)
    func `numbers are for HR and administrators`(role: StaffRole) async throws {
        try await CandidateDoorTests.open(try await house()) { house, port in
            let person = try await Staff.enter(role, as: "person", house, port: port)
            let isAllowed = [.hr, .administrator].contains(role)
            for path in ["/hr/numbers", "/hr/numbers.csv", "/hr/numbers.xlsx"] {
                #expect(try await person.browser.open(path).status == (isAllowed ? 200 : 403), "\(path)")
            }
        }
    }

    @Test(
        arguments: [
            ("Barista", "Barista"), ("=1+1", "'=1+1"), ("+86", "'+86"), ("-1", "'-1"), ("@cmd", "'@cmd"),
            ("\tx", "'\tx"), ("＝1", "'＝1"), ("a=1", "a=1"), ("", ""),
        ])
    func `a text of a file is no formula`(text: String, guarded: String) {
        #expect(CSV.guarded(text) == guarded)
    }

    @Test func `a value with commas, quotes or lines stays one value`() {
        let text = String(decoding: CSV.bytes([["a", "b,c", "d\"e", "f\ng"], ["咖啡师"]]).dropFirst(3), as: UTF8.self)
        #expect(text == "a,\"b,c\",\"d\"\"e\",\"f\ng\"\r\n咖啡师\r\n")
    }

    @Test(
        arguments: [
            (0, 1, "0.0"), (0.04, 1, "0.0"), (0.05, 1, "0.1"), (1.999, 2, "2.00"), (12, 0, "12"), (0.5, 4, "0.5000"),
        ] as [(Double, Int, String)])
    func `a number is rounded to its places`(number: Double, places: Int, text: String) {
        #expect(NumbersText.decimal(number, places: places) == text)
    }

    @Test(
        arguments: [
            (0.0001, "0 min"), (0.02, "29 min"), (1.0 / 24, "1.0 h"), (1.99, "47.8 h"), (2, "2.0 d"), (41.25, "41.3 d"),
        ])
    func `a time has the unit that people would say`(days: Double, text: String) {
        let say = JobWords(page: Gateway.numbersPage, language: .english)
        let table = NumbersText(NumbersTable(kind: .leadTimes, rows: []), [:], say)
        #expect(table.text(of: .days(days)) == text)
    }

    @Test func `every title is the name of a sheet, and every name of a row has room above its bar`() throws {
        for language in Language.allCases {
            let say = JobWords(page: Gateway.numbersPage, language: language)
            let texts = NumbersTable.all(of: NumbersCount()).map { NumbersText($0, [:], say) }
            #expect(throws: Never.self) { try XLSX.bytes(of: NumbersFiles.workbook(texts), madeAt: .sample) }
        }
        #expect(NumbersChart.cut(String(repeating: "a", count: 60)).count == 47)
        #expect(NumbersChart.cut(String(repeating: "字", count: 60)).count == 24)
        #expect(NumbersChart.cut("Barista") == "Barista")
    }

    @Test func `those who count at the same moment take turns`() async throws {
        let turns = NumbersTurns()
        let counter = Counter()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<6 {
                group.addTask {
                    try await turns.take {
                        await counter.enter()
                        try await Task.sleep(for: .milliseconds(2))
                        await counter.leave()
                    }
                }
            }
            try await group.waitForAll()
        }
        let (most, entered) = await (counter.most, counter.entered)
        #expect(most == 1 && entered == 6)
    }
}

/// How many were inside at once.
private actor Counter {
    private var inside = 0
    private(set) var most = 0
    private(set) var entered = 0

    func enter() {
        inside += 1
        entered += 1
        most = max(most, inside)
    }

    func leave() { inside -= 1 }
}
