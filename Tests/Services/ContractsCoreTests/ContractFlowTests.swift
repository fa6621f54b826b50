import ContractsCore
import Domain
import Events
import Flow
import FlowTesting
import Testing

private let sha = AnswerRecorded.samples[0].sha256
private let otherSha = String(sha.reversed())

private let drafted = DraftOutcome.drafted(
    SealedDocument(blobID: "contract.app-1.1", sha256: sha),
    signatures: PagePlace(page: 1, left: 50, bottom: 50, right: 500, top: 180), findings: [])

/// Activities that bring back documents of their own and note what they were asked for.
private func scenario(_ outcome: DraftOutcome = drafted) -> Scenario {
    Scenario(
        "contracts",
        reactions(
            ContractActivities(
                renderOffer: { work, _ in SealedDocument(blobID: "offer.app-1.1", sha256: sha) },
                draftContract: { _, _ in outcome },
                signContract: { work, _ in SealedDocument(blobID: "contract.app-1.1.signed", sha256: otherSha) },
                archiveContract: { _, _ in "archive.app-1.1" })))
}

private let accepted = OfferAnswered(applicationID: "app-1", isAccepted: true, answeredAt: .sample)
private let approved = ApprovalGiven(
    applicationID: "app-1", sha256: sha, isApproved: true, decidedBy: "hr-2", decidedAt: .sample)
private let signed = ContractSignedByCandidate(applicationID: "app-1", sha256: sha, signedAt: .sample)

@Suite struct ContractFlowTests {
    @Test func `from the request to the archive each step is said once`() async throws {
        let story = scenario()
        try story.when(OfferRequested.samples[0])
        try await story.runParked()
        for step in ["1", "1"] { try story.when(accepted, id: step) }
        try await story.runParked()
        try story.when(approved)
        try story.when(signed)
        try await story.runParked()
        #expect(
            story.emitted.map { type(of: $0).schema.type } == [
                OfferSent.schema.type, ContractDrafted.schema.type, ContractApproved.schema.type,
                ContractSigned.schema.type, OnboardingPrepared.schema.type,
            ])
        #expect(story.emitted(ContractApproved.self).map(\.approvedBy) == ["hr-2"])
        #expect(story.emitted(ContractSigned.self).map(\.sha256) == [otherSha])
        #expect(story.emitted(OnboardingPrepared.self).map(\.archiveBlobID) == ["archive.app-1.1"])
        #expect(story.deadLetterReasons.isEmpty)
    }

    @Test func `the offer expires after the days that the terms give`() async throws {
        let story = scenario()
        try story.when(OfferRequested.samples[0])
        let asked = story.now
        try await story.runParked()
        #expect(story.emitted(OfferSent.self).map(\.expiresAt) == [asked.advanced(byDays: 7)])
    }

    @Test func `a declined offer makes no contract`() async throws {
        let story = scenario()
        try story.when(OfferRequested.samples[0])
        try await story.runParked()
        try story.when(OfferAnswered(applicationID: "app-1", isAccepted: false, answeredAt: .sample))
        try await story.runParked()
        #expect(story.emitted.count == 1)
    }

    @Test func `what the law forbids blocks, and a second yes tries again`() async throws {
        let story = scenario(.blocked(findings: [.sample]))
        try story.when(OfferRequested.samples[0])
        try await story.runParked()
        try story.when(accepted)
        try await story.runParked()
        #expect(story.emitted(ContractBlocked.self).map(\.findings) == [[.sample]])
        try story.when(accepted)
        try await story.runParked()
        #expect(story.emitted(ContractBlocked.self).count == 2)
        #expect(try story.state(ContractFile.self, "app-1")?.draftVersion == 2)
    }

    @Test func `an approval or a signature for another document counts for nothing`() async throws {
        let story = scenario()
        try story.when(OfferRequested.samples[0])
        try await story.runParked()
        try story.when(accepted)
        try await story.runParked()
        var other = approved
        other.sha256 = otherSha
        guard case .refused(let approval) = try story.when(other) else { Issue.record("not refused"); return }
        #expect(approval.code == "another-document" && approval.ending == .saidBy(ContractDrafted.self))
        try story.when(approved)
        var otherSignature = signed
        otherSignature.sha256 = otherSha
        guard case .refused(let refusal) = try story.when(otherSignature) else { Issue.record("not refused"); return }
        #expect(refusal.code == "another-document")
        try await story.runParked()
        #expect(story.emitted(ContractSigned.self).isEmpty)
    }

    @Test func `nothing is signed before a person approved`() async throws {
        let story = scenario()
        try story.when(OfferRequested.samples[0])
        try await story.runParked()
        try story.when(accepted)
        try await story.runParked()
        guard case .notYet = try story.when(signed) else { Issue.record("it did not wait"); return }
        #expect(story.emitted(ContractSigned.self).isEmpty)
    }

    @Test func `a contract sent back may get new terms and a new draft`() async throws {
        let story = scenario()
        try story.when(OfferRequested.samples[0])
        try await story.runParked()
        try story.when(accepted)
        try await story.runParked()
        guard case .buried = try story.when(OfferRequested.samples[1]) else { Issue.record("not refused"); return }
        var back = approved
        back.isApproved = false
        #expect(try story.when(back) == .applied)
        #expect(try story.when(OfferRequested.samples[1]) == .applied)
        try await story.runParked()
        try story.when(accepted)
        try await story.runParked()
        #expect(story.emitted(ContractDrafted.self).count == 2)
        #expect(story.emitted(ContractApproved.self).isEmpty)
    }

    /// A file whose contract is approved, and a signature made so many seconds after now.
    private func approvedStory(signedAfterSeconds seconds: Int64) async throws -> (Scenario, ContractSignedByCandidate)
    {
        let story = scenario()
        try story.when(OfferRequested.samples[0])
        try await story.runParked()
        try story.when(accepted)
        try await story.runParked()
        try story.when(approved)
        var signature = signed
        signature.signedAt = story.now.advanced(byMilliseconds: seconds * 1000)
        return (story, signature)
    }

    @Test func `what is signed after the end is not sealed, whichever is heard of first`() async throws {
        let (story, signature) = try await approvedStory(signedAfterSeconds: 1)
        try story.when(ApplicationClosed.samples[0])
        guard case .refused(let refusal) = try story.when(signature) else { Issue.record("not refused"); return }
        #expect(refusal.code == "application-closed" && refusal.ending == .saidBy(ApplicationClosed.self))
        try await story.runParked()
        #expect(story.emitted(ContractSigned.self).isEmpty)

        let (other, early) = try await approvedStory(signedAfterSeconds: 1)
        #expect(try other.when(early) == .applied)
        try other.when(ApplicationClosed.samples[0])
        try await other.runParked()
        #expect(other.emitted(ContractSigned.self).isEmpty && other.emitted(OnboardingPrepared.self).isEmpty)
        #expect(other.deadLetterReasons.isEmpty)
    }

    @Test(arguments: [true, false])
    func `what was signed before the end stays signed, whichever is heard of first`(isEndFirst: Bool) async throws {
        let (story, signature) = try await approvedStory(signedAfterSeconds: -1)
        if isEndFirst { try story.when(ApplicationClosed.samples[0]) }
        #expect(try story.when(signature) == .applied)
        if !isEndFirst { try story.when(ApplicationClosed.samples[0]) }
        try await story.runParked()
        #expect(story.emitted(ContractSigned.self).count == 1 && story.emitted(OnboardingPrepared.self).count == 1)
    }

    @Test(arguments: 1...4)
    func `once the application has ended nothing more is made for it`(steps: Int) async throws {
        let story = scenario()
        let way: [(Scenario) throws -> Outcome] = [
            { try $0.when(OfferRequested.samples[0]) }, { try $0.when(accepted) }, { try $0.when(approved) },
        ]
        // Before the first, between an activity's order and its end (odd), and after it (even).
        for (index, step) in way.prefix((steps + 1) / 2).enumerated() {
            _ = try step(story)
            if index * 2 + 1 < steps { try await story.runParked() }
        }
        let said = story.emitted.count
        #expect(try story.when(ApplicationClosed.samples[0]) == .applied)
        try await story.runParked()
        for step in way.dropFirst((steps + 1) / 2) { _ = try step(story) }
        try await story.runParked()
        #expect(story.emitted.count == said)
    }

    @Test func `the end that the contract itself brings changes nothing`() async throws {
        let (story, signature) = try await approvedStory(signedAfterSeconds: 0)
        try story.when(signature)
        var hired = ApplicationClosed.samples[0]
        hired.outcome = .hired
        try story.when(hired)
        try await story.runParked()
        #expect(story.emitted(OnboardingPrepared.self).count == 1)
        #expect(try story.state(ContractFile.self, "app-1")?.endedAt == nil)
    }

    @Test func `an answer waits for its offer`() throws {
        guard case .notYet = try scenario().when(accepted) else { Issue.record("it did not wait"); return }
    }
}
