import RunningHouse
import Testing

/// The candidate's pages in the distribution's Chromium, with camera and microphone from files; the cases stand in Tools/browser.
@Suite(.serialized, .timeLimit(.minutes(25))) struct BrowserTests {
    @Test func `what the table of cases says of the candidate's pages is true in a browser`() throws {
        let found = try RunningHouse.browser(as: Findings.self)
        if let reason = found.skipped { return print("BrowserTests: \(reason)") }
        for one in found.cases ?? [] {
            #expect(one.fault == nil, "\(one.sentence): \(one.fault ?? "")")
        }
        #expect((found.cases ?? []).count >= 40)
        #expect(found.flaws == [], "what an examiner of accessibility finds on the pages")
        #expect(found.notLookedAt == [], "pages that no case comes to")
    }
}

private struct Findings: Decodable {
    struct Case: Decodable {
        let sentence: String
        let fault: String?
    }

    let cases: [Case]?
    let flaws: [String]?
    let notLookedAt: [String]?
    let skipped: String?
}
