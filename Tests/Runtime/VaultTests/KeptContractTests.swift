import Crypto
import Domain
import JSON
import Postgres
import Testing
import Vault
import VaultTesting

/// Signed contracts: kept apart when their candidate is erased, until two years after their real end.
@Suite struct KeptContractTests {
    let chen: CandidateID = "cand-chen"
    let identity = IdentityDetails(idType: .resident, idNumber: "11010519491231002X", address: "somewhere")
    static let today = CalendarDate(daysSinceEpoch: Int(TestVault.start.millisecondsSinceEpoch / 86_400_000))

    private func contract(_ endsOn: CalendarDate?, kind: String = "fixed-term") -> KeptContract {
        KeptContract(
            applicationID: "app-1", candidateID: chen, employer: "Example Ltd", kind: kind,
            startsOn: Self.today.adding(days: -3000), endsOn: endsOn, probationMonths: 3, signedAt: TestVault.start)
    }

    private func signed(_ test: TestVault, _ contract: KeptContract?) async throws {
        let vault = test.vault
        try await vault.put(fields: ["name": "陈思远", "resume-text.app-1": "words"], of: chen)
        for (name, byte) in [
            ("contract.app-1.2", 1), ("contract.app-1.2.signed", 2), ("archive.app-1.2", 3), ("resume.app-1", 4),
        ] {
            try await vault.put([UInt8(byte)], blob: try BlobID(name), of: chen, contentType: "application/pdf")
        }
        if let contract { try await vault.note(contract, identity: identity) }
    }

    @Test func `a contract in force outlives its candidate's erasure under a key of its own`() async throws {
        let test = try await TestVault()
        try await signed(test, contract(Self.today.adding(days: 300)))
        #expect(try await test.vault.erase(chen, purpose: "asked-for") == 1)
        #expect(try await test.vault.erase(chen, purpose: "asked-for") == 1)
        while try await test.vault.sweep() > 0 {}
        await #expect(throws: VaultError.erased) { try await test.vault.field("name", of: chen, purpose: "test") }
        let kept = try #require(try await test.vault.contract(of: "app-1"))
        let keeper = try #require(kept.keeperID)
        #expect(keeper.text.hasPrefix("kept.") && !keeper.text.contains("chen"))
        #expect(try await test.vault.signedPaper(of: kept, purpose: "labour-dispute") == [2])
        #expect(
            try await test.texts("SELECT replace(blob_id, '\(keeper)', 'K') FROM vault.blobs ORDER BY 1")
                == ["K.2.signed", "K.archive.2"])
        #expect(
            try await test.texts("SELECT purpose FROM vault.audit WHERE candidate_id = '\(keeper)'") == [
                "labour-dispute"
            ])
    }

    @Test func `a contract that was signed before its terms were noted is kept as well`() async throws {
        let test = try await TestVault()
        try await signed(test, nil)
        #expect(try await test.vault.erase(chen, purpose: "asked-for") == 1)
        let kept = try #require(try await test.vault.contract(of: "app-1"))
        #expect(try await test.vault.signedPaper(of: kept, purpose: "test") == [2])
        #expect(kept.kind == "open-ended" && kept.endsOn == nil)
    }

    @Test func `an identifier that begins like another, with a dot, has a contract of its own`() async throws {
        let test = try await TestVault()
        try await signed(test, contract(Self.today.adding(days: -732)))
        for (name, byte) in [("contract.app-1.5.1.signed", 5), ("archive.app-1.5.1", 6)] {
            try await test.vault.put([UInt8(byte)], blob: try BlobID(name), of: chen, contentType: "application/pdf")
        }
        #expect(try await test.vault.expire(RetentionTerms())[.contract] == 1)
        #expect(try await test.vault.erase(chen, purpose: "asked-for") == 1)
        let other = try #require(try await test.vault.contract(of: "app-1.5"))
        #expect(try await test.vault.signedPaper(of: other, purpose: "test") == [5])
        #expect(
            try await test.texts("SELECT right(blob_id, 9) FROM vault.blobs WHERE candidate_id <> 'cand-chen'").sorted()
                == [".1.signed", "archive.1"])
    }

    @Test func `what was kept apart goes when somebody says anyway later`() async throws {
        let test = try await TestVault()
        try await signed(test, contract(nil))
        #expect(try await test.vault.erase(chen, purpose: "asked-for") == 1)
        let kept = try #require(try await test.vault.contract(of: "app-1"))
        #expect(try await test.vault.erase(chen, purpose: "court-order", evenContracts: true) == 0)
        await #expect(throws: VaultError.erased) { try await test.vault.signedPaper(of: kept, purpose: "test") }
        while try await test.vault.sweep() > 0 {}
        #expect(try await test.vault.contract(of: "app-1") == nil)
        #expect(try await test.texts("SELECT blob_id FROM vault.blobs") == [])
        #expect(try test.chunks().isEmpty)
    }

    @Test func `erased before it was archived, a contract keeps its evidence and can be found by the number`()
        async throws
    {
        let test = try await TestVault()
        try await signed(test, nil)
        try await test.vault.delete(blob: "archive.app-1.2", of: chen)
        try await test.vault.put(
            fields: [
                IdentityDetails.vaultField: String(decoding: try JSON.encode(identity), as: UTF8.self),
                "signature-evidence": "evidence",
            ], of: chen)
        #expect(try await test.vault.erase(chen, purpose: "asked-for") == 1)
        let kept = try #require(try await test.vault.contracts(with: identity).first)
        let keeper = try #require(kept.keeperID)
        #expect(
            try await test.vault.blob(try BlobID("\(keeper).evidence"), of: keeper, purpose: "test")
                == Array("evidence".utf8))
        #expect(try await test.vault.signedPaper(of: kept, purpose: "test") == [2])
    }

    @Test func `an erasure tells of applications whose résumé retention has deleted`() async throws {
        let test = try await TestVault()
        try await signed(test, contract(nil))
        for (application, days) in [("app-1", 1000), ("app-2", 300)] as [(ApplicationID, Int64)] {
            try await test.vault.note([
                ApplicationEnding(
                    applicationID: application, candidateID: chen, outcome: "hired",
                    endedAt: TestVault.start.advanced(byDays: -days))
            ])
        }
        while try await !test.vault.expire(RetentionTerms()).isEmpty {}
        #expect(try await test.texts("SELECT blob_id FROM vault.blobs WHERE blob_id ~ '^resume'") == [])
        try await test.vault.erase(chen, purpose: "asked-for")
        #expect(try await test.vault.untoldErasures().first?.applicationIDs == ["app-1", "app-2"])
    }

    @Test func `the newest of several signed papers counts`() async throws {
        let test = try await TestVault()
        try await signed(test, contract(nil))
        try await test.vault.put([9], blob: "contract.app-1.10.signed", of: chen, contentType: "application/pdf")
        try await test.execute(
            "UPDATE vault.blobs SET finished_at = finished_at + interval '1 day' WHERE blob_id = 'contract.app-1.10.signed'"
        )
        #expect(
            try await test.vault.signedPaper(
                of: try #require(try await test.vault.contract(of: "app-1")), purpose: "test") == [9])
    }

    @Test func `anyway destroys it, and the audit says so`() async throws {
        let test = try await TestVault()
        try await signed(test, contract(nil, kind: "open-ended"))
        #expect(try await test.vault.erase(chen, purpose: "court-order", evenContracts: true) == 0)
        while try await test.vault.sweep() > 0 {}
        #expect(try await test.vault.contract(of: "app-1") == nil)
        #expect(try test.chunks().isEmpty)
        #expect(
            try await test.texts("SELECT item || ': ' || purpose FROM vault.audit WHERE item LIKE 'erasure%'")
                == ["erasure even of contracts: court-order"])
    }

    @Test func `an erasure that broke off while it copied goes on with the same keeper`() async throws {
        let test = try await TestVault()
        try await signed(test, contract(nil))
        try await test.execute("UPDATE vault.contracts SET keeper_id = 'kept.0123'")
        try await test.vault.put([2], blob: "kept.0123.2.signed", of: "kept.0123", contentType: "application/pdf")
        #expect(try await test.vault.erase(chen, purpose: "asked-for") == 1)
        let blobs = try await test.texts("SELECT blob_id FROM vault.blobs WHERE candidate_id <> 'cand-chen' ORDER BY 1")
        #expect(blobs == ["kept.0123.2.signed", "kept.0123.archive.2"])
    }

    @Test(
        arguments: [false, true],
        [
            (nil, nil, false), (-732, nil, true), (-731, nil, false), (300, -732, true), (-1000, -10, false),
            (nil, -732, true),
        ] as [(Int?, Int?, Bool)]) func `it goes two years after its real end, erased candidate or not`(
            isErased: Bool, days: (endsOn: Int?, endedOn: Int?, isOver: Bool)
        ) async throws
    {
        let test = try await TestVault()
        try await signed(test, contract(days.endsOn.map { Self.today.adding(days: $0) }))
        if isErased {
            try await test.vault.erase(chen, purpose: "asked-for")
            while try await test.vault.sweep() > 0 {}
        }
        if let ended = days.endedOn {
            #expect(
                try await test.vault.noteContractEnd(of: "app-1", on: Self.today.adding(days: ended), reason: "left"))
        }
        #expect(try await test.vault.expiring(RetentionTerms())[.contract] == (days.isOver ? 1 : 0))
        #expect(try await test.vault.expire(RetentionTerms())[.contract] == (days.isOver ? 1 : nil))
        #expect((try await test.vault.contract(of: "app-1") == nil) == days.isOver)
        let papers = try await test.texts("SELECT blob_id FROM vault.blobs WHERE blob_id ~ 'signed|archive|contract'")
        #expect(papers.isEmpty == days.isOver)
        // What later law checks need stays, for those who know the number.
        let found = try await test.vault.contracts(
            with: IdentityDetails(idType: .resident, idNumber: "110105 19491231-002x", address: "moved"))
        #expect(found.map(\.probationMonths) == [3])
        #expect(found.map(\.employer) == ["Example Ltd"])
    }

    @Test func `the index tells no number, and outlives a rotation of keys`() async throws {
        let test = try await TestVault()
        try await signed(test, contract(nil))
        let index = try #require(
            try await test.texts("SELECT encode(identity_index, 'hex') FROM vault.contracts").first)
        #expect(index != SHA256.hash("resident\0" + identity.idNumber).hex)
        let both = try await test.reopened(keys: TestVault.oldKey + "\n" + TestVault.newKey)
        #expect(try await both.rewrap().count == 3, "the candidate's, that of the index of numbers, that of names")
        let new = try await test.reopened(keys: TestVault.newKey)
        #expect(try await new.contracts(with: identity).count == 1)
        let other = IdentityDetails(idType: .other, idNumber: identity.idNumber, address: "")
        #expect(try await new.contracts(with: other) == [])
        let rows = try await test.texts("SELECT contracts::text FROM vault.contracts")
        #expect(rows.allSatisfy { !$0.contains(identity.idNumber) && !$0.contains("陈") })
    }
}
