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

struct ActTests {
    static let identity = #"{"idType":"resident","idNumber":"11010519491231002X","address":"北京市朝阳区建国路1号"}"#

    @Test func `the candidate sees the questions without what makes a good answer`() async throws {
        let house = try await House()
        try await house.when(InterviewInvited.samples[0])
        let caller = try await Caller.candidate(.interview, house)
        let before = try await caller.get("/v1/candidate/session")
        #expect(before.json["questions"]?[0]?["questionID"]?.string == "q1")
        #expect(before.json["questions"]?[0]?["text"] == nil, "nobody reads ahead")
        #expect(before.json["consents"]?.array?.count == 3)
        _ = try await caller.post("/v1/candidate/consents", #"{"purposes":["recording"]}"#)
        let after = try await caller.post("/v1/candidate/start", "{}")
        #expect(after.json["questions"]?[0]?["text"]?.string == Question.sample.text)
        let text = String(decoding: after.bytes, as: UTF8.self)
        for secret in ["listening", "hear both sides", "I listened to both sides", "competency", "teamwork"] {
            #expect(!text.contains(secret))
        }
        let old = try await caller.post(
            "/v1/candidate/consents", #"{"purposes":["recording"],"textVersion":"2020-01"}"#)
        #expect(old.code == "other-text")
        let withdrawn = try await caller.call(.delete, "/v1/candidate/consents/recording")
        #expect(withdrawn.status == 200)
        #expect(await house.emitted(ConsentWithdrawn.self).count == 1)
    }

    @Test func `accepting an offer puts the identity into the vault and nowhere else`() async throws {
        let house = try await House()
        try await house.when(ApplicationAdmitted.samples[0])
        var offer = OfferSent.samples[0]
        offer.expiresAt = Instant.sample.advanced(byDays: 7)
        try await house.when(offer)
        let caller = try await Caller.candidate(.offer, house)
        let none = try await caller.post("/v1/candidate/offer", #"{"isAccepted":true}"#)
        #expect(none.code == "malformed-identity")
        let wrong = try await caller.post(
            "/v1/candidate/offer", #"{"isAccepted":true,"identity":\#(Self.identity.replacing("002X", with: "0021"))}"#)
        #expect(wrong.status == 422)
        #expect(!String(decoding: wrong.bytes, as: UTF8.self).contains("110105"))
        let young = #"{"idType":"resident","idNumber":"110101202101010017","address":"北京市"}"#
        let refused = try await caller.post("/v1/candidate/offer", #"{"isAccepted":true,"identity":\#(young)}"#)
        #expect(refused.status == 422 && refused.code == "under-working-age")
        let body = #"{"isAccepted":true,"identity":\#(Self.identity)}"#
        let taken = try await caller.post("/v1/candidate/offer", body, key: "k")
        #expect(taken.status == 202)
        #expect(try await caller.post("/v1/candidate/offer", body, key: "k2").status == 409)
        #expect(await house.emitted(OfferAnswered.self).map(\.isAccepted) == [true])
        let sealed = try #require(try await house.vault.field("identity", of: "cand-1", purpose: "test"))
        #expect(try JSON.decode(IdentityDetails.self, from: Array(sealed.utf8)).address == "北京市朝阳区建国路1号")
        let ledger = try await house.ledgerText
        #expect(!ledger.contains("11010519491231002X") && !ledger.contains("建国路"))
    }

    @Test func `a contract is read, approved and signed by its hash`() async throws {
        let house = try await House()
        try await house.when(ApplicationAdmitted.samples[0])
        try await house.when(ApplicationViewFacts.draft)
        _ = try await house.vault.put(
            Array("%PDF draft".utf8), blob: "contract.app-1.1", of: "cand-1", contentType: "application/pdf")
        let candidate = try await Caller.candidate(.contract, house)
        #expect(
            try await candidate.get("/v1/candidate/documents/contract").code == "code-needed",
            "a draft is not for the candidate")
        let approver = try Caller.staff("approver", house)
        let read = try await approver.get("/v1/applications/app-1/documents/contract")
        #expect(read.status == 200)
        #expect(read.bytes == Array("%PDF draft".utf8))
        func part(_ range: String) async throws -> Caller.Answer {
            try await approver.call(
                .get, "/v1/applications/app-1/documents/contract", headers: ["Range": "bytes=\(range)"])
        }
        let middle = try await part("1-3")
        #expect(middle.status == 206 && middle.bytes == Array("PDF".utf8))
        #expect(middle.headers["content-range"] == "bytes 1-3/10")
        #expect(try await part("-5").bytes == Array("draft".utf8))
        #expect(try await part("5-").bytes == Array("draft".utf8))
        #expect(try await part("8-99").bytes == Array("ft".utf8))
        #expect(try await part("10-").code == "range-not-satisfiable")
        for field in ["3-1", "a-b", "0-1,3-4", ""] { #expect(try await part(field).status == 200, "\(field)") }
        #expect(read.headers["content-disposition"]?.hasPrefix("attachment; filename=\"contract-app-1.pdf\"") == true)
        let body = #"{"sha256":"\#(House.sha)","isApproved":true}"#
        let first = try await approver.post("/v1/applications/app-1/approvals", body, key: "k")
        let again = try await approver.post("/v1/applications/app-1/approvals", body, key: "k")
        #expect(first.status == 202 && again.status == 202)
        #expect(first.headers["Idempotent-Replay"] == nil)
        #expect(again.headers["Idempotent-Replay"] == "true")
        #expect(await house.emitted(ApprovalGiven.self).map(\.decidedBy) == ["approver-1"])
        try await house.when(ApplicationViewFacts.approved)
        #expect(try await candidate.get("/v1/candidate/documents/contract").status == 200)
        let code = try await house.code(for: candidate, "sign-contract")
        let signed = try await candidate.post(
            "/v1/candidate/contract/signature", #"{"sha256":"\#(House.sha)","code":"\#(code)"}"#)
        #expect(signed.status == 202)
        #expect(await house.emitted(ContractSignedByCandidate.self).count == 1)
        let status = try await candidate.get("/v1/candidate/status")
        #expect(status.json["contract"]?["isReadyToSign"]?.bool == false)
    }

    @Test func `HR decides with a code for a reason, and the decision names who made it`() async throws {
        let house = try await House()
        try await house.when(JobOpened.samples[0])
        try await house.when(StageChanged.samples[0])
        let hr = try Caller.staff("hr", house)
        let done = try await hr.post(
            "/v1/applications/app-1/decisions", #"{"decision":"offer","reason":"convinced-in-person"}"#)
        #expect(done.status == 202)
        #expect(await house.emitted(StageDecided.self).map(\.decidedBy) == ["hr-1"])
        let story = try await hr.post(
            "/v1/applications/app-1/decisions", #"{"decision":"hold","reason":"Li Wei told me"}"#)
        #expect(story.status == 422)
        #expect(
            try await hr.post("/v1/applications/app-9/decisions", #"{"decision":"hold","reason":"x"}"#).status == 404)
        #expect(
            try await hr.post("/v1/applications/app-1/decisions", #"{"decision":"promote","reason":"x"}"#).status == 400
        )
        let view = try await hr.get("/v1/applications/app-1")
        #expect(view.json["stage"]?.string == "human-interview")
        let timeline = try await hr.get("/v1/applications/app-1/timeline")
        #expect(timeline.json["items"]?.array?.count == 2)
    }

    @Test func `the list shows names to those who may see them, and the audit says who looked`() async throws {
        let house = try await House()
        try await house.when(ApplicationAdmitted.samples[0])
        try await house.vault.put("李伟", field: "name", of: "cand-1")
        let hr = try Caller.staff("hr", house)
        let list = try await hr.get("/v1/applications?limit=1")
        #expect(list.json["items"]?[0]?["name"]?.string == "李伟")
        #expect(list.json["next"]?.string == "1")
        #expect(try await hr.get("/v1/applications?limit=1&cursor=1").json["items"]?.array?.isEmpty == true)
        for query in ["limit=0", "limit=x", "stage=nowhere", "jobID=a%20b", "cursor=%27;--", "order=any"] {
            #expect(try await hr.get("/v1/applications?\(query)").status == 400, "\(query)")
        }
        #expect(try await !house.ledgerText.contains("李伟"))
    }

    @Test func `a job and an application may come over HTTP`() async throws {
        let house = try await House()
        let ats = try Caller.staff("ats", house)
        var job = JobDescription.sample
        job.interview.dimensions = [
            DimensionWeight("communication", weight: 40), DimensionWeight("teamwork", weight: 60),
        ]
        let body = String(decoding: try JSON.encode(OpenJob(jobID: "job-1", job: job)), as: UTF8.self)
        let opened = try await ats.post("/v1/jobs", body)
        #expect(opened.status == 201)
        let odd = try #require(opened.json["findings"]?.array?.first)
        #expect(odd["code"]?.string == "rules-leave-gap" && odd["severity"]?.string == "warning")
        #expect(opened.headers["Location"] == "/v1/jobs/job-1")
        #expect(try await ats.post("/v1/jobs", body).code == "job-exists")
        #expect(try await ats.get("/v1/jobs").json["items"]?.array?.count == 1)
        #expect(try await ats.call(.delete, "/v1/jobs/job-1").json["isOpen"]?.bool == false)
        let application = String(decoding: try JSON.encode(ApplicationReceived.samples[1]), as: UTF8.self)
        let applied = try await ats.post("/v1/applications", application, key: "ats-7")
        #expect(applied.status == 202)
        #expect(applied.headers["Location"] == "/v1/applications/app-2")
        #expect(await house.published.map(\.id) == ["ats-7"])
        #expect(
            try await !house.ledgerText.contains("ann@example.com"), "applications never touch this service's tables")
        let both = application.replacing(#""resume":{"#, with: #""resume":{"reference":"https://a.example/cv","#)
        #expect(try await ats.post("/v1/applications", both).code == "malformed-resume")
    }
}

extension ActTests {
    @Test func `a job that can never work is refused at every door with the place of each fault`() async throws {
        let house = try await House()
        let ats = try Caller.staff("ats", house)
        var job = JobDescription.sample
        job.interview.questions[0].topics[0].anyOf = []
        job.ruleSet.rules[0].when[0].measure = "charm"
        let faults = ["topic-without-words", "rule-measure-unknown"]
        let places = ["/interview/questions/0/topics/0/anyOf", "/ruleSet/rules/0/when/0/measure"]
        func text(_ value: some Encodable) throws -> [UInt8] { try JSON.encode(value) }
        func send(_ method: Method, _ target: String, _ type: String, _ body: [UInt8]) async throws -> Caller.Answer {
            try await ats.call(method, target, headers: ["Content-Type": type], body: body)
        }
        let event = Array(#"{"specversion":"1.0","id":"1","source":"/ats","type":"job-opened","data":"#.utf8)
        let data = try text(JobOpened(jobID: "job-1", job: job)) + [UInt8(ascii: "}")]
        let answers = [
            ("#/job", try await send(.post, "/v1/jobs", "application/json", text(OpenJob(jobID: "job-1", job: job)))),
            ("#", try await send(.put, "/v1/jobs/job-1", "application/json", text(job))),
            ("#/data/job", try await send(.post, "/v1/events", "application/cloudevents+json", event + data)),
        ]
        for (start, answer) in answers {
            #expect(answer.status == 422 && answer.code == faults[0])
            let errors = answer.json["errors"]?.array ?? []
            #expect(errors.map { $0["code"]?.string } == faults)
            #expect(errors.map { $0["pointer"]?.string } == places.map { start + $0 })
        }
        #expect(try await ats.get("/v1/jobs").json["items"]?.array?.isEmpty == true)
    }
}

enum ApplicationViewFacts {
    static let draft = ContractDrafted(
        applicationID: "app-1", jobID: "job-1", candidateID: "cand-1", language: .chinese, blobID: "contract.app-1.1",
        sha256: House.sha, findings: [])
    static let approved = ContractApproved(
        applicationID: "app-1", jobID: "job-1", candidateID: "cand-1", language: .chinese, blobID: "contract.app-1.1",
        sha256: House.sha, approvedBy: "approver-1")
}
