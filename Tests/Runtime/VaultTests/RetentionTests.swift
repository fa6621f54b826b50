import Domain
import Postgres
import Testing
import Vault
import VaultTesting

/// What goes when, by purpose, with a real database and files; days are counted to the day.
@Suite struct RetentionTests {
    let chen: CandidateID = "cand-chen"

    private func terms(_ days: [String: String] = [:]) throws -> RetentionTerms {
        let all = [
            "RETENTION_RECORDING_DAYS": "30", "RETENTION_RESUME_DAYS": "60", "RETENTION_TALENT_POOL_DAYS": "200",
            "RETENTION_REPORT_DAYS": "90", "RETENTION_OFFER_DAYS": "100",
        ].merging(days) { $1 }
        return try RetentionTerms { all[$0] }
    }

    /// An application as the services leave it.
    private func fill(_ vault: Vault, _ application: ApplicationID, of candidate: CandidateID) async throws {
        try await vault.put(
            fields: [
                "name": "陈思远", "email": "chen@example.org", "resume-text.\(application)": "words",
                "transcript.\(application).q1.1": "spoken",
                "comment.\(application).0123456789abcdef01234567": "seems calm",
            ], of: candidate)
        let names = [
            "resume.\(application)", "report.\(application).1.pdf", "offer.\(application).1",
            "offer.\(application).1.html", "material.\(application).photograph.0123456789abcdef",
        ]
        for name in names {
            try await vault.put([1, 2], blob: try BlobID(name), of: candidate, contentType: "a/b")
        }
        let writer = try await vault.writer(
            of: try BlobID("answer.\(application)"), for: candidate, contentType: "video/webm", application: application
        )
        try await writer.append([3, 4])
        _ = try await writer.finish()
    }

    private func end(
        _ vault: Vault, _ application: ApplicationID, daysAgo: Int64, outcome: String = "rejected",
        of candidate: CandidateID? = nil
    ) async throws {
        try await vault.note([
            ApplicationEnding(
                applicationID: application, candidateID: candidate ?? chen, outcome: outcome,
                endedAt: TestVault.start.advanced(byDays: -daysAgo))
        ])
    }

    private func left(_ test: TestVault) async throws -> [String] {
        try await test.texts("SELECT name FROM vault.fields UNION ALL SELECT blob_id FROM vault.blobs ORDER BY 1")
    }

    private func expire(_ vault: Vault, _ terms: RetentionTerms) async throws -> [RetentionPurpose: Int] {
        var all: [RetentionPurpose: Int] = [:]
        while true {
            let counts = try await vault.expire(terms, countMax: 1)
            if counts.isEmpty { return all }
            all.merge(counts, uniquingKeysWith: +)
        }
    }

    @Test func `what was seen of a face goes alone, of this application, and with the transcripts in the end`()
        async throws
    {
        let test = try await TestVault()
        let faces = ["transcript.app-1.q1.1.face", "transcript.app-1.q1.2.face", "transcript.app-10.q1.1.face"]
        for application in ["app-1", "app-10"] as [ApplicationID] { try await fill(test.vault, application, of: chen) }
        try await test.vault.put(fields: Dictionary(uniqueKeysWithValues: faces.map { ($0, "seen") }), of: chen)
        try await test.vault.forgetFaces(of: "app-1", chen)
        let left = try await left(test)
        #expect(left.filter { $0.hasSuffix(".face") } == [faces[2]] && left.contains("transcript.app-1.q1.1"))
        try await test.vault.forgetRecordings(of: "app-10", chen)
        #expect(try await self.left(test).allSatisfy { !$0.hasSuffix(".face") })
    }

    static let person = ["email", "name"]
    static let material = "material.app-1.photograph.0123456789abcdef"
    static let comment = "comment.app-1.0123456789abcdef01234567"
    static let offered = ["email", material, "name", "offer.app-1.1", "offer.app-1.1.html"]
    static let everything = [
        "answer.app-1", comment, "email", material, "name", "offer.app-1.1", "offer.app-1.1.html", "report.app-1.1.pdf",
        "resume-text.app-1", "resume.app-1",
        "transcript.app-1.q1.1",
    ]

    @Test(
        arguments: [
            (29, everything), (30, everything.filter { !$0.hasPrefix("answer") && !$0.hasPrefix("transcript") }),
            (59, everything.filter { !$0.hasPrefix("answer") && !$0.hasPrefix("transcript") }),
            (60, [comment] + offered + ["report.app-1.1.pdf"]), (90, offered), (99, offered), (100, []),
        ] as [(Int64, [String])])
    func `what an application left goes on its day and not before`(days: Int64, expected: [String]) async throws {
        let test = try await TestVault()
        try await fill(test.vault, "app-1", of: chen)
        try await end(test.vault, "app-1", daysAgo: days)
        let planned = try await test.vault.expiring(try terms())
        let deleted = try await expire(test.vault, try terms())
        #expect(try await left(test) == expected)
        for purpose in [RetentionPurpose.recording, .resume, .report, .offer] {
            #expect(planned[purpose, default: 0] == deleted[purpose, default: 0], "\(purpose)")
        }
        let keys = try await test.texts("SELECT candidate_id FROM vault.keys")
        #expect(keys == (expected.isEmpty ? [] : [chen.text]))
        // Each document is a file here.
        let documents = try await test.texts("SELECT blob_id FROM vault.blobs")
        #expect(try test.chunks().count == documents.count)
        #expect(try await expire(test.vault, try terms()) == [:])
    }

    @Test func `a candidate with another application keeps what that needs`() async throws {
        let test = try await TestVault()
        try await fill(test.vault, "app-1", of: chen)
        try await fill(test.vault, "app-1.2", of: chen)
        try await end(test.vault, "app-1", daysAgo: 1000)
        _ = try await expire(test.vault, try terms())
        let names = try await left(test)
        #expect(names == Self.everything.map { $0.replacing("app-1", with: "app-1.2") }.sorted())
        #expect(try await test.vault.field("name", of: chen, purpose: "test") == "陈思远")
        try await end(test.vault, "app-1.2", daysAgo: 1000)
        _ = try await expire(test.vault, try terms())
        #expect(try await left(test) == [])
        // Who applies again gets a new key.
        try await fill(test.vault, "app-3", of: chen)
        #expect(try await test.vault.field("name", of: chen, purpose: "test") == "陈思远")
    }

    @Test func `nothing is left over when more is due than a turn deletes, nor when many end at once`() async throws {
        let test = try await TestVault()
        for number in 1...4 {
            let application = try ApplicationID("app-\(number)")
            try await fill(test.vault, application, of: number < 3 ? chen : try CandidateID("cand-\(number)"))
            try await end(
                test.vault, application, daysAgo: 1000, of: number < 3 ? chen : try CandidateID("cand-\(number)"))
        }
        _ = try await expire(test.vault, try terms())
        #expect(try await left(test) == [])
        #expect(try await test.texts("SELECT candidate_id FROM vault.keys") == [])
        #expect(try await test.texts("SELECT application_id FROM vault.endings") == [])
        #expect(try test.chunks().isEmpty)
    }

    @Test func `who agreed to be kept in mind is, until the days of that are over or the agreement is`() async throws {
        let test = try await TestVault()
        for application in ["app-1", "app-2"] as [ApplicationID] {
            let candidate = try CandidateID("cand-\(application)")
            try await fill(test.vault, application, of: candidate)
            try await end(test.vault, application, daysAgo: 199, of: candidate)
            try await test.vault.setPool(true, of: application, saidAt: TestVault.start)
        }
        // What was said later counts, though it was heard first.
        try await test.vault.setPool(false, of: "app-2", saidAt: TestVault.start.advanced(byDays: 1))
        try await test.vault.setPool(true, of: "app-2", saidAt: TestVault.start)
        _ = try await expire(test.vault, try terms())
        #expect(try await left(test) == ["email", "name", "resume-text.app-1", "resume.app-1"])
        let planned = try await test.vault.expiring(try terms(["RETENTION_TALENT_POOL_DAYS": "199"]))
        #expect(planned[.talentPool] == 2)
        _ = try await expire(test.vault, try terms(["RETENTION_TALENT_POOL_DAYS": "199"]))
        #expect(try await left(test) == [])
    }

    @Test func `recordings go at once when their consent is taken back, and are said to be erased`() async throws {
        let test = try await TestVault()
        try await fill(test.vault, "app-1", of: chen)
        try await fill(test.vault, "app-2", of: chen)
        let fileCount = try test.chunks().count
        try await test.vault.forgetRecordings(of: "app-1", chen)
        try await test.vault.forgetRecordings(of: "app-1", chen)
        await #expect(throws: VaultError.erased) {
            try await test.vault.blob("answer.app-1", of: chen, purpose: "test")
        }
        #expect(try await test.vault.field("transcript.app-1.q1.1", of: chen, purpose: "test") == nil)
        #expect(try await test.vault.blob("answer.app-2", of: chen, purpose: "test") == [3, 4])
        #expect(try test.chunks().count == fileCount - 1)
        try await end(test.vault, "app-1", daysAgo: 1000)
        _ = try await expire(test.vault, try terms())
        #expect(try await test.vault.describe("answer.app-1") == nil)
    }

    @Test func `recordings that do not say of which application they are go with the only one`() async throws {
        let test = try await TestVault()
        try await fill(test.vault, "app-1", of: chen)
        try await test.execute("UPDATE vault.blobs SET application_id = NULL")
        try await fill(test.vault, "app-2", of: chen)
        try await test.vault.forgetRecordings(of: "app-1", chen)
        #expect(try await test.vault.blob("answer.app-1", of: chen, purpose: "test") == [3, 4])
        try await test.vault.delete(field: "resume-text.app-2", of: chen)
        try await test.vault.forgetRecordings(of: "app-1", chen)
        await #expect(throws: VaultError.erased) {
            try await test.vault.blob("answer.app-1", of: chen, purpose: "test")
        }
    }

    @Test func `who was hired can be reached while the contract is kept`() async throws {
        let test = try await TestVault()
        try await fill(test.vault, "app-1", of: chen)
        try await test.vault.put([5], blob: "contract.app-1.1.signed", of: chen, contentType: "application/pdf")
        let today = CalendarDate(daysSinceEpoch: Int(TestVault.start.millisecondsSinceEpoch / 86_400_000))
        try await test.vault.note(
            KeptContract(
                applicationID: "app-1", candidateID: chen, employer: "Example Ltd", kind: "open-ended", startsOn: today,
                endsOn: nil, probationMonths: 0, signedAt: TestVault.start), identity: nil)
        try await end(test.vault, "app-1", daysAgo: 1000, outcome: "hired")
        _ = try await expire(test.vault, try terms())
        #expect(try await left(test) == ["contract.app-1.1.signed", "email", "name"])
        _ = try await test.vault.noteContractEnd(of: "app-1", on: today.adding(days: -1000), reason: "left")
        _ = try await expire(test.vault, try terms())
        #expect(try await left(test) == [])
        #expect(try await test.texts("SELECT candidate_id FROM vault.keys") == [])
    }

    @Test func `what is written while a key goes for lack of use is never sealed under a lost key`() async throws {
        let test = try await TestVault()
        let old = try await test.reopened(keys: TestVault.oldKey)
        for number in 0..<150 {
            async let field: Void = test.vault.put("a\(number)", field: "name", of: chen)
            async let other: Void = old.put("b\(number)", field: "email", of: chen)
            async let blob = test.vault.put(
                [UInt8(number)], blob: try BlobID("report.\(number)"), of: chen, contentType: "a/b")
            async let gone: Void? = try? test.execute(
                """
                DELETE FROM vault.keys k WHERE NOT EXISTS (SELECT FROM vault.fields f WHERE f.candidate_id = k.candidate_id)
                    AND NOT EXISTS (SELECT FROM vault.blobs b WHERE b.candidate_id = k.candidate_id)
                """)
            _ = try await (field, other, blob)
            _ = await gone
            #expect(try await old.field("name", of: chen, purpose: "test") == "a\(number)")
            #expect(try await old.field("email", of: chen, purpose: "test") == "b\(number)")
            #expect(
                try await old.blob(try BlobID("report.\(number)"), of: chen, purpose: "test") == [UInt8(number)])
            try await test.execute("DELETE FROM vault.fields")
            try await test.vault.delete(blob: try BlobID("report.\(number)"), of: chen)
        }
    }

    @Test func `a key that goes before anything is sealed under it is made again`() async throws {
        let test = try await TestVault()
        try await test.execute("CREATE SEQUENCE vault.first")
        try await test.execute(
            """
            CREATE FUNCTION vault.take() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF nextval('vault.first') < 3 THEN DELETE FROM vault.keys WHERE candidate_id = new.candidate_id; END IF;
                RETURN NULL;
            END $$
            """)
        try await test.execute(
            "CREATE TRIGGER take AFTER INSERT ON vault.keys FOR EACH ROW EXECUTE FUNCTION vault.take()")
        try await test.vault.put("Chen", field: "name", of: chen)
        #expect(try await test.vault.field("name", of: chen, purpose: "test") == "Chen")
        #expect(try await test.texts("SELECT last_value::text FROM vault.first") == ["3"])
    }

    @Test func `who was refused goes as well, though the end names nobody the vault knows`() async throws {
        let test = try await TestVault()
        try await fill(test.vault, "app-1", of: chen)
        try await end(test.vault, "app-1", daysAgo: 1000, outcome: "refused", of: "c.app-1")
        _ = try await expire(test.vault, try terms())
        #expect(try await left(test) == [])
    }

    @Test func `every deletion leaves a row that says how many of what`() async throws {
        let test = try await TestVault()
        try await fill(test.vault, "app-1", of: chen)
        try await end(test.vault, "app-1", daysAgo: 30)
        _ = try await test.vault.expire(try terms())
        #expect(
            try await test.texts("SELECT purpose || ': ' || item FROM vault.audit WHERE purpose = 'retention'")
                == ["retention: 2 of recording"])
    }

    @Test(arguments: [
        ("RETENTION_RESUME_DAYS", "soon"), ("RETENTION_CONTRACT_DAYS", "730"), ("RETENTION_AUDIT_DAYS", "179"),
        ("RETENTION_RECORDING_DAYS", "0"), ("RETENTION_REPORT_DAYS", "40000"),
    ]) func `days that are none, or fewer than the law says, are refused by name`(key: String, value: String) {
        let error = #expect(throws: VaultError.self) { try RetentionTerms { $0 == key ? value : nil } }
        #expect(error?.description.hasPrefix("\(key) is no whole number of days from ") == true)
    }
}
