import Crypto
import Domain
import Events
import Flow
import GatewayCore
import HTTP
import JSON
import Testing
import Vault

@testable import gateway

/// Erasing by the API, with a real vault, until the house was told.
struct ErasureTests {
    @Test func `a candidate is erased by the API, and every application is told once`() async throws {
        let house = try await House()
        for application in ["app-1", "app-2"] {
            try await house.vault.put("words", field: "resume-text.\(application)", of: "cand-1")
        }
        try await house.vault.put([1], blob: "resume.app-1", of: "cand-1", contentType: "a/b")
        let hr = try Caller.staff("hr", house)
        let path = "/v1/candidates/cand-1/erasures"
        #expect(try await hr.post(path, #"{"reason":"Mr Chen asked"}"#).code == "malformed-reason")
        #expect(try await hr.post("/v1/candidates/nobody/erasures", #"{"reason":"asked-for"}"#).status == 404)
        #expect(try await Caller.staff("ats", house).post(path, #"{"reason":"asked-for"}"#).status == 403)
        #expect(try await house.vault.field("resume-text.app-1", of: "cand-1", purpose: "test") == "words")
        #expect(try await hr.post(path, #"{"reason":"asked-for","anyway":true}"#).status == 403)
        let erased = try await hr.post(path, #"{"reason":"asked-for"}"#)
        #expect(erased.status == 202)
        #expect(erased.json["status"]?.string == "erased")
        await #expect(throws: VaultError.erased) {
            try await house.vault.field("resume-text.app-1", of: "cand-1", purpose: "test")
        }
        let submit = try house.gateway.submit
        for _ in 0..<2 {
            try await tellErasures(of: house.vault) { try await submit($0, $0.applicationID.text, $1) }
        }
        #expect(await house.emitted(CandidateErased.self).map(\.applicationID.text).sorted() == ["app-1", "app-2"])
        #expect(try await house.vault.describe("resume.app-1") == nil)
        #expect(try await hr.post(path, #"{"reason":"asked-for"}"#).status == 202)
        #expect(try await house.vault.untoldErasures() == [])
    }

    @Test func `a signed contract is kept apart, but where an administrator says anyway`() async throws {
        for (role, body, kept) in [
            ("hr", #"{"reason":"asked-for"}"#, 1), ("admin", #"{"reason":"court-order","anyway":true}"#, 0),
        ] {
            let house = try await House()
            try await house.vault.put("words", field: "resume-text.app-1", of: "cand-1")
            try await house.vault.put(
                [7], blob: "contract.app-1.1.signed", of: "cand-1", contentType: "application/pdf")
            let erased = try await Caller.staff(role, house).post("/v1/candidates/cand-1/erasures", body)
            #expect(erased.json["contractsKept"]?.integer == Int64(kept))
            #expect((try await house.vault.contract(of: "app-1") != nil) == (kept == 1))
            // What was kept apart can still be destroyed.
            let again = try await Caller.staff("admin", house).post(
                "/v1/candidates/cand-1/erasures", #"{"reason":"court-order","anyway":true}"#)
            #expect(again.json["contractsKept"]?.integer == 0)
            #expect(try await house.vault.contract(of: "app-1") == nil)
        }
    }

    @Test func `a candidate who takes the consent to be recorded back has the recordings deleted at once`() async throws
    {
        let house = try await House()
        let caller = try await house.interviewed()
        let bytes = recording(2000)
        let path = try #require(try await caller.open(bytes.count).headers["Location"])
        #expect(try await caller.patch(path, at: 0, bytes).status == 204)
        let recorded = try #require(await house.emitted(AnswerRecorded.self).first)
        #expect(try await house.vault.blob(recorded.blobID, of: recorded.candidateID, purpose: "test") == bytes)
        #expect(try await caller.call(.delete, "/v1/candidate/consents/recording").status == 200)
        await #expect(throws: VaultError.erased) {
            try await house.vault.blob(recorded.blobID, of: recorded.candidateID, purpose: "test")
        }
    }

    @Test func `the text that candidates agree to says the days after which things are deleted`() async throws {
        let house = try await House()
        try await house.when(InterviewInvited.samples[0])
        let session = try await Caller.candidate(.interview, house).get("/v1/candidate/session")
        let texts = session.json["consents"]?.array?.compactMap { $0["text"]?.string } ?? []
        #expect(texts.contains { $0.contains("180") } && texts.contains { $0.contains("730") })
        let other = ConsentText(recordingDays: 90, talentPoolDays: 730)
        #expect(
            session.json["consentTextVersion"]?.string == ConsentText(recordingDays: 180, talentPoolDays: 730).version)
        #expect(other.version != ConsentText(recordingDays: 180, talentPoolDays: 730).version)
        for language in [Language.chinese, .english] {
            #expect(other.words(for: .recording)[language].contains("90"))
        }
    }

    @Test func `an erasure stays untold while nobody can record it`() async throws {
        let house = try await House()
        try await house.vault.put("words", field: "resume-text.app-1", of: "cand-1")
        try await house.vault.erase("cand-1", purpose: "asked-for")
        for outcome in [Outcome.stale, .applied] {
            try? await tellErasures(of: house.vault) { _, _ in outcome }
            #expect(try await house.vault.untoldErasures().isEmpty == (outcome == .applied))
        }
    }
}
