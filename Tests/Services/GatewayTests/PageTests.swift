import Domain
import Events
import Foundation
import GatewayCore
import HTTP
import Testing

@testable import gateway

/// Every page of the door, as it stands in the table of routes.
struct PageTests {
    /// The paths of all pages that a candidate asks for by GET.
    static func paths(_ house: House) throws -> [String] {
        try house.router.routes.filter { $0.documentation.tag == "pages" && $0.method == .get }
            .map(\.pattern.description)
            .filter { $0.hasPrefix("/i") && !$0.contains("{") && $0 != "/i/home" }
    }

    @Test(arguments: ["zh", "en"])
    func `every page renders in both languages, with one heading, one main part and no word left out`(
        _ language: String
    )
        async throws
    {
        let house = try await CandidateDoorTests.invited()
        try await CandidateDoorTests.open(house) { house, port in
            let browser = Browser(port: port)
            _ = try await browser.send("/i/session", [("link", try CandidateDoorTests.link())])
            _ = try await browser.send("/i/begin")
            var seen: Set<String> = []
            for isAgreed in [false, true] {
                if isAgreed {
                    _ = try await browser.send(
                        "/i/consent", [("purpose", "recording"), ("version", try house.gateway.consentText.version)])
                }
                for path in try Self.paths(house) {
                    let page = try await browser.open("\(path)?language=\(language)")
                    #expect(page.status != 500, "\(path)")
                    #expect(page.text.contains("<html lang=\"\(language == "zh" ? "zh-CN" : "en")\">"), "\(path)")
                    #expect(page.text.matches(of: /<h1[ >]/).count == 1, "\(path)")
                    #expect(page.text.matches(of: /<main\s/).count == 1, "\(path)")
                    #expect(!page.text.contains("{{") && !page.text.contains("}}"), "\(path)")
                    #expect(!page.name.isEmpty)
                    seen.insert(page.name)
                    Self.checkLabels(page)
                }
            }
            #expect(seen.isSuperset(of: ["enter", "welcome", "consent", "devices", "status"]))
        }
    }

    /// Identifiers are there once, and what points to one points to one that is there.
    private static func checkLabels(_ page: Browser.Page) {
        let ids = page.text.matches(of: /\sid="([^"]+)"/).map { String($0.1) }
        #expect(Set(ids).count == ids.count, "\(page.name): an id is there twice")
        let pointers = page.text.matches(of: /\s(?:for|aria-labelledby|aria-describedby)="([^"]+)"/).map {
            String($0.1)
        }
        for pointer in pointers { #expect(ids.contains(pointer), "\(page.name) points to \(pointer)") }
    }

    @Test func `every word stands in both languages, and in one table`() {
        let tables = PageWords.all
        let names = tables.flatMap { Array($0.table.keys) }
        #expect(Set(names).count == names.count)
        for (name, word) in tables.flatMap({ Array($0.table) }) {
            #expect(!word.chinese.isEmpty && !word.english.isEmpty, "\(name)")
            let places = { (text: String) in Set(text.matches(of: /\{(\w+)\}/).map { String($0.1) }) }
            #expect(places(word.chinese) == places(word.english), "\(name) has other places in the other language")
        }
    }

    @Test func `every problem has its words`() {
        for problem in PageProblem.allCases {
            for end in ["title", "text"] {
                #expect(PageWords.problem.table["problem-\(problem.rawValue)-\(end)"] != nil)
            }
        }
    }

    @Test func `what a job is called cannot become markup`() async throws {
        let house = try await House()
        var invited = InterviewInvited.samples[0]
        invited.expiresAt = Instant.sample.advanced(byDays: 7)
        invited.plan.jobTitle = "<script>alert(1)</script>{{say.skip}}"
        try await house.when(invited)
        try await CandidateDoorTests.open(house) { _, port in
            let page = try await Browser(port: port).send("/i/session", [("link", try CandidateDoorTests.link())])
            #expect(page.name == "welcome" && !page.text.contains("<script>alert"))
            #expect(page.text.contains("&lt;script&gt;alert(1)&lt;/script&gt;{{say.skip}}"))
        }
    }
}
