import Crypto
import Domain
import Events
import GatewayCore
import HTTP
import Templates

extension Gateway {
    /// Where the job asks for it: a code from the candidate's mail says who takes the interview.
    var identityRoutes: [Route] { [identity, identityCode, identityConfirmation] }

    private var identity: Route {
        page(Self.identityPage, roles: [Role.candidate(.interview)]) { visit in try await identityValues(visit) }
    }

    private var identityCode: Route {
        form("/i/identity/code", roles: [Role.candidate(.interview)]) { visit, _ in
            try await mailCode(for: .confirmIdentity, to: visit.visitor, visit.view)
            return .go(Self.identityPage.path)
        }
    }

    private var identityConfirmation: Route {
        form("/i/identity", roles: [Role.candidate(.interview)]) { visit, form in
            // Blanks, dashes and digits of full width are what people type and paste.
            let typed = (form["code"] ?? "").compactMap(\.wholeNumberValue).map(String.init).joined()
            do { _ = try await confirm(typed, for: .confirmIdentity, visit.request) } catch let problem as Problem {
                guard let flaw = ["code-wrong": "identity-wrong", "code-over": "identity-over"][problem.code] else {
                    throw problem
                }
                return .again(Self.identityPage, try await identityValues(visit, flaw: flaw), .unprocessableContent)
            }
            return .go("/i/home")
        }
    }

    /// Whether the job asks for a code that was not entered on this device yet.
    func mustBeIdentified(_ visit: PageVisit) -> Bool {
        visit.interview?.plan.identityByCode == true && visit.visitor.device.identityConfirmedAt == nil
    }

    private func identityValues(_ visit: PageVisit, flaw: String? = nil) async throws -> [String: TemplateValue] {
        let device = visit.visitor.device
        let access = try await records.access(visit.visitor.application)
        let page = Self.identityPage
        return [
            "isConfirmed": .flag(device.identityConfirmedAt != nil),
            "isAsked": .flag(access?.openCode(of: device.deviceID, for: .confirmIdentity, at: now()) != nil),
            "hasFlaw": .flag(flaw != nil), "flaw": .text(flaw.map { page.say($0, in: visit.language) } ?? ""),
        ]
    }

    private static let identityPage = CandidatePage(
        "identity", path: "/i/identity", step: .consent, words: .identity, PackageResources.identity_html)
}
