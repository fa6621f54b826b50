import Crypto
import Domain
import Events
import Foundation
import GatewayCore
import HTTP
import JSON
import Testing
import Vault

@testable import gateway

/// The pages after the interview, by plain forms, as a browser without script uses them.
struct AfterPageTests {
    private static let letter = """
        <!doctype html><html lang="zh"><head><title>t</title><style>x{}</style></head><body>
        <h1>录用通知书</h1><p>陈 {{name}} &lt;b&gt;</p></body></html>
        """

    /// The candidate of a house with this link, on a page.
    static func entered(
        _ house: House, _ purpose: LinkToken.Purpose, _ port: UInt16
    ) async throws -> (browser: Browser, page: Browser.Page) {
        let browser = Browser(port: port)
        _ = try await browser.send("/i/session", [("link", try CandidateDoorTests.link(purpose))])
        _ = try await browser.open("/i/status?language=en")
        return (browser, try await browser.open("/i/home"))
    }

    /// Offered, with a letter that has a page.
    static func offered() async throws -> House {
        let house = try await House()
        try await house.when(ApplicationAdmitted.samples[0])
        for (blob, type) in [("offer.app-1.1", "application/pdf"), ("offer.app-1.1.html", "text/html")] {
            try await house.vault.put(
                Array(Self.letter.utf8), blob: try BlobID(blob), of: "cand-1", contentType: type)
        }
        var sent = OfferSent.samples[0]
        sent.expiresAt = Instant.sample.advanced(byDays: 7)
        try await house.when(sent)
        return house
    }

    @Test func `the status says where it stands, what there is to do and what comes next`() async throws {
        let house = try await Self.offered()
        try await CandidateDoorTests.open(house) { house, port in
            let (browser, first) = try await Self.entered(house, .offer, port)
            #expect(first.name == "offer", "the link leads to what there is to do")
            let status = try await browser.open("/i/status")
            #expect(status.name == "status" && status.text.contains("data-do=\"todo-offer\""))
            #expect(status.text.contains("aria-current=\"step\""))
            var job = JobOpened.samples[0]
            job.jobID = "job-1"
            try await house.when(job)
            try await house.when(ContractBlocked.samples[0])
            let stuck = try await browser.open("/i/status")
            #expect(stuck.text.contains("has to be put right first"), "true where a contract does not get on")
        }
    }

    @Test func `a question is asked by a form and answered on the page`() async throws {
        let house = try await CandidateDoorTests.invited()
        try await CandidateDoorTests.open(house) { house, port in
            let (browser, _) = try await Self.entered(house, .interview, port)
            let page = try await browser.open("/i/requests?kind=question")
            #expect(page.text.contains("value=\"question\" required checked"))
            let key = try #require(page.text.firstMatch(of: /name="key" value="([0-9a-f]+)"/)).1
            let empty = try await browser.send(
                "/i/requests", [("kind", "question"), ("words", "  "), ("key", "\(key)")])
            #expect(empty.status == 422 && empty.text.contains("role=\"alert\""))
            let fields = [("kind", "question"), ("words", "<b>Why?</b>"), ("key", "\(key)")]
            for _ in 0..<2 {
                let sent = try await browser.send("/i/requests", fields)
                #expect(sent.path.hasPrefix("/i/requests?sent=req-"))
                #expect(sent.text.contains("&lt;b&gt;Why?&lt;/b&gt;") && sent.text.contains("data-part=\"sent\""))
            }
            let made = try await house.requests.ofApplication("app-1")
            #expect(made.count == 1, "the same form twice is one question")
            let hr = try Caller.staff("hr", house)
            _ = try await hr.post(
                "/v1/requests/\(made[0].requestID)/settlements", #"{"status":"answered","answer":"Because & so."}"#)
            let answered = try await browser.open("/i/requests")
            #expect(answered.text.contains("Because &amp; so."))
            #expect(try await browser.open("/i/status").text.contains("data-do=\"todo-answers\""))
        }
    }

    @Test func `an offer is read as a page, and taken with a number as people write it`() async throws {
        let house = try await Self.offered()
        try await CandidateDoorTests.open(house) { house, port in
            let (browser, page) = try await Self.entered(house, .offer, port)
            #expect(page.text.contains("<h3>录用通知书</h3>") && page.text.contains("&#123;&#123;name"))
            #expect(page.text.contains("&lt;b&gt;") && !page.text.contains("<style>"))
            let wrong = [("type", "resident"), ("number", "110105 19491231 0021"), ("address", "北京市")]
            let again = try await browser.send("/i/offer/acceptance", wrong)
            #expect(again.status == 422 && again.text.contains("aria-invalid=\"true\""))
            #expect(again.text.contains("value=\"110105 19491231 0021\""), "what was typed is still there")
            for (number, words) in [
                ("110101202101010017", "at least 16 on the first day"), ("999999199001010016", "of no province"),
                ("110101180101010012", "birth date"), ("1101", "17 digits"),
            ] {
                let impossible = [("type", "resident"), ("number", number), ("address", "北京市")]
                let told = try await browser.send("/i/offer/acceptance", impossible)
                #expect(told.status == 422 && told.text.contains(words), "\(number)")
            }
            let right = [("type", "resident"), ("number", "１１０１０５ 19491231-002x"), ("address", "北京市")]
            let taken = try await browser.send("/i/offer/acceptance", right)
            #expect(taken.path == "/i/offer" && taken.text.contains("You accepted on"))
            let sealed = try #require(try await house.vault.field("identity", of: "cand-1", purpose: "test"))
            #expect(try JSON.decode(IdentityDetails.self, from: Array(sealed.utf8)).idNumber == "11010519491231002X")
        }
    }

    @Test func `declining needs a second step`() async throws {
        let house = try await Self.offered()
        try await CandidateDoorTests.open(house) { house, port in
            let (browser, _) = try await Self.entered(house, .offer, port)
            let unsure = try await browser.send("/i/offer/refusal", [("reason", "pay"), ("words", "Too far.")])
            #expect(unsure.status == 422 && unsure.text.contains("Too far.") && unsure.text.contains("open>"))
            let no = [("reason", "pay"), ("words", "Too far."), ("sure", "yes")]
            #expect(try await browser.send("/i/offer/refusal", no).text.contains("You declined on"))
            #expect(await house.emitted(OfferAnswered.self).map(\.reason) == [.pay])
        }
    }

    @Test func `a contract is read and signed by a code from the mail`() async throws {
        let house = try await House()
        try await house.when(ApplicationAdmitted.samples[0])
        let contract = "<html><body><h1>劳动合同</h1><h2>第一条</h2><div id=\"signatures\"></div></body></html>"
        for blob in ["contract.app-1.1", "contract.app-1.1.html"] {
            try await house.vault.put(
                Array(contract.utf8), blob: try BlobID(blob), of: "cand-1", contentType: "text/html")
        }
        var approved = ApplicationViewFacts.approved
        approved.htmlBlobID = "contract.app-1.1.html"
        try await house.when(approved)
        try await CandidateDoorTests.open(house) { house, port in
            let (browser, page) = try await Self.entered(house, .contract, port)
            #expect(page.name == "contract" && page.text.contains("<h4>第一条</h4>") && page.text.contains(House.sha))
            let asked = try await browser.send("/i/contract/code")
            #expect(asked.text.contains("data-do=\"sign\""))
            let event = try #require(await house.emitted(AccessCodeRequested.self).last)
            let code = try LinkToken(secret: House.secret).code(for: "app-1", event.codeID)
            func sign(_ fields: [(String, String)]) async throws -> Browser.Page {
                try await browser.send("/i/contract/signature", [("sha256", House.sha)] + fields)
            }
            #expect(try await sign([("code", code)]).status == 422, "reading comes first")
            #expect(try await sign([("code", "1"), ("read", "yes")]).text.contains("not the code"))
            let spaced = "\(code.prefix(4)) \(code.dropFirst(4))"
            let signed = try await sign([("code", spaced), ("read", "yes")])
            #expect(signed.path == "/i/contract" && signed.text.contains("You have signed"))
            #expect(await house.emitted(ContractSignedByCandidate.self).count == 1)
            let materials = try await browser.open("/i/materials")
            #expect(materials.text.matches(of: /data-part="material"/).count == EntryMaterial.usual.count)
            let boundary = "edge"
            let body =
                "--\(boundary)\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.png\"\r\n\r\n"
                + "%PDF-1.7 text\r\n--\(boundary)--\r\n"
            let sent = try await browser.upload("/i/materials/photograph", body, boundary: boundary)
            #expect(sent.text.contains("data-status=\"handed-in\""))
            #expect(await house.emitted(MaterialHandedIn.self).map(\.material) == [.photograph])
            let wrong = try await browser.upload(
                "/i/materials/bank-account", body.replacing("%PDF", with: "<svg"), boundary: boundary)
            #expect(wrong.status == 422)
        }
    }

    @Test func `taking back and erasing say what they mean, and ask twice`() async throws {
        let house = try await CandidateDoorTests.invited()
        try await house.when(StageChanged.samples[0])
        try await CandidateDoorTests.open(house) { house, port in
            let (browser, _) = try await Self.entered(house, .interview, port)
            #expect(try await browser.send("/i/withdraw", [("words", "x")]).status == 422)
            let erasure = try await browser.open("/i/erasure")
            #expect(erasure.text.contains("data-do=\"send-code\"") && erasure.text.contains("within 15 days"))
            #expect(try await browser.send("/i/erasure").status == 409, "not without a code")
            _ = try await browser.send("/i/erasure/code")
            let event = try #require(await house.emitted(AccessCodeRequested.self).last)
            let code = try LinkToken(secret: House.secret).code(for: "app-1", event.codeID)
            let asked = try await browser.send("/i/erasure/confirmation", [("code", code)])
            #expect(asked.text.contains("data-part=\"asked\""))
            #expect(await house.emitted(ErasureRequested.self).count == 1)
            let rights = try await browser.open("/i/rights")
            let version = try #require(rights.text.firstMatch(of: /name="version" value="([^"]+)"/)).1
            _ = try await browser.send("/i/talent-pool", [("join", "yes"), ("version", "\(version)")])
            #expect(try await house.state(InterviewSession.self, "app-1")?.agrees(to: .talentPool) == true)
            let gone = try await browser.send("/i/withdraw", [("words", "Moved."), ("sure", "yes")])
            #expect(gone.text.contains("data-part=\"said\""))
            #expect(await house.emitted(ApplicationWithdrawn.self).count == 1)
        }
    }

    @Test func `the survey is answered once, and feedback shown where it is shared`() async throws {
        let house = try await CandidateDoorTests.invited()
        try await CandidateDoorTests.open(house) { house, port in
            let (browser, _) = try await Self.entered(house, .interview, port)
            #expect(try await browser.open("/i/feedback").text.contains("No feedback yet"))
            #expect(try await browser.send("/i/survey", [("satisfaction", "6")]).status == 422)
            let open = try await browser.open("/i/survey")
            #expect(open.text.matches(of: /name="satisfaction"/).count == 5)
        }
    }

    @Test func `a document stands in a page without what could act there`() throws {
        let body = try #require(SealedPage.body(of: Array(Self.letter.utf8)))
        #expect(!body.contains("{") && !body.contains("<style") && body.contains("<h3>"))
        #expect(SealedPage.body(of: Array("no page".utf8)) == nil)
        let template = SealedPage.template(Array("<div>{{>document}}</div>".utf8), around: body)
        #expect(String(decoding: template, as: UTF8.self) == "<div>\(body)</div>")
    }
}
