import Domain
import Events
import Flow
import GatewayCore
import JSON
import Kernel

@testable import Host

/// Candidates and the employer's people: they look at what the gateway shows and send what follows from it, again and again
/// under the same idempotency key, as browsers do.
extension World {
    /// One person concerned with this application does one thing, if there is one to do.
    func act(on id: ApplicationID) throws {
        if let view = try state(ApplicationView.self, of: "gateway", id.text), !view.isClosed {
            try decide(view)
            try answer(view)
        }
        if let session = try state(InterviewSession.self, of: "gateway", id.text), session.submittedAt == nil {
            try interview(session)
        }
    }

    private func interview(_ session: InterviewSession) throws {
        let id = session.applicationID
        guard session.agrees(to: .recording) else {
            return try submit(GiveConsent(purposes: [.recording, .aiAssessment], textVersion: "1"), id, "consent")
        }
        guard session.startedAt != nil else { return try submit(StartInterview(), id, "start") }
        for question in session.plan.questions where session.takes(of: question.questionID).isEmpty {
            let upload = try UploadID("up-\(id)-\(question.questionID)")
            let isOpen = session.uploads.contains { $0.uploadID == upload }
            guard isOpen else {
                let body = OpenUpload(
                    uploadID: upload, questionID: question.questionID, byteCount: 1000, mediaType: "video/webm")
                return try submit(body, id, "open-\(question.questionID)")
            }
            return try submit(FinishUpload(uploadID: upload), id, "finish-\(question.questionID)")
        }
        try submit(SubmitInterview(), id, "submit")
    }

    private func decide(_ view: ApplicationView) throws {
        let decision: StageDecision? =
            switch view.stage {
            case .review where view.submittedOrScreened: chance.isOne(in: 3) ? .reject : .advance
            case .humanInterview: .offer
            case .secondInterview: .offer
            default: nil
            }
        guard let decision else { return }
        let body = DecideStage(decision: decision, reason: "looked-at-it", decidedBy: "hr-1")
        try submit(body, view.applicationID, "\(decision.rawValue)-\(view.number)")
    }

    private func answer(_ view: ApplicationView) throws {
        let id = view.applicationID
        if view.isPayToApprove, let waiting = view.payApproval {
            let isApproved = !chance.isOne(in: 4)
            let body = ApprovePay(
                stageNumber: waiting.stageNumber, isApproved: isApproved, objection: isApproved ? nil : .unclear,
                decidedBy: "finance-1")
            try submit(body, id, "pay-\(waiting.stageNumber)")
        }
        if view.stage == .offer, view.offer?.isAccepted == nil, view.offer != nil {
            try submit(AnswerOffer(isAccepted: view.number != 5), id, "answer")
        }
        guard let contract = view.contract, let draft = contract.draft else { return }
        if contract.isApproved == nil {
            let body = GiveApproval(sha256: draft.sha256, isApproved: true, decidedBy: "boss-1")
            try submit(body, id, "approve")
        } else if contract.isReadyToSign, contract.candidateSignedAt == nil {
            try submit(SignContract(sha256: draft.sha256, codeConfirmedAt: now), id, "sign")
        }
    }

    /// To any gateway that runs: an answer may be lost with it, and then the same is sent again.
    private func submit(_ body: some Submission, _ id: ApplicationID, _ key: String) throws {
        let name = type(of: body).name
        guard let gateway = services.first(where: { $0.name == "gateway" }),
            let process = gateway.processes.filter({ !$0.isDead }).randomElement(using: &chance)
        else { return }
        count("submitted \(name)")
        let arrival = Arrival(
            route: gateway.reactor.route(name), cause: .stimulus("gateway/\(name)/\(id)/\(key)", now: now),
            key: id.text, bytes: try JSON.encode(body), origin: .submission, completion: { _ in })
        process.put(LaneInbox.Handover(arrival: arrival))
    }
}

extension ApplicationView {
    fileprivate var number: Int { stageNumber ?? 0 }
    /// HR waits until there is something to look at.
    fileprivate var submittedOrScreened: Bool { screening != nil && review != nil }
}
