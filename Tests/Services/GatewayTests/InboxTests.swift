import Crypto
import Domain
import Events
import Foundation
import GatewayCore
import HTTP
import JSON
import Postgres
import Testing
import Vault

@testable import gateway

/// One inbox of HR, from the candidate's words to the answer on the candidate's page.
struct InboxTests {
    private func house() async throws -> House {
        let house = try await House()
        try await house.when(ApplicationAdmitted.samples[0])
        try await house.vault.put("李伟", field: "name", of: "cand-1")
        return house
    }

    @Test func `a question is read and answered by a person, and no word of it lies outside of the vault`() async throws
    {
        let house = try await house()
        let candidate = try await Caller.candidate(.status, house)
        let hr = try Caller.staff("hr", house)
        let body = #"{"kind":"question","about":"report","words":"  How is the score of logic computed?\n"}"#
        let asked = try await candidate.post("/v1/candidate/requests", body, key: "k")
        #expect(asked.status == 202 && asked.json["dueAt"]?.string != nil)
        let again = try await candidate.post("/v1/candidate/requests", body, key: "k")
        #expect(again.json["requestID"] == asked.json["requestID"] && again.headers["Idempotent-Replay"] == "true")
        let other = body.replacing("logic", with: "speech")
        #expect(try await candidate.post("/v1/candidate/requests", other, key: "k").code == "idempotency-key-reused")

        let id = try #require(asked.json["requestID"]?.string)
        let list = try await hr.get("/v1/requests")
        #expect(list.json["items"]?.array?.map { $0["requestID"]?.string } == [id])
        #expect(!String(decoding: list.bytes, as: UTF8.self).contains("logic"))
        let read = try await hr.get("/v1/requests/\(id)")
        #expect(read.json["words"]?.string == "How is the score of logic computed?")
        #expect(read.json["name"]?.string == "李伟")

        let answer = #"{"status":"answered","answer":"By what was measured: the report names each point."}"#
        #expect(try await hr.post("/v1/requests/\(id)/settlements", answer, key: "a").status == 202)
        #expect(try await hr.post("/v1/requests/\(id)/settlements", answer, key: "a").status == 202)
        let late = answer.replacing("By what", with: "By whom")
        #expect(try await hr.post("/v1/requests/\(id)/settlements", late).code == "request-settled")
        let own = try await candidate.get("/v1/candidate/requests")
        #expect(own.json["items"]?[0]?["status"]?.string == "answered")
        #expect(own.json["items"]?[0]?["answer"]?.string?.hasPrefix("By what") == true)
        #expect(await house.emitted(CandidateRequestSettled.self).map(\.settledBy) == ["hr-1"])
        let ledger = try await house.ledgerText
        #expect(!ledger.contains("logic") && !ledger.contains("By what"))
    }

    @Test func `the most urgent stands first, a page at a time`() async throws {
        let house = try await house()
        let candidate = try await Caller.candidate(.status, house)
        for (kind, key) in [("question", "1"), ("correction", "2"), ("accommodation", "3")] {
            _ = try await candidate.post(
                "/v1/candidate/requests", #"{"kind":"\#(kind)","words":"please"}"#, key: key)
        }
        let hr = try Caller.staff("hr", house)
        var kinds: [String?] = []
        var target = "/v1/requests?limit=1"
        for _ in 0..<4 {
            let page = try await hr.get(target)
            kinds += page.json["items"]?.array?.map { $0["kind"]?.string } ?? []
            guard let next = page.json["next"]?.string else { break }
            target = "/v1/requests?limit=1&cursor=\(next)"
        }
        #expect(kinds == ["accommodation", "question", "correction"])
        #expect(try await hr.get("/v1/requests?kind=question").json["items"]?.array?.count == 1)
        #expect(try await hr.get("/v1/requests?applicationID=app-9").json["items"]?.array?.isEmpty == true)
        for query in ["status=lost", "kind=x", "cursor=x", "limit=0"] {
            #expect(try await hr.get("/v1/requests?\(query)").status == 400, "\(query)")
        }
        #expect(try await Caller.staff("approver", house).get("/v1/requests").status == 403)
        #expect(try await hr.get("/v1/requests/req-none").code == "no-request")
    }

    @Test func `what is asked for without words is asked for once, and only so much can wait`() async throws {
        let house = try await house()
        let candidate = try await Caller.candidate(.status, house)
        let look = #"{"kind":"human-review"}"#
        let first = try await candidate.post("/v1/candidate/requests", look)
        #expect(try await candidate.post("/v1/candidate/requests", look).json == first.json)
        #expect(try await candidate.post("/v1/candidate/requests", #"{"kind":"question"}"#).code == "malformed-request")
        #expect(try await candidate.post("/v1/candidate/requests", #"{"kind":"erasure"}"#).code == "malformed-request")
        let long = String(repeating: "字", count: CandidateRequest.charactersMax + 1)
        #expect(
            try await candidate.post("/v1/candidate/requests", #"{"kind":"question","words":"\#(long)"}"#).code
                == "text-too-long")
        for number in 1..<CandidateRequest.openCountMax {
            let asked = try await candidate.post(
                "/v1/candidate/requests", #"{"kind":"question","words":"\#(number)"}"#)
            #expect(asked.status == 202)
        }
        #expect(
            try await candidate.post("/v1/candidate/requests", #"{"kind":"question","words":"more"}"#).code
                == "too-many-requests")
    }

    @Test func `a withdrawal may say why, and the reason is read in the inbox`() async throws {
        let house = try await house()
        try await house.when(StageChanged.samples[0])
        let candidate = try await Caller.candidate(.status, house)
        let withdrawn = try await candidate.post("/v1/candidate/withdrawal", #"{"words":"I found something nearer."}"#)
        #expect(withdrawn.status == 202)
        #expect(await house.emitted(ApplicationWithdrawn.self).count == 1)
        let hr = try Caller.staff("hr", house)
        #expect(try await hr.get("/v1/requests").json["items"]?.array?.isEmpty == true)
        let done = try await hr.get("/v1/requests?status=done")
        let id = try #require(done.json["items"]?[0]?["requestID"]?.string)
        #expect(try await hr.get("/v1/requests/\(id)").json["words"]?.string == "I found something nearer.")
        let silent = try await Caller.candidate(.status, house).call(.post, "/v1/candidate/withdrawal")
        #expect(silent.status == 202, "nobody owes a reason")
    }

    @Test func `accommodations are granted by HR and seen by the candidate`() async throws {
        let house = try await house()
        try await house.when(InterviewInvited.samples[0])
        let hr = try Caller.staff("hr", house)
        let granted = try await hr.call(
            .put, "/v1/applications/app-1/accommodations", headers: ["Content-Type": "application/json"],
            body: Array(#"{"extraTimePercent":50,"hasCaptions":true}"#.utf8))
        #expect(granted.status == 202)
        let session = try await house.state(InterviewSession.self, "app-1")
        #expect(session?.accommodations == Accommodations(extraTimePercent: 50, hasCaptions: true))
    }

    @Test func `what was granted is taken back by saying so, never by a slip`() async throws {
        let house = try await house()
        try await house.when(InterviewInvited.samples[0])
        let hr = try Caller.staff("hr", house)
        func put(_ body: String) async throws -> Caller.Answer {
            try await hr.call(
                .put, "/v1/applications/app-1/accommodations", headers: ["Content-Type": "application/json"],
                body: Array(body.utf8))
        }
        #expect(try await put(#"{"hasTextAnswers":true}"#).status == 202)
        for slip in [
            "{}", #"{"hasTextAnswer":true}"#, #"{"hasTextAnswers":true,"note":"x"}"#, #"{"hasTextAnswers":false}"#,
            #"{"extraTimePercent":0,"extraRetakes":0,"hasTextAnswers":null,"captions":false}"#,
        ] {
            let answer = try await put(slip)
            #expect(answer.status == 422 && answer.code == "malformed-accommodations", "\(slip)")
        }
        #expect(try await put("[]").status == 400)
        #expect(try await house.state(InterviewSession.self, "app-1")?.accommodations?.hasTextAnswers == true)
        let none = #"{"extraTimePercent":0,"extraRetakes":0,"hasTextAnswers":false,"hasCaptions":false}"#
        #expect(try await put(none).status == 202)
        #expect(try await house.state(InterviewSession.self, "app-1")?.accommodations == Accommodations())
        #expect(await house.emitted(AccommodationsGranted.self).map(\.isTakenBack) == [nil, true])
    }

    @Test func `with the candidate goes what they had asked for`() async throws {
        let house = try await house()
        let candidate = try await Caller.candidate(.status, house)
        _ = try await candidate.post("/v1/candidate/requests", #"{"kind":"question","words":"why"}"#)
        let submit = try house.gateway.submit
        try await endRequests(of: "app-1", as: house.requests) {
            try await submit(EndRequest(), $0.text, "erased/\($0)")
        }
        let left = try await house.requests.ofApplication("app-1")
        #expect(left.map(\.status) == [.done])
    }
}

/// The same against PostgreSQL.
struct RequestStatementTests {
    @Test func `pages come in the order of what is due, by place`() async throws {
        let house = try await House()
        let migration = String(decoding: PackageResources.m0001_create_views_sql, as: UTF8.self)
        try await house.database.run { try $0.execute(migration) }
        let base = Instant.sample
        for (number, days) in [3, 1, 2, 2].enumerated() {
            let made = MakeRequest(
                requestID: try RequestID("req-\(number)"), applicationID: "app-1", candidateID: "cand-1",
                jobID: "job-1", kind: .question, about: nil, hasWords: true, days: days)
            let request = CandidateRequest(made, at: base)
            let state = String(decoding: try JSON.encode(request), as: UTF8.self)
            try await house.database.execute(
                .init(
                    """
                    INSERT INTO candidate_requests (key, version, state, application_id, kind, status, due_at)
                    VALUES ($1, 1, $2::json, 'app-1', 'question', 'open', $3)
                    """, [.text(request.requestID.text), .text(state), .instant(request.placeInTime)]))
        }
        let records = RequestRecords.stored(in: house.database)
        var filter = RequestFilter(status: .open, kind: .question, applicationID: "app-1", after: nil, countMax: 2)
        let first = try await records.page(filter)
        filter.after = first.last.map(RequestFilter.Place.init)
        let second = try await records.page(filter)
        #expect((first + second).map(\.requestID.text) == ["req-1", "req-2", "req-3", "req-0"])
        #expect(try await records.find("req-3")?.requestID == "req-3")
        #expect(try await records.ofApplication("app-1").count == 4)
    }
}
