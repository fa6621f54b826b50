import Domain
import GatewayCore
import HTTP
import Templates

extension Gateway {
    /// Where one is signed in, and how to end that elsewhere.
    var accountRoutes: [Route] { [accountShown, closeOthers, delegated, delegationEnded] }

    static let accountPage = ConsolePage("account", words: .account, PackageResources.account_html)

    private var accountShown: Route {
        consolePage("/hr/account", Self.accountPage, for: .enterConsole) { visit in
            try await accountValues(visit)
        }
    }

    func accountValues(_ visit: StaffVisit, fault: String? = nil) async throws -> [String: TemplateValue] {
        let devices = try await staff.devices(of: visit.member.actorID)
        return try await delegationValues(visit, fault).merging([
            "hasOthers": .flag(devices.count > 1),
            "devices": .list(
                devices.map { device in
                    .object([
                        "device": .text(device.device),
                        "isThis": .flag(device.hash == visit.member.token?.hash),
                        "since": .text(
                            Self.accountPage.say(
                                "account-since", in: visit.language,
                                [
                                    "opened": door.time.text(device.openedAt, in: visit.language),
                                    "seen": door.time.text(device.seenAt, in: visit.language),
                                ])),
                    ])
                }),
        ]) { $1 }
    }

    private var closeOthers: Route {
        consoleForm("/hr/account/devices", for: .enterConsole) { visit, _ in
            if let token = visit.member.token {
                try await staff.closeOthers(of: visit.member.actorID, but: token)
            }
            return .go("/hr/account")
        }
    }
}
