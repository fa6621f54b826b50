import Domain
import Events
import GatewayCore
import Testing

@testable import gateway

/// Lists that people keep under a name, and what a role may ask a list for.
struct SavedViewTests {
    private func keep(
        _ name: String, _ items: [(String, String)], _ staff: Staff, isShared: Bool = false
    ) async throws -> Browser.Page {
        try await staff.send("/hr/views", items + [("called", name)] + (isShared ? [("shared", "yes")] : []))
    }

    private func ids(_ page: Browser.Page) -> [String] {
        page.text.matches(of: /\/hr\/views\/([0-9a-f]+)\/removal/).map { String($0.1) }
    }

    @Test func `a view is found above the list, renamed and deleted, and its link is a plain address`() async throws {
        try await CandidateDoorTests.open { house, port in
            let lin = try await Staff.enter(.hr, as: "lin", house, port: port)
            let kept = try await keep(
                " My\thold  list ", [("held", "any"), ("order", "longest-waiting"), ("nonsense", "x")], lin)
            let address = "/hr/applications?held=any&amp;order=longest-waiting"
            #expect(kept.path.hasPrefix("/hr/applications?held=any&order=longest-waiting"))
            #expect(kept.text.contains("href=\"\(address)\" aria-current=\"true\" data-do=\"view\">My hold list</a>"))
            let wang = try await Staff.enter(.hr, as: "wang", house, port: port)
            #expect(try await !wang.browser.open("/hr/applications").text.contains("My hold list"))
            let id = try #require(ids(try await lin.browser.open("/hr/views")).first)
            #expect(try await wang.send("/hr/views/\(id)/removal").status == 404)
            let renamed = try await lin.send("/hr/views/\(id)/name", [("name", "Held")])
            #expect(renamed.path == "/hr/views" && renamed.text.contains(">Held</a>"))
            let gone = try await lin.send("/hr/views/\(id)/removal")
            #expect(gone.path == "/hr/views" && ids(gone).isEmpty)
        }
    }

    @Test func `HR shares a view with all, an interviewer uses it and changes nothing about it`() async throws {
        try await CandidateDoorTests.open { house, port in
            let lin = try await Staff.enter(.hr, as: "lin", house, port: port)
            let ines = try await Staff.enter(.interviewer, as: "ines", house, port: port)
            #expect(try await keep("Talks", [("stage", "human-interview")], lin, isShared: true).status == 200)
            #expect(try await ines.browser.open("/hr/applications").text.contains(">Talks</a> <small>shared by lin"))
            let id = try #require(ids(try await lin.browser.open("/hr/views")).first)
            #expect(try await ines.send("/hr/views/\(id)/removal").status == 404)
            #expect(try await ines.send("/hr/views/\(id)/sharing", [("shared", "no")]).status == 403)
            #expect(try await keep("Mine", [], ines, isShared: true).status == 403)
            // Who shares views answers for those of others as well.
            let wang = try await Staff.enter(.hr, as: "wang", house, port: port)
            #expect(try await wang.send("/hr/views/\(id)/sharing", [("shared", "no")]).status == 200)
            #expect(try await !ines.browser.open("/hr/applications").text.contains(">Talks</a>"))
        }
    }

    @Test func `a name that is none, too long or taken, and one view too many, are told, and what was typed stays`()
        async throws
    {
        try await CandidateDoorTests.open { house, port in
            let lin = try await Staff.enter(.hr, as: "lin", house, port: port)
            #expect(try await keep("Held", [("held", "any")], lin).status == 200)
            #expect(throws: SavedView.Fault.nameless) { try SavedView.name(" \u{200B}\u{2060} ") }
            #expect(try SavedView.name("a\u{202E}b  c") == "ab c")
            let long = String(repeating: "长", count: SavedView.nameCharactersMax + 1)
            for (name, said) in [
                (" ", "Give it a name"), (long, "at most 60 characters"), ("Held", "You have a view of this name"),
            ] {
                let page = try await keep(name, [("stage", "review")], lin)
                #expect(page.status == 422 && page.text.contains(said), "\(name)")
                #expect(page.text.contains("name=\"stage\" value=\"review\""), "the filter is still there")
            }
            for number in 1..<SavedView.countMax { _ = try await keep("View \(number)", [], lin) }
            let full = try await keep("One more", [], lin)
            #expect(full.status == 422 && full.text.contains("You keep 20 views") && full.text.contains("One more"))
            let id = try #require(ids(try await lin.browser.open("/hr/views")).first)
            let taken = try await lin.send("/hr/views/\(id)/name", [("name", "View 3")])
            #expect(taken.status == 422 && taken.text.contains("You have a view of this name"))
        }
    }

    @Test func `an interviewer is not shown by a filter what the list hides, and the page says what it left out`()
        async throws
    {
        try await CandidateDoorTests.open { house, port in
            let ines = try await Staff.enter(.interviewer, as: "ines", house, port: port)
            let page = try await ines.browser.open(
                "/hr/applications?held=any&least=80&order=composite&request=open&language-of=zh&from=soon")
            #expect(page.status == 200 && page.text.contains("data-part=\"left-out\""))
            for hidden in ["name=\"least\"", "name=\"held\"", "value=\"composite\"", "name=\"request\""] {
                #expect(!page.text.contains(hidden), "\(hidden)")
            }
            #expect(page.text.contains("<option value=\"zh\" selected>"))
            let all: Set<StaffAction> = Set(StaffAction.allCases)
            func question(_ allowed: Set<StaffAction>) -> ListQuestion {
                let items = ["held": "any", "least": "80", "order": "composite", "request": "open"]
                return ListQuestion({ items[$0] }, may: allowed.contains)
            }
            #expect(question(all).leftOut.isEmpty && question(all).order == .composite)
            #expect(question([]).leftOut == ["held", "least", "request", "order"] && question([]).order == .newest)
        }
    }

    @Test func `every reason and every item that may be left out has its words`() {
        let page = Gateway.applicationsPage
        for language in Language.allCases {
            for reason in ListQuestion.reasons { #expect(page.word("why-\(reason)", in: language) != nil, "\(reason)") }
            for item in ["job", "stage", "held", "least", "most", "from", "through", "language-of", "request", "order"]
            {
                #expect(page.word("filter-\(item)", in: language) != nil, "\(item)")
            }
            for fault in SavedView.Fault.allCases {
                #expect(page.word("views-fault-\(fault.rawValue)", in: language) != nil, "\(fault)")
            }
        }
    }
}
