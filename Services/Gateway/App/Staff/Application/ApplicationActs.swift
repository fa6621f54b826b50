import Domain
import Events
import GatewayCore
import HTTP

extension Gateway {
    /// A message that failed is sent again.
    var messageResent: Route {
        consoleForm(
            "/hr/applications/{applicationID}/deliveries/{deliveryID}/resend", for: .resendMessages
        ) { visit, form in
            let view = try await view(visit.request)
            let delivery = try visit.request.parameter("deliveryID") { $0.utf8.count <= 200 ? $0 : nil }
            try await record(
                ResendDelivery(deliveryID: delivery, decidedBy: visit.member.actorID), of: view, visit, form)
            return .go("/hr/applications/\(view.applicationID)?done=resent")
        }
    }

    /// A new link for what is to be done now.
    var linkSent: Route {
        consoleForm("/hr/applications/{applicationID}/links", for: .sendLinks) { visit, form in
            let view = try await view(visit.request)
            try await record(SendLink(), of: view, visit, form)
            return .go("/hr/applications/\(view.applicationID)?done=link")
        }
    }

    /// The approver says yes or no to the draft with this hash.
    var contractDecided: Route {
        consoleForm("/hr/applications/{applicationID}/approval", for: .approve) { visit, form in
            let view = try await view(visit.request)
            guard let sha256 = form["sha256"], let answer = form["answer"], ["yes", "no"].contains(answer) else {
                throw Problem.notFound
            }
            let act = GiveApproval(
                sha256: sha256, isApproved: answer == "yes", decidedBy: visit.member.actorID,
                onBehalfOf: visit.member.principal(doing: .approve))
            try await record(act, of: view, visit, form)
            return .go("/hr/applications/\(view.applicationID)?done=approval")
        }
    }
}
