import Domain
import Events
import Foundation
import GatewayCore
import HTTP
import Testing

@testable import gateway

/// The console's pages as a whole: words, marks, weight, and who may see which.
struct ConsoleTests {
    @Test func `every word of the console stands in both languages, and in one table`() {
        let names = ConsolePage.all.flatMap { Array($0.table.keys) }
        #expect(Set(names).count == names.count)
        for (name, word) in ConsolePage.all.flatMap({ Array($0.table) }) {
            #expect(!word.chinese.isEmpty && !word.english.isEmpty, "\(name)")
            let places = { (text: String) in Set(text.matches(of: /\{(\w+)\}/).map { String($0.1) }) }
            #expect(places(word.chinese) == places(word.english), "\(name) has other places in the other language")
        }
        for problem in ConsoleProblem.allCases {
            for end in ["title", "text"] {
                #expect(PageWords.consoleProblem.table["trouble-\(problem.rawValue)-\(end)"] != nil)
            }
        }
        for role in StaffRole.ofPeople { #expect(PageWords.console.table["role-\(role.rawValue)"] != nil) }
    }

    @Test(arguments: StaffRole.ofPeople)
    func `every page that a role may see renders in both languages, and its rooms are all open`(
        role: StaffRole
    ) async throws {
        try await CandidateDoorTests.open { house, port in
            let person = try await Staff.enter(role, as: "person", house, port: port)
            let paths = try house.router.routes.filter {
                $0.documentation.tag == Gateway.consoleTag && $0.method == .get && !$0.pattern.description.contains("{")
                    // Ways to another house and back, which is not there.
                    && !$0.pattern.description.hasPrefix("/hr/sign-in/")
                    && ($0.isOpen || $0.documentation.roles.contains(role.rawValue))
            }.map(\.pattern.description)
            #expect(paths.contains("/hr") && paths.contains("/hr/account"))
            for path in paths {
                for (language, tag) in [("zh", "zh-CN"), ("en", "en")] {
                    let page = try await person.browser.open("\(path)?language=\(language)")
                    #expect(page.status == 200, "\(path)")
                    #expect(page.text.contains("<html lang=\"\(tag)\">"), "\(path)")
                    #expect(page.text.matches(of: /<h1[ >]/).count == 1, "\(path)")
                    #expect(!page.text.contains("{{") && !page.text.contains("}}"), "\(path)")
                    #expect(page.bytes.count < 100 * 1024, "\(path)")
                    for room in page.text.matches(of: /href="([^"]+)" data-do="room-/) {
                        #expect(try await person.browser.open(String(room.1)).status == 200, "\(room.1) is shut")
                    }
                }
            }
        }
    }

    @Test func `every script and style that a page of the console names is there`() async throws {
        try await CandidateDoorTests.open { _, port in
            let browser = Browser(port: port)
            for path in ["/hr/sign-in", "/hr/welcome"] {
                let page = try await browser.open(path)
                let named = page.text.matches(of: /(?:src|href)="(\/hr\/assets\/[^"]+)"/).map { String($0.1) }
                #expect(named.count >= 2)
                for file in named {
                    let answer = try await browser.open(file)
                    #expect(answer.status == 200, "\(file)")
                    #expect(answer.header("Cache-Control") == "public, max-age=31536000, immutable")
                }
            }
        }
    }

    /// Written anew by `COLLOQUY_WRITE_SCHEMAS=1 swift test --filter ConsoleTests`.
    @Test func `the page of who may do what is that of the routes`() async throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let file = root.appending(path: "docs/access.md")
        let text = AccessPage.markdown(of: try await House().router.routes)
        if ProcessInfo.processInfo.environment["COLLOQUY_WRITE_SCHEMAS"] == "1" {
            try Data(text.utf8).write(to: file)
        }
        #expect(String(decoding: try Data(contentsOf: file), as: UTF8.self) == text)
    }
}

/// docs/access.md: every route of the employer's side with the roles that it lets in.
private enum AccessPage {
    static func markdown(of routes: [Route]) -> String {
        let roles = StaffRole.allCases.map(\.rawValue)
        let staff = routes.filter { !Set($0.documentation.roles).isDisjoint(with: roles) }.sorted { $0.name < $1.name }
        var lines = [
            "# Who may do what", "",
            "Made from the routes by `COLLOQUY_WRITE_SCHEMAS=1 swift test --filter ConsoleTests`. What is allowed is decided by one "
                + "table, `Services/Gateway/Core/Access/StaffPolicy.swift`; a route says what is done by it, and what stands in no "
                + "row lets nobody in. Every pair of role and route is tried by `DoorTests`.", "",
            "| route | " + roles.joined(separator: " | ") + " |",
            "|---|" + String(repeating: ":-:|", count: roles.count),
        ]
        for route in staff {
            let cells = roles.map { route.documentation.roles.contains($0) ? "✓" : "" }
            lines.append("| `\(route.name)` | " + cells.joined(separator: " | ") + " |")
        }
        lines += [
            "", "Parts of a page and acts, by the same table:", "", "| | " + roles.joined(separator: " | ") + " |",
        ]
        lines.append("|---|" + String(repeating: ":-:|", count: roles.count))
        for action in StaffAction.allCases {
            let cells = StaffRole.allCases.map { StaffPolicy.allows($0, action) ? "✓" : "" }
            lines.append("| `\(action.rawValue)` | " + cells.joined(separator: " | ") + " |")
        }
        lines += [
            "", "What may be left to a colleague for a time, by whom and to whom: these acts and nothing else.", "",
        ]
        for action in StaffAction.allCases {
            for away in StaffRole.allCases {
                let principals = [AbsentColleague(actorID: "away", role: away)]
                let colleagues = StaffRole.allCases.filter {
                    StaffPolicy.principal(of: $0, doing: action, among: principals) != nil
                }
                guard !colleagues.isEmpty else { continue }
                lines.append(
                    "* `\(action.rawValue)`, by \(away.rawValue), to "
                        + colleagues.map(\.rawValue).joined(separator: ", "))
            }
        }
        lines += ["", "Anyone may call, because it holds nothing of anybody or is the way in itself:", ""]
        lines += routes.filter { $0.documentation.roles.isEmpty }.map { "* `\($0.name)`" }.sorted()
        return lines.joined(separator: "\n") + "\n"
    }
}
