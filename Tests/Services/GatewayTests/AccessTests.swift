import Crypto
import Domain
import Events
import GatewayCore
import HTTP
import JSON
import Synchronization
import Testing
import Vault

@testable import gateway

/// Links, devices and one-time codes from outside, as an attacker meets them.
struct AccessTests {
    private func exchange(_ house: House, _ token: String, from address: String = "") async throws -> Caller.Answer {
        try await Caller(router: try house.router, token: nil, address: address)
            .post("/v1/links/exchange", #"{"applicationID":"app-1","token":"\#(token)"}"#)
    }

    private func readyToSign() async throws -> House {
        let house = try await House()
        try await house.when(ApplicationAdmitted.samples[0])
        try await house.when(ApplicationViewFacts.draft)
        try await house.when(ApplicationViewFacts.approved)
        return house
    }

    private func signature(_ code: String) -> String { #"{"sha256":"\#(House.sha)","code":"\#(code)"}"# }

    @Test func `a link has an end, can be tampered with nowhere, and is one application's`() async throws {
        let house = try await House()
        let good = try House.token(.status)
        #expect(try await exchange(house, good).status == 200)
        for index in good.indices {
            var forged = good
            forged.replaceSubrange(index...index, with: good[index] == "A" ? "B" : "A")
            let status = try await exchange(house, forged, from: "2001:db8:\(index.utf16Offset(in: good))::1").status
            #expect(status == 401, "forged at \(index)")
        }
        let ended = try await exchange(house, try House.token(.status, endsAfterSeconds: 0))
        #expect(ended.status == 410 && ended.code == "link-expired")
        let other = try LinkToken(secret: Array("another secret, long enough".utf8)).token(
            for: "app-1", .init(.status, issuedAt: 1, endsAt: 1 << 31))
        #expect(try await exchange(house, other).status == 401)
    }

    @Test func `an old secret goes on checking while the new one makes`() throws {
        let old = try LinkToken(secret: Array("the first secret of all".utf8))
        let new = try LinkToken(secret: Array("the second secret, newer".utf8))
        let both = try LinkToken(
            secrets: LinkToken.secrets(in: " the second secret, newer\r\n\nthe first secret of all \n"))
        let claim = LinkToken.Claim(.offer, issuedAt: 10, endsAt: 20)
        #expect(both.open(old.token(for: "app-1", claim), for: "app-1") == claim)
        #expect(new.open(both.token(for: "app-1", claim), for: "app-1") == claim)
        #expect(both.isCode(old.code(for: "app-1", "c"), for: "app-1", "c"))
    }

    @Test func `a link that has ended is renewed by mail, once in ten minutes`() async throws {
        let house = try await House()
        try await house.when(ApplicationAdmitted.samples[0])
        let anyone = Caller(router: try house.router, token: nil)
        let ended = try House.token(.interview, endsAfterSeconds: 0)
        let body = #"{"applicationID":"app-1","token":"\#(ended)"}"#
        #expect(try await anyone.post("/v1/links/renewals", body).status == 202)
        #expect(try await anyone.post("/v1/links/renewals", body).status == 202)
        #expect(await house.emitted(LinkRequested.self).map(\.purpose) == [.interview])
        let forged = #"{"applicationID":"app-2","token":"\#(ended)"}"#
        #expect(try await anyone.post("/v1/links/renewals", forged).status == 401)
    }

    @Test func `HR revokes links and sends a new one; the old ones open nothing`() async throws {
        let house = try await readyToSign()
        let candidate = try await Caller.candidate(.contract, house)
        let hr = try Caller.staff("hr", house)
        let body = #"{"reason":"mail-forwarded"}"#
        #expect(try await candidate.get("/v1/candidate/status").status == 200)
        #expect(try await hr.post("/v1/applications/app-1/links/revocations", body).status == 202)
        let ended = try await candidate.get("/v1/candidate/status")
        #expect(ended.status == 401 && ended.code == "session-ended")
        let old = try await exchange(house, try House.token(.contract))
        #expect(old.status == 410 && old.code == "link-revoked")
        let anyone = Caller(router: try house.router, token: nil)
        let renewal = #"{"applicationID":"app-1","token":"\#(try House.token(.contract))"}"#
        #expect(try await anyone.post("/v1/links/renewals", renewal).status == 410)
        #expect(try await hr.post("/v1/applications/app-1/links", "{}").status == 202)
        #expect(await house.emitted(LinkRequested.self).map(\.purpose) == [.contract])
        #expect(try await exchange(house, try House.token(.contract, issuedAfterSeconds: 1)).status == 200)
        #expect(await house.emitted(LinksRevoked.self).map(\.revokedBy) == ["hr-1"])
    }

    @Test func `signing takes the code from the mail, once, and keeps how it was done in the vault`() async throws {
        let house = try await readyToSign()
        let candidate = try await Caller.candidate(.contract, house, address: "203.0.113.77")
        #expect(try await candidate.post("/v1/candidate/contract/signature", signature("00000000")).code == "code-over")
        let code = try await house.code(for: candidate, "sign-contract")
        let key = "k"
        let signed = try await candidate.post("/v1/candidate/contract/signature", signature(code), key: key)
        #expect(signed.status == 202)
        let again = try await candidate.post("/v1/candidate/contract/signature", signature(code), key: key)
        #expect(again.status == 202 && again.headers["Idempotent-Replay"] == "true")
        #expect(try await candidate.post("/v1/candidate/contract/signature", signature(code)).code == "already-signed")
        let facts = await house.emitted(ContractSignedByCandidate.self)
        #expect(facts.map(\.codeConfirmedAt) == [.sample])
        let sealed = try #require(
            try await house.vault.field(SignatureEvidence.vaultField, of: "cand-1", purpose: "test"))
        let evidence = try JSON.decode(SignatureEvidence.self, from: Array(sealed.utf8))
        #expect(evidence.sha256 == House.sha && evidence.codeConfirmedAt == .sample)
        #expect(evidence.addressRange == "203.0.113.0/24" && evidence.device == "Firefox on Windows")
        let ledger = try await house.ledgerText
        #expect(!ledger.contains("203.0.113") && !ledger.contains("Firefox") && !ledger.contains(code))
    }

    @Test func `a second device with the same link can neither use a code nor spoil it`() async throws {
        let house = try await readyToSign()
        let candidate = try await Caller.candidate(.contract, house)
        let thief = try await Caller.candidate(.contract, house, address: "198.51.100.6")
        let code = try await house.code(for: candidate, "sign-contract")
        #expect(try await thief.post("/v1/candidate/contract/signature", signature(code)).code == "code-over")
        for _ in 0..<8 { _ = try await thief.post("/v1/candidate/contract/signature", signature("12345678")) }
        _ = try await house.code(for: thief, "sign-contract")
        #expect(try await thief.post("/v1/candidate/contract/signature", signature(code)).code == "code-wrong")
        #expect(try await candidate.post("/v1/candidate/contract/signature", signature(code)).status == 202)
    }

    @Test func `a code is guessed five times, from one address or many, and no more`() async throws {
        let house = try await readyToSign()
        let candidate = try await Caller.candidate(.contract, house)
        let code = try await house.code(for: candidate, "sign-contract")
        var codes: [String] = []
        for number in 0..<20 {
            let guess = Caller(router: candidate.router, token: candidate.token, address: "2001:db8:\(number)::1")
            let wrong = code == "00000001" ? "00000002" : "00000001"
            codes.append(try await guess.post("/v1/candidate/contract/signature", signature(wrong)).code ?? "")
        }
        #expect(codes == Array(repeating: "code-wrong", count: 5) + Array(repeating: "code-over", count: 15))
        #expect(try await candidate.post("/v1/candidate/contract/signature", signature(code)).code == "code-over")
        let next = try await house.code(for: candidate, "sign-contract")
        #expect(try await candidate.post("/v1/candidate/contract/signature", signature(next)).status == 202)
    }

    @Test func `of many attempts with the right code at once one signs`() async throws {
        let house = try await readyToSign()
        let candidate = try await Caller.candidate(.contract, house)
        let code = try await house.code(for: candidate, "sign-contract")
        let body = signature(code)
        let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<10 {
                group.addTask { try await candidate.post("/v1/candidate/contract/signature", body).status }
            }
            return try await group.reduce(into: [Int]()) { $0.append($1) }
        }
        #expect(statuses.count { $0 == 202 } == 1)
        #expect(await house.emitted(ContractSignedByCandidate.self).count == 1)
    }

    @Test func `who has taken the application back signs nothing with a code at hand`() async throws {
        let house = try await readyToSign()
        let candidate = try await Caller.candidate(.contract, house)
        let code = try await house.code(for: candidate, "sign-contract")
        let withdrawn = try await candidate.post("/v1/candidate/withdrawal", "{}")
        #expect(withdrawn.status == 202)
        let late = try await candidate.post("/v1/candidate/contract/signature", signature(code))
        #expect(late.status == 409 && late.code == "not-at-this-stage")
        let material = try await candidate.call(.put, "/v1/candidate/materials/photograph", body: Array("%PDF-".utf8))
        #expect(material.code == "not-at-this-stage")
        #expect(await house.emitted(ContractSignedByCandidate.self).isEmpty)
        #expect(try await candidate.post("/v1/candidate/withdrawal", "{}").status == 202, "asked again, it is answered")
        #expect(await house.emitted(ApplicationWithdrawn.self).count == 1)
    }

    @Test func `a signed contract is not taken back, and nobody is told that it was`() async throws {
        let house = try await readyToSign()
        let candidate = try await Caller.candidate(.contract, house)
        let code = try await house.code(for: candidate, "sign-contract")
        #expect(try await candidate.post("/v1/candidate/contract/signature", signature(code)).status == 202)
        let late = try await candidate.post("/v1/candidate/withdrawal", "{}")
        #expect(late.status == 409 && late.code == "contract-signed")
        #expect(await house.emitted(CandidateRequestMade.self).isEmpty)
        #expect(await house.emitted(ApplicationWithdrawn.self).isEmpty)
    }

    @Test func `after the end own documents and the wish to be forgotten need a code`() async throws {
        let house = try await readyToSign()
        _ = try await house.vault.put(
            Array("%PDF draft".utf8), blob: "contract.app-1.1", of: "cand-1", contentType: "application/pdf")
        let candidate = try await Caller.candidate(.contract, house)
        #expect(try await candidate.get("/v1/candidate/documents/contract").status == 200)
        try await house.when(ApplicationClosed.samples[0])
        #expect(try await candidate.get("/v1/candidate/status").status == 200)
        #expect(try await candidate.get("/v1/candidate/documents/contract").code == "code-needed")
        #expect(try await candidate.post("/v1/candidate/erasure", "{}").code == "code-needed")
        #expect(try await candidate.post("/v1/candidate/withdrawal", "{}").code == "not-at-this-stage")
        let code = try await house.code(for: candidate, "open-documents")
        let confirmed = try await candidate.post("/v1/candidate/codes/confirmations", #"{"code":"\#(code)"}"#)
        #expect(confirmed.status == 202)
        #expect(try await candidate.get("/v1/candidate/documents/contract").status == 200)
        #expect(try await candidate.post("/v1/candidate/erasure", "{}").status == 202)
        #expect(await house.emitted(ErasureRequested.self).count == 1)
        let other = try await Caller.candidate(.contract, house)
        #expect(try await other.get("/v1/candidate/documents/contract").code == "code-needed")
    }

    @Test func `after the erasure no link, session or code opens anything`() async throws {
        let house = try await readyToSign()
        let candidate = try await Caller.candidate(.contract, house)
        let code = try await house.code(for: candidate, "sign-contract")
        try await house.when(CandidateErased.samples[0])
        for path in ["/v1/candidate/status", "/v1/candidate/documents/contract"] {
            #expect(try await candidate.get(path).status == 410, "\(path)")
        }
        #expect(try await candidate.post("/v1/candidate/contract/signature", signature(code)).status == 410)
        #expect(try await exchange(house, try House.token(.contract, issuedAfterSeconds: 9)).code == "erased")
    }

    @Test func `wrong keys make their own address wait, longer and longer, and nobody else`() async throws {
        let house = try await House()
        let attempts = AttemptLimits()
        let router = try house.router(attempts: attempts)
        func call(_ token: String, _ address: String) async throws -> Caller.Answer {
            try await Caller(router: router, token: token, address: address).get("/v1/jobs")
        }
        #expect(try await call("key of hr", "198.51.100.7").status == 200)
        for number in 0..<AttemptLimits.freeCount {
            #expect(try await call("guess \(number)", "198.51.100.7").status == 401)
        }
        #expect(try await call("one more", "198.51.100.7").status == 401)
        let held = try await call("another", "198.51.100.7")
        #expect(held.status == 429 && held.code == "too-many-failures")
        #expect(held.headers["Retry-After"] == "1")
        #expect(try await call("key of admin", "198.51.100.7").status == 429, "a right guess is not looked at either")
        #expect(try await call("key of hr", "198.51.100.7").status == 200, "what was good before goes on")
        #expect(try await call("key of admin", "198.51.100.8").status == 200, "a neighbour is not touched")
        let session = try await Caller.candidate(.status, house, address: "198.51.100.7", router: router)
        #expect(try await session.get("/v1/candidate/status").status != 429, "a link cannot be guessed and never waits")
    }

    @Test func `a code that was sent is taken from an address that has to wait, and wrong ones make no neighbour wait`()
        async throws
    {
        let house = try await readyToSign()
        let attempts = AttemptLimits()
        let router = try house.router(attempts: attempts)
        let candidate = try await Caller.candidate(.contract, house, address: "198.51.100.7", router: router)
        let code = try await house.code(for: candidate, "sign-contract")
        let wrong = code == "00000001" ? "00000002" : "00000001"
        #expect(try await candidate.post("/v1/candidate/contract/signature", signature(wrong)).code == "code-wrong")
        for _ in 0..<AttemptLimits.freeCount { attempts.failed(.key, "unknown", from: "198.51.100.7", at: .sample) }
        #expect(attempts.wait(of: "198.51.100.7", at: .sample) == nil, "the wrong code did not count")
        for _ in 0..<5 { attempts.failed(.key, "unknown", from: "198.51.100.7", at: .sample) }
        #expect(attempts.wait(of: "198.51.100.7", at: .sample) != nil)
        #expect(try await candidate.post("/v1/candidate/contract/signature", signature(code)).status == 202)
    }

    @Test func `an address that goes on waits up to five minutes, whatever its last bits`() {
        let attempts = AttemptLimits()
        var now = Instant.sample
        var waits: [Int] = []
        for number in 0..<30 {
            attempts.failed(.key, "unknown", from: "2001:db8:1:2::\(number + 1)", at: now)
            let wait = attempts.wait(of: "2001:db8:1:2:ffff::1", at: now) ?? 0
            waits.append(wait)
            now = now.advanced(byMilliseconds: Int64(wait) * 1000)
        }
        #expect(
            waits == Array(repeating: 0, count: 10) + [1, 2, 4, 8, 16, 32, 64, 128, 256]
                + Array(repeating: 300, count: 11))
        #expect(attempts.wait(of: "2001:db8:1:3::1", at: now) == nil)
        attempts.failed(.key, "unknown", from: "2001:db8:1:2::1", at: now.advanced(byHours: 1))
        #expect(attempts.wait(of: "2001:db8:1:2::1", at: now.advanced(byHours: 1)) == nil, "forgotten after a while")
    }

    @Test func `guesses from very many addresses fill no memory, and their log names no value and no address`() {
        let lines = Mutex<[String]>([])
        let attempts = AttemptLimits { kind, reason, range in lines.withLock { $0.append("\(kind) \(reason) \(range)") }
        }
        for number in 0..<45_000 {
            attempts.failed(
                .link, "unknown", from: "10.\(number >> 16).\(number >> 8 & 255).\(number & 255)", at: .sample)
        }
        #expect(attempts.addressCount <= AttemptLimits.addressCountMax)
        #expect(lines.withLock { $0.first } == "link unknown 10.0.0.0/24")
    }
}
