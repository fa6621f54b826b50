import Domain
import GatewayCore
import HTTP
import Templates

extension Gateway {
    /// Who may sign in: asked in, given another role, helped back in, shut out.
    var peopleRoutes: [Route] { [peopleShown, invite, recover, changeRole, closeAccount, openAccount] }

    private static let peoplePage = ConsolePage("people", words: .people, PackageResources.people_html)

    private var peopleShown: Route {
        consolePage("/hr/people", Self.peoplePage, for: .manageAccounts) { try await peopleValues($0) }
    }

    private var invite: Route {
        consoleForm("/hr/people", for: .manageAccounts) { visit, form in
            guard staff.localAccounts else { throw Problem.localAccountsOff }
            guard let name = StaffAccount.name(form["name"] ?? ""), let role = Self.role(form) else {
                let values = try await peopleValues(visit, fault: "people-fault-name")
                return .show(Self.peoplePage, values, .unprocessableContent)
            }
            // Whose act something was must never be a guess between a person and a program.
            let programs = try await machineKeys.all().filter { $0.key.isGood(at: now()) }.map(\.key.actorID)
            guard !keys.names.union(programs).contains(name) else {
                let values = try await peopleValues(visit, fault: "people-fault-program")
                return .show(Self.peoplePage, values, .conflict)
            }
            let all = try await staff.all()
            guard
                !all.accounts.contains(where: { $0.actorID == name && (!$0.isClosed || $0.source == .provider) })
            else {
                let values = try await peopleValues(visit, fault: "people-fault-taken")
                return .show(Self.peoplePage, values, .conflict)
            }
            return try await asked(name, as: role, visit)
        }
    }

    /// Somebody lost phone or password: the old ones are good no more, and a link lets them choose anew.
    private var recover: Route {
        changing("recovery") { visit, _, account in
            guard account.source == .local else { throw Problem.ofProvider }
            return try await asked(account.actorID, as: account.role, visit)
        }
    }

    private var changeRole: Route {
        changing("role") { visit, form, account in
            guard let role = Self.role(form) else { throw Problem.notFound }
            guard account.source == .local else { throw Problem.ofProvider }
            _ = try await staff.change(account.actorID, role: role, isClosed: account.isClosed)
            return .go("/hr/people")
        }
    }

    private var closeAccount: Route {
        changing("closing") { _, _, account in
            _ = try await staff.change(account.actorID, role: account.role, isClosed: true)
            return .go("/hr/people")
        }
    }

    /// Somebody whom the provider lets in was shut out here, and comes back.
    private var openAccount: Route {
        changing("opening") { _, _, account in
            guard account.source == .provider else { throw Problem.notFound }
            _ = try await staff.change(account.actorID, role: account.role, isClosed: false)
            return .go("/hr/people")
        }
    }

    private func changing(
        _ what: String,
        act: @escaping @Sendable (StaffVisit, Form, StaffAccount) async throws -> ConsoleAnswer
    ) -> Route {
        consoleForm("/hr/people/{actorID}/\(what)", for: .manageAccounts) { visit, form in
            let name = try visit.request.parameter("actorID") { try? ActorID($0) }
            if let refusal = StaffAccount.refusal(to: visit.member.actorID, changing: name) { throw Problem(refusal) }
            guard let account = try await staff.find(name) else { throw Problem.notFound }
            return try await act(visit, form, account)
        }
    }

    private static func role(_ form: Form) -> StaffRole? {
        form["role"].flatMap { StaffRole(rawValue: $0) }.flatMap { StaffRole.ofPeople.contains($0) ? $0 : nil }
    }

    /// The link is shown once, to whoever asked for it, and handed over by them: no mail of ours lets anybody in.
    private func asked(_ name: ActorID, as role: StaffRole, _ visit: StaffVisit) async throws -> ConsoleAnswer {
        let token = StaffToken.fresh()
        let invitation = StaffInvitation.made(for: name, as: role, by: visit.member.actorID, at: now())
        try await staff.invite(invitation, by: token)
        let link = "\(door.origin ?? "")/hr/welcome#\(token.text)"
        return .show(Self.peoplePage, try await peopleValues(visit, link: link), .ok)
    }

    private func peopleValues(
        _ visit: StaffVisit, link: String? = nil, fault: String? = nil
    ) async throws -> [String: TemplateValue] {
        let all = try await staff.all()
        let page = Self.peoplePage
        let asked = Dictionary(all.invitations.map { ($0.actorID, $0) }, uniquingKeysWith: { one, _ in one })
        let known = Set(all.accounts.map(\.actorID))
        func person(
            _ name: ActorID, _ role: StaffRole, isClosed: Bool, canChange: Bool, source: StaffAccount.Source = .local,
            isEmergency: Bool = false, hasLeft: Bool = false
        ) -> TemplateValue {
            .object([
                "isLocal": .flag(source == .local), "isOfProvider": .flag(source == .provider),
                "isEmergency": .flag(isEmergency), "hasLeft": .flag(hasLeft && !isClosed),
                "canOpen": .flag(source == .provider && isClosed),
                "name": .text(name.text), "roleName": .text(page.say("role", role.rawValue, in: visit.language)),
                "isClosed": .flag(isClosed && asked[name] == nil), "isAsked": .flag(asked[name] != nil),
                "until": .optional(
                    asked[name].map { invitation in
                        let until = door.time.text(invitation.endsAt, in: visit.language)
                        return page.say("people-until", in: visit.language, ["until": until])
                    }),
                "canChange": .flag(canChange && name != visit.member.actorID),
                "roles": roles(chosen: role, visit.language),
            ])
        }
        return [
            "link": .optional(link), "fault": .optional(fault.map { page.say($0, in: visit.language) }),
            "localAccounts": .flag(staff.localAccounts), "roles": roles(chosen: .hr, visit.language),
            "people": .list(
                all.accounts.map {
                    person(
                        $0.actorID, $0.role, isClosed: $0.isClosed, canChange: true, source: $0.source,
                        isEmergency: $0.isEmergency, hasLeft: $0.hasLeft)
                }
                    + all.invitations.filter { !known.contains($0.actorID) }.map {
                        person($0.actorID, $0.role, isClosed: true, canChange: false)
                    }),
        ]
    }

    private func roles(chosen: StaffRole, _ language: Language) -> TemplateValue {
        .list(
            StaffRole.ofPeople.map { role in
                .object([
                    "value": .text(role.rawValue), "isChosen": .flag(role == chosen),
                    "label": .text(Self.peoplePage.say("role", role.rawValue, in: language)),
                ])
            })
    }
}

extension Problem {
    static let localAccountsOff = Problem(
        .conflict, code: "local-accounts-off",
        detail: "Accounts of ours are switched off here; people come in by the identity provider.")
    static let ofProvider = Problem(
        .conflict, code: "of-provider", detail: "The identity provider says how this person comes in and what they are."
    )
}
