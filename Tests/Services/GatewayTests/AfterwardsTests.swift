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

/// What follows the interview: survey, feedback, talent pool, the offer's no, and what the first day needs.
struct AfterwardsTests {
    private func house() async throws -> House {
        let house = try await House()
        try await house.when(ApplicationAdmitted.samples[0])
        return house
    }

    private func json(_ caller: Caller, _ target: String, _ body: String) async throws -> Caller.Answer {
        try await caller.call(.put, target, headers: ["Content-Type": "application/json"], body: Array(body.utf8))
    }

    @Test func `the survey's words are read by HR and lie in the vault alone`() async throws {
        let house = try await house()
        let caller = try await house.interviewed()
        let early = try await caller.post("/v1/candidate/survey", #"{"satisfaction":5,"words":"early"}"#)
        #expect(early.code == "not-submitted")
        try await answer(caller)
        for words in ["A calm page.", "Another word."] {
            let told = try await caller.post("/v1/candidate/survey", #"{"satisfaction":4,"words":"\#(words)"}"#)
            #expect(told.status == 200)
        }
        try await house.when(SurveyAnswered(applicationID: "app-1", satisfaction: 4, answeredAt: .sample))
        let read = try await Caller.staff("hr", house).get("/v1/applications/app-1/survey")
        #expect(read.json["words"]?.string == "A calm page.")
        #expect(try await !house.ledgerText.contains("A calm page."))
    }

    private func answer(_ caller: Caller) async throws {
        let bytes = recording(2_000)
        let opened = try await caller.open(bytes.count)
        let location = try #require(opened.headers["location"])
        _ = try await caller.patch(location, at: 0, bytes)
        #expect(try await caller.post("/v1/candidate/submit", "{}").status == 200)
    }

    @Test func `feedback comes from the stored report, when the employer shares it`() async throws {
        let house = try await house()
        var opened = JobOpened.samples[0]
        opened.jobID = "job-1"
        opened.job = .sample
        opened.job.feedback = .afterReport
        try await house.when(opened)
        let caller = try await Caller.candidate(.status, house)
        #expect(try await caller.get("/v1/candidate/feedback").code == "no-feedback")
        let report = """
            {"dimensions":[{"name":"沟通能力","outcome":"scored","level":"good","deductions":[
            {"points":3,"code":"filler-words","sentence":"口头语过多（嗯）"},
            {"points":9,"code":"no-example","sentence":"没有给出具体事例或数据","questionNumber":1}]},
            {"name":"团队合作","outcome":"insufficient","deductions":[]}],"transcript":"secret words",
            "answers":[{"questionNumber":1,"face":{"observation":{},"sentences":["一个人"]}},{"questionNumber":2}]}
            """
        try await house.vault.put(
            Array(report.utf8), blob: "report.app-1.1.json", of: "cand-1", contentType: "application/json")
        try await house.when(ReportCompiled.samples[0])
        let feedback = try await caller.get("/v1/candidate/feedback")
        let first = feedback.json["dimensions"]?[0]
        #expect(first?["advice"]?[0]?["observation"]?.string == "没有给出具体事例或数据", "the heaviest first")
        #expect(first?["advice"]?[0]?["suggestion"]?.string == FeedbackWords.advice("no-example").chinese)
        #expect(feedback.json["dimensions"]?[1]?["isMeasured"]?.bool == false)
        #expect(feedback.json["faces"]?[0]?["sentences"]?[0]?.string == "一个人" && feedback.json["faces"]?[1] == nil)
        #expect(!String(decoding: feedback.bytes, as: UTF8.self).contains("secret"))
    }

    @Test func `one can join the talent pool after the interview, and leave it`() async throws {
        let house = try await house()
        _ = try await house.interviewed()
        try await house.when(ApplicationClosed.samples[0])
        let caller = try await Caller.candidate(.status, house)
        #expect(try await json(caller, "/v1/candidate/talent-pool", #"{"isIn":true}"#).status == 202)
        #expect(try await house.state(InterviewSession.self, "app-1")?.agrees(to: .talentPool) == true)
        #expect(try await json(caller, "/v1/candidate/talent-pool", #"{"isIn":false}"#).status == 202)
        #expect(try await house.state(InterviewSession.self, "app-1")?.agrees(to: .talentPool) == false)
    }

    /// An offer that can still be answered.
    private var sent: OfferSent {
        var sent = OfferSent.samples[0]
        sent.expiresAt = Instant.sample.advanced(byDays: 7)
        return sent
    }

    @Test func `an offer is declined with a reason that counts and words that do not travel`() async throws {
        let house = try await house()
        try await house.when(sent)
        let caller = try await Caller.candidate(.offer, house)
        let declined = try await caller.post(
            "/v1/candidate/offer", #"{"isAccepted":false,"reason":"other-offer","words":"Nearer to my family."}"#)
        #expect(declined.status == 202)
        #expect(await house.emitted(OfferAnswered.self).map(\.reason) == [.otherOffer])
        let sealed = try await house.vault.field("offer-reason.app-1", of: "cand-1", purpose: "test")
        #expect(sealed == "Nearer to my family.")
        #expect(try await !house.ledgerText.contains("family"))
    }

    @Test func `an offer that is made anew is answered anew`() async throws {
        let house = try await house()
        try await house.when(sent)
        let caller = try await Caller.candidate(.offer, house)
        let yes = #"{"isAccepted":true,"identity":\#(ActTests.identity)}"#
        #expect(try await caller.post("/v1/candidate/offer", yes).status == 202)
        try await house.when(ContractBlocked.samples[0])
        #expect(try await caller.post("/v1/candidate/offer", yes).code == "already-answered")
        try await house.when(sent)
        #expect(try await house.state(ApplicationView.self, "app-1")?.offer?.isAccepted == true, "the same came again")
        var anew = sent
        anew.blobID = "offer.app-1.2"
        anew.sha256 = String(repeating: "b", count: 64)
        try await house.when(anew)
        #expect(try await house.state(ApplicationView.self, "app-1")?.contract == nil)
        #expect(try await caller.post("/v1/candidate/offer", yes).status == 202)
    }

    @Test func `what the first day needs is handed in, looked at and asked for again`() async throws {
        let house = try await house()
        try await house.when(ApplicationViewFacts.approved)
        let caller = try await Caller.candidate(.contract, house)
        let hr = try Caller.staff("hr", house)
        let path = "/v1/candidate/materials/photograph"
        #expect(try await caller.call(.put, path, body: Array("<html>".utf8)).code == "not-a-document")
        #expect(try await caller.call(.put, "/v1/candidate/materials/passport").status == 404)
        #expect(
            try await caller.call(.put, "/v1/candidate/materials/work-permit", body: Array("%PDF-".utf8)).code
                == "no-material")
        let big = [0xFF, 0xD8, 0xFF] + [UInt8](repeating: 7, count: EntryFile.bytesMax)
        #expect(try await caller.call(.put, path, body: big).status == 413)
        let first: [UInt8] = [0xFF, 0xD8, 0xFF, 1]
        #expect(try await caller.call(.put, path, body: first).status == 202)
        let shown = try await hr.get("/v1/applications/app-1/materials")
        let item = try #require(shown.json["items"]?.array?.first { $0["material"]?.string == "photograph" })
        let sha = try #require(item["sha256"]?.string)
        let file = try await hr.get("/v1/applications/app-1/materials/photograph")
        #expect(file.bytes == first && file.headers["content-type"] == "image/jpeg")
        let again = #"{"sha256":"\#(sha)","isAccepted":false,"reason":"unreadable","words":"It is too dark."}"#
        #expect(try await hr.post("/v1/applications/app-1/materials/photograph/reviews", again).status == 202)
        let own = try await caller.get("/v1/candidate/materials")
        let seen = try #require(own.json["items"]?.array?.first { $0["material"]?.string == "photograph" })
        #expect(seen["status"]?.string == "returned" && seen["words"]?.string == "It is too dark.")
        #expect(try await !house.ledgerText.contains("too dark"))
        #expect(try await caller.call(.put, path, body: first + [2]).status == 202)
        #expect(try await house.vault.describe(BlobID("material.app-1.photograph.\(sha.prefix(16))")) == nil)
    }
}

struct DocumentFormatTests {
    @Test(
        arguments: [
            (Array("%PDF-1.7".utf8), "application/pdf"), ([0xFF, 0xD8, 0xFF, 0xE0], "image/jpeg"),
            ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0], "image/png"), (Array("PK\u{3}\u{4}".utf8), nil),
            ([], nil), ([0xFF, 0xD8], nil), (Array("<svg>".utf8), nil),
        ] as [([UInt8], String?)])
    func `a file is what its bytes say`(bytes: [UInt8], type: String?) {
        #expect(DocumentFormat(bytes)?.mediaType == type)
    }
}
