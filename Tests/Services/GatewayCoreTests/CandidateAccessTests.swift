import Domain
import Events
import Flow
import Testing

@testable import GatewayCore

/// Devices and one-time codes as decisions.
struct CandidateAccessTests {
    let start = Instant.sample

    private func cause(_ minutes: Int64 = 0) -> Cause { .stimulus("test", now: start.advanced(byMinutes: minutes)) }

    private func entered(_ devices: String...) throws -> CandidateAccess {
        try devices.reduce(CandidateAccess("app-1")) { access, device in
            let body = OpenAccess(
                applicationID: "app-1", deviceID: device, purpose: .contract,
                linkIssuedAtSeconds: start.millisecondsSinceEpoch / 1000)
            return try #require(try openAccess(body, access, cause()).state)
        }
    }

    private func asked(
        _ access: CandidateAccess, _ codeID: String, _ device: String = "a", _ action: CodeAction = .signContract,
        at minutes: Int64 = 0
    ) throws -> CandidateAccess {
        let body = AskForCode(
            deviceID: device, action: action, codeID: codeID, candidateID: "cand-1", language: .chinese)
        let decision = try askForCode(body, access, cause(minutes))
        #expect(decision.events.map(\.key) == ["app-1"])
        return try #require(decision.state)
    }

    private func tried(
        _ access: CandidateAccess, _ codeID: String, _ isRight: Bool, by attempt: String = "1", _ device: String = "a",
        at minutes: Int64 = 0
    ) throws -> CandidateAccess {
        let body = TryCode(codeID: codeID, deviceID: device, isRight: isRight, attemptID: attempt)
        return try #require(try tryCode(body, access, cause(minutes)).state)
    }

    private func refusal(_ body: () throws -> some Any) -> String? {
        do { _ = try body() } catch { return (error as? Refusal)?.code }
        return nil
    }

    @Test func `one more device than allowed ends the oldest, and whoever has the mail gets in`() throws {
        let access = try entered("a", "b", "c", "d", "e", "f")
        #expect(access.device("a") == nil)
        #expect(["b", "c", "d", "e", "f"].allSatisfy { access.device($0) != nil })
    }

    @Test func `a code is good once, for its device, for ten minutes and five tries`() throws {
        let access = try asked(entered("a", "b"), "c1")
        let used = try tried(access, "c1", true)
        #expect(used.codes.last?.usedBy == "1")
        #expect(refusal { try tried(used, "c1", true, by: "2") } == "code-over", "replay")
        #expect(refusal { try tried(access, "c1", true, "b") } == "code-over", "another device")
        #expect(refusal { try tried(access, "c1", true, "z") } == "session-ended", "no device of ours")
        #expect(refusal { try tried(access, "c2", true) } == "code-over", "another code")
        #expect(try tried(access, "c1", true, at: 9).codes.last?.usedBy == "1")
        #expect(refusal { try tried(access, "c1", true, at: 10) } == "code-over", "too late")
        var guessed = access
        for _ in 0..<5 { guessed = try tried(guessed, "c1", false) }
        #expect(guessed.codes.last?.usedBy == nil)
        #expect(refusal { try tried(guessed, "c1", true) } == "code-over", "tried too often")
    }

    @Test func `a new code ends the one before for the same thing, not for another`() throws {
        let access = try asked(asked(asked(entered("a"), "c1"), "d1", "a", .openDocuments), "c2")
        #expect(refusal { try tried(access, "c1", true) } == "code-over")
        #expect(try tried(access, "c2", true).codes.last { $0.codeID == "c2" }?.usedBy == "1")
        let open = try tried(access, "d1", true)
        #expect(open.device("a")?.documentsUntil == start.advanced(byMinutes: 60))
    }

    @Test func `a device may ask for five codes an hour, and a thief's leave some for the candidate`() throws {
        var access = try entered("thief", "candidate")
        for number in 0..<5 { access = try asked(access, "t\(number)", "thief") }
        #expect(refusal { try asked(access, "t5", "thief") } == "too-many-codes")
        access = try asked(access, "c0", "candidate")
        #expect(try tried(access, "c0", true, "candidate").codes.last?.usedBy == "1")
        #expect(
            try asked(access, "t6", "thief", at: 60).codes.count == 1, "an hour later there is nothing left of them")
    }

    @Test func `revoking ends what was made before and nothing that is made after`() throws {
        let seconds = start.millisecondsSinceEpoch / 1000
        let before = try asked(entered("a"), "c1")
        let body = RevokeLinks(applicationID: "app-1", revokedBy: "hr-1", reason: "mail-forwarded")
        let decision = try revokeLinks(body, before, cause(1))
        let access = try #require(decision.state)
        #expect(access.device("a") == nil)
        #expect(refusal { try tried(access, "c1", true, at: 1) } == "session-ended")
        #expect(!access.accepts(linkIssuedAt: seconds))
        #expect(!access.accepts(linkIssuedAt: seconds + 60))
        #expect(access.accepts(linkIssuedAt: seconds + 61))
        let event = try #require(decision.events.first as? LinksRevoked)
        #expect(try noteRevocation(event, access, cause(2)).state == nil, "our own word changes nothing twice")
        #expect(try noteRevocation(event, nil, cause(2)).state?.revokedAt == event.revokedAt, "the operator's does")
        #expect(
            refusal {
                try revokeLinks(.init(applicationID: "app-1", revokedBy: "hr-1", reason: "Lost phone"), nil, cause())
            }
                == "malformed-reason")
    }

    @Test func `after the erasure nothing counts`() throws {
        let access = try #require(
            try endAccess(CandidateErased.samples[0], asked(entered("a"), "c1"), cause()).state)
        #expect(access.device("a") == nil)
        #expect(!access.accepts(linkIssuedAt: .max / 2000))
        #expect(refusal { try tried(access, "c1", true) } == "session-ended")
        let body = OpenAccess(applicationID: "app-1", deviceID: "b", purpose: .status, linkIssuedAtSeconds: 1 << 40)
        #expect(refusal { try openAccess(body, access, cause()) } == "link-revoked")
    }
}
