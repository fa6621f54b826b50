import ContractsCore
import Crypto
import Documents
import Domain
import Events
import Flow
import Foundation
import Host
import JSON
import Testing
import Vault
import VaultTesting

@testable import contracts

/// The documents against a real vault, the real PDF maker and the development certificate.
@Suite struct DocumentRoomTests {
    static let parties = Parties(applicationID: "app-1", jobID: "job-1", candidateID: "cand-1", language: .chinese)
    static let number = "11010519491231002X"

    static let settings = [
        "EMPLOYER_NAME": "云招科技（上海）有限公司", "EMPLOYER_DOMICILE": "上海市浦东新区", "EMPLOYER_REPRESENTATIVE": "陈立",
        "SIGNING_CERTIFICATE_FILE": ".colloquy/signing/employer.pem",
        "SIGNING_KEY_FILE": ".colloquy/signing/employer.key",
        "MINIMUM_WAGE_MINOR_UNITS": "269000",
    ]

    static func room(_ fields: [String: String] = person) async throws -> (TestVault, DocumentRoom) {
        let test = try await TestVault()
        if !fields.isEmpty { try await test.vault.put(fields: fields, of: "cand-1") }
        let config = ConfigReader(arguments: [], environment: settings)
        return (test, try DocumentRoom(vault: test.vault, settings: ContractSettings(config)))
    }

    static let person = [
        "name": "王小明", "email": "wang@example.com",
        "identity": #"{"idType":"resident","idNumber":"\#(number)","address":"北京市朝阳区建国路1号"}"#,
    ]

    static func draft(_ change: (inout OfferTerms) -> Void = { _ in }) -> DraftContract {
        var terms = OfferTerms.sample
        change(&terms)
        return DraftContract(
            parties: parties, terms: terms, version: 1,
            // Some days before the first working day.
            draftedAt: Instant(
                millisecondsSinceEpoch: Int64(terms.startDate.adding(days: -9).daysSinceEpoch) * 86_400_000))
    }

    static func text(_ document: SealedDocument, _ test: TestVault) async throws -> String {
        let bytes = try await test.vault.blob(document.blobID, of: "cand-1", purpose: "test")
        #expect(SHA256.hash(data: bytes).hex == document.sha256)
        return try await PDF(bytes: bytes).text(with: DocumentTools()).filter { !$0.isWhitespace }
    }

    @Test(arguments: [(Language.chinese, "录用通知书王小明：您好！"), (.english, "OfferofemploymentDear王小明,")])
    func `the offer letter says the terms in the candidate's language`(language: Language, opening: String) async throws
    {
        let (test, room) = try await Self.room()
        var parties = Self.parties
        parties.language = language
        let work = RenderOffer(
            parties: parties, terms: .sample, issuedAt: .sample, expiresAt: Instant.sample.advanced(byDays: 7))
        let letter = try await room.renderOffer(work, .test)
        let text = try await Self.text(letter, test)
        #expect(text.contains(opening))
        #expect(text.contains("15,000.00"))
        #expect(letter.blobID == "offer.app-1.1")
        let page = try #require(letter.htmlBlobID)
        let html = try await test.vault.blob(page, of: "cand-1", purpose: "test")
        #expect(String(decoding: html, as: UTF8.self).contains("15,000.00"), "the page says what the PDF says")
        #expect(try await room.renderOffer(work, .test) == letter)
    }

    @Test func `the contract names both parties and every article, and makes the same bytes again`() async throws {
        let (test, room) = try await Self.room()
        guard case .drafted(let document, let place, let findings) = try await room.draftContract(Self.draft(), .test)
        else { Issue.record("blocked"); return }
        #expect(findings.isEmpty)
        let text = try await Self.text(document, test)
        for words in ["云招科技（上海）有限公司", "陈立", "王小明", Self.number, "第七条其他事项", "社会保险", "人民币15,000.00元"] {
            #expect(text.contains(words), "\(words)")
        }
        #expect(place.right - place.left > 400)
        #expect(
            try await room.draftContract(Self.draft(), .test) == .drafted(document, signatures: place, findings: []))
    }

    @Test func `a second run ends although its document differs from what the first one wrote`() async throws {
        let (test, room) = try await Self.room()
        let work = RenderOffer(
            parties: Self.parties, terms: .sample, issuedAt: .sample, expiresAt: Instant.sample.advanced(byDays: 7))
        var letters: [SealedDocument] = []
        var contracts: [SealedDocument] = []
        for name in ["王小明", "王晓明", "王小名", "王小名"] {
            try await test.vault.put(name, field: "name", of: "cand-1")
            letters.append(try await room.renderOffer(work, .test))
            guard case .drafted(let document, _, _) = try await room.draftContract(Self.draft(), .test)
            else { Issue.record("blocked"); return }
            contracts.append(document)
            for document in [letters.last, contracts.last].compactMap({ $0 }) {
                #expect(try await Self.text(document, test).contains(name))
            }
        }
        #expect(Set(letters).count == 3 && Set(contracts).count == 3)
        #expect(letters[2] == letters[3] && contracts[2] == contracts[3])
    }

    @Test(
        arguments: [
            ([:], 36, "worker-missing"),
            (
                ["name": "王小明", "identity": #"{"idType":"resident","idNumber":"110105194912310021","address":"北京"}"#],
                36,
                "identity-number-invalid"
            ),
            (person, 12, "probation-too-long"), (person, nil, "term-missing"),
        ] as [([String: String], Int?, String)])
    func `what the law forbids makes no document`(
        fields: [String: String], termMonths: Int?, code: String
    ) async throws {
        let (test, room) = try await Self.room(fields)
        guard
            case .blocked(let findings) = try await room.draftContract(Self.draft { $0.termMonths = termMonths }, .test)
        else { Issue.record("not blocked"); return }
        #expect(findings.map(\.code).contains(code))
        #expect(try await test.vault.describe("contract.app-1.1") == nil)
    }

    @Test func `a second probation of whoever was hired and erased before makes no document`() async throws {
        let (test, room) = try await Self.room()
        let identity = IdentityDetails(idType: .resident, idNumber: Self.number, address: "elsewhere")
        let start = OfferTerms.sample.startDate
        for (application, employer, code) in [
            ("app-7", "Another Ltd", ""), ("app-1", "云招科技（上海）有限公司", ""),
            ("app-9", "云招科技（上海）有限公司", "91350100M000100Y43"),
        ] as [(ApplicationID, String, String)] {
            if application == "app-9" {
                guard case .drafted = try await room.draftContract(Self.draft(), .test) else {
                    Issue.record("another employer's, or the same contract's own, was counted")
                    return
                }
            }
            try await test.vault.note(
                KeptContract(
                    applicationID: application, candidateID: "cand-old", employer: employer, employerCode: code,
                    kind: "fixed-term", startsOn: start.adding(months: -36), endsOn: start.adding(days: -400),
                    probationMonths: 2, signedAt: .sample), identity: identity)
        }
        try await test.vault.put("old", field: "name", of: "cand-old")
        try await test.vault.erase("cand-old", purpose: "asked-for")
        guard case .blocked(let findings) = try await room.draftContract(Self.draft(), .test)
        else { Issue.record("not blocked"); return }
        #expect(findings.map(\.code) == ["second-probation"])
    }

    @Test func `the signature holds, and signing again gives the same document`() async throws {
        let (test, room) = try await Self.room()
        guard case .drafted(let draft, let place, _) = try await room.draftContract(Self.draft(), .test)
        else { Issue.record("blocked"); return }
        let work = SignContract(
            parties: Self.parties, draft: draft, signatures: place, approvedBy: "hr-2", candidateSignedAt: .sample,
            signedAt: .sample)
        let signed = try await room.signContract(work, .test)
        #expect(signed.blobID == "contract.app-1.1.signed")
        #expect(try await room.signContract(work, .test) == signed)
        let pdf = PDF(bytes: try await test.vault.blob(signed.blobID, of: "cand-1", purpose: "test"))
        let checks = try await pdf.signatures(with: DocumentTools())
        #expect(checks.map(\.isValid) == [true] && checks.map(\.coversWholeDocument) == [true])
        // What the candidate and the approver saw is in it, byte for byte.
        let seen = try await test.vault.blob(draft.blobID, of: "cand-1", purpose: "test")
        #expect(Array(pdf.bytes.prefix(seen.count)) == seen)
        #expect(try await Self.text(signed, test).contains("hr-2"))

        var other = work
        other.draft.sha256 = String(repeating: "0", count: 64)
        other.draft.blobID = draft.blobID
        other.parties.applicationID = "app-1"
        try await test.vault.delete(blob: signed.blobID, of: "cand-1")
        await #expect(throws: ActivityFailure.self) { try await room.signContract(other, .test) }
    }

    @Test func `the archive fills in the first day and keeps the contract two years beyond its end`() async throws {
        let (test, room) = try await Self.room()
        var file = ContractFile(parties: Self.parties, terms: .sample)
        file.draftVersion = 1
        let blob = try await room.archiveContract(ArchiveContract(file: file), .test)
        let record = try JSON.decode(
            ArchiveRecord.self, from: try await test.vault.blob(blob, of: "cand-1", purpose: "test"))
        #expect(record.onboarding.name == "王小明")
        #expect(record.onboarding.identity?.idNumber == Self.number)
        #expect(record.onboarding.startDate == OfferTerms.sample.startDate)
        #expect(record.onboarding.contractEndsOn == OfferTerms.sample.startDate.lastDay(ofMonths: 36))
        #expect(record.keepUntil == OfferTerms.sample.startDate.lastDay(ofMonths: 36).adding(months: 24))
        #expect(try await room.archiveContract(ArchiveContract(file: file), .test) == blob)
    }
}

extension ActivityContext {
    static let test = ActivityContext(
        id: EventID.outsider(source: "test", id: "1"), key: "app-1", attempt: 1,
        cause: .stimulus("test", now: .sample))
}
