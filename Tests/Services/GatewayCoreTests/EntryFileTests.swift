import Domain
import Events
import Flow
import FlowTesting
import Testing

@testable import GatewayCore

/// What the first day needs, from the file to the nod.
struct EntryFileTests {
    private static let needed: [EntryMaterial] = [.identityDocument, .photograph]

    private func handIn(_ desk: Desk, _ material: EntryMaterial, _ sha256: String = "a") throws -> Outcome {
        try desk.submit(
            HandInMaterial(
                applicationID: "app-1", candidateID: "cand-1", jobID: "job-1", material: material, needed: Self.needed,
                blobID: try BlobID("material.app-1.x.\(sha256)"), contentType: "image/png", byteCount: 9, sha256: sha256
            ))
    }

    private func review(
        _ desk: Desk, _ material: EntryMaterial, _ sha256: String = "a", reason: String? = nil
    ) throws -> Outcome {
        try desk.submit(
            ReviewMaterial(
                candidateID: "cand-1", jobID: "job-1", material: material, needed: Self.needed, sha256: sha256,
                isAccepted: reason == nil, reason: reason, hasWords: reason != nil, language: .english,
                reviewedBy: "hr-1"))
    }

    private func file(_ desk: Desk) throws -> EntryFile? { try desk.scenario.state(EntryFile.self, "app-1") }

    @Test func `a file may be replaced until it is accepted, and the last one missing completes them`() throws {
        let desk = Desk()
        #expect(try handIn(desk, .bankAccount).code == "no-material")
        #expect(try handIn(desk, .photograph) == .applied)
        #expect(try handIn(desk, .photograph, "b") == .applied)
        #expect(try file(desk)?.items.map(\.sha256) == ["b"])
        #expect(try review(desk, .photograph, "a").code == "other-document")
        #expect(try review(desk, .photograph, "b") == .applied)
        #expect(try handIn(desk, .photograph, "c").code == "material-accepted")
        #expect(try handIn(desk, .identityDocument) == .applied)
        #expect(desk.scenario.emitted(MaterialHandedIn.self).map(\.isComplete) == [false, false, true])
        #expect(try review(desk, .identityDocument) == .applied)
        #expect(desk.scenario.emitted(MaterialReviewed.self).map(\.isComplete) == [false, true])
    }

    @Test func `what is asked for again says why, and the same file does not count a second time`() throws {
        let desk = Desk()
        _ = try handIn(desk, .photograph)
        #expect(try handIn(desk, .photograph) == .applied, "the same again is answered as the first time")
        #expect(desk.scenario.emitted(MaterialHandedIn.self).count == 1)
        #expect(try review(desk, .photograph, reason: "Not You").code == "malformed-reason")
        #expect(try review(desk, .photograph, reason: "unreadable") == .applied)
        #expect(try file(desk)?.item(.photograph)?.status == .returned)
        #expect(try review(desk, .photograph).code == "already-decided")
        #expect(try handIn(desk, .photograph, "b") == .applied)
        #expect(try file(desk)?.item(.photograph)?.status == .handedIn)
    }

    @Test func `what is needed is what the contract's terms say, the job's, or what is usual`() {
        var view = ApplicationView("app-1", at: .sample)
        #expect(view.neededMaterials(nil) == EntryMaterial.usual)
        let job = JobView(jobID: "job-1", job: .sample, isOpen: true, openedAt: .sample, updatedAt: .sample)
        #expect(view.neededMaterials(job) == [.identityDocument, .degreeCertificate])
        view.contract = .init(materials: [.workPermit])
        #expect(view.neededMaterials(job) == [.workPermit])
    }
}

/// The way as its candidate sees it.
struct ProgressTests {
    private func view(_ stages: [Stage], outcome: ClosingOutcome? = nil) -> ApplicationView {
        var view = ApplicationView("app-1", at: .sample)
        func note(_ what: String, _ details: [String: String] = [:]) {
            let at = Instant.sample.advanced(byHours: Int64(view.timeline.count))
            view.timeline.append(TimelineEntry(at: at, what: what, details: details))
        }
        note("application-admitted")
        for stage in stages {
            if stage == .interview {
                note("interview-invited")
                view.interview = .init()
            }
            if stage == .scoring { note("interview-submitted") }
            if stage == .offer { note("offer-sent") }
            note("stage-changed", ["stage": stage.rawValue])
            view.stage = stage
        }
        view.outcome = outcome
        return view
    }

    @Test(
        arguments: [
            ([], "p......", false), ([.screening], "p......", false), ([.screening, .review], "p......", false),
            ([.interview], "xp.....", false), ([.interview, .scoring], "xxp....", false),
            ([.interview, .scoring, .review], "xxp....", false),
            ([.interview, .scoring, .humanInterview], "xxxp...", false),
            ([.interview, .scoring, .offer], "xxx-p..", false),
            ([.interview, .scoring, .humanInterview, .offer, .contract], "xxxxxp.", false),
        ] as [([Stage], String, Bool)])
    func `what lies behind, where it stands and what may follow`(stages: [Stage], way: String, isEnded: Bool) {
        let progress = Progress(view(stages))
        #expect(drawn(progress) == way)
        #expect(progress.isEnded == isEnded)
    }

    @Test func `an end has no present, and being hired leads to the first day`() {
        let ended = Progress(view([.interview, .scoring, .closed], outcome: .rejected))
        #expect(drawn(ended) == "xxx...." && ended.isEnded)
        let hired = Progress(view([.interview, .scoring, .offer, .contract, .closed], outcome: .hired))
        #expect(drawn(hired) == "xxx-xxp" && !hired.isEnded)
        #expect(hired.stops[1].since == Instant.sample.advanced(byHours: 1))
    }

    private func drawn(_ progress: Progress) -> String {
        progress.stops.map { stop in
            switch stop.standing {
            case .past: "x"
            case .present: "p"
            case .ahead: "."
            case .skipped: "-"
            }
        }.joined()
    }

    @Test(
        arguments: [
            (nil, Stage.closed, false), (.afterReport, .scoring, true), (.afterDecision, .review, false),
            (.afterDecision, .humanInterview, true), (.afterDecision, .closed, true),
        ] as [(FeedbackSharing?, Stage, Bool)])
    func `feedback is shared when the employer says, and never without a report`(
        sharing: FeedbackSharing?, stage: Stage, isShared: Bool
    ) {
        var view = view([stage])
        #expect(!view.sharesFeedback(sharing))
        let compiled = ReportCompiled.samples[0]
        view.report = .init(
            version: 1, composite: 80, recommendation: .hold, reasons: [], dimensions: compiled.dimensions,
            documents: compiled.documents, compiledAt: .sample)
        #expect(view.sharesFeedback(sharing) == isShared)
    }
}
