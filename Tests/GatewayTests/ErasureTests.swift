import Domain
import Events
import Flow
import GatewayCore
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
        let erased = try await hr.post(path, #"{"reason":"asked-for"}"#)
        #expect(erased.status == 202)
        #expect(erased.json["status"]?.string == "erased")
        await #expect(throws: VaultError.erased) {
            try await house.vault.field("resume-text.app-1", of: "cand-1", purpose: "test")
        }
        let submit = try house.gateway.submit
        for _ in 0..<2 {
            try await tellErasures(of: house.vault) { try await submit("tell-erasure", $0, $0.applicationID.text, $1) }
        }
        #expect(await house.emitted(CandidateErased.self).map(\.applicationID.text).sorted() == ["app-1", "app-2"])
        #expect(try await house.vault.describe("resume.app-1") == nil)
        #expect(try await hr.post(path, #"{"reason":"asked-for"}"#).status == 202)
        #expect(try await house.vault.untoldErasures() == [])
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
