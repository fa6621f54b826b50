import Domain
import Encoding
import GatewayCore
import HTTP
import Templates

extension Gateway {
    /// Keys of programs: which there are, making one, taking one back.
    var keyRoutes: [Route] { [keysShown, makeKey, revokeKey] }

    private static let keysPage = ConsolePage("keys", words: .keys, PackageResources.keys_html)

    private var keysShown: Route {
        consolePage("/hr/keys", Self.keysPage, for: .manageKeys) { try await keyValues($0) }
    }

    private var makeKey: Route {
        consoleForm("/hr/keys", for: .manageKeys) { visit, form in
            guard
                let wish = MachineKey.Wish(
                    name: form["name"] ?? "", role: form["role"] ?? "", days: form["days"] ?? "")
            else {
                return .show(Self.keysPage, try await keyValues(visit, fault: "keys-fault"), .unprocessableContent)
            }
            // Whose act something was must never be a guess between a person and a program.
            guard try await staff.find(wish.actorID) == nil,
                !(try await staff.all().invitations.contains { $0.actorID == wish.actorID })
            else {
                return .show(Self.keysPage, try await keyValues(visit, fault: "keys-fault-person"), .conflict)
            }
            guard let secret = try await machineKeys.make(wish, by: visit.member.actorID, at: now()) else {
                return .show(Self.keysPage, try await keyValues(visit, fault: "keys-fault-many"), .conflict)
            }
            return .show(Self.keysPage, try await keyValues(visit, secret: secret.text), .ok)
        }
    }

    private var revokeKey: Route {
        consoleForm("/hr/keys/{key}/revocation", for: .manageKeys) { visit, _ in
            let hash = try visit.request.parameter("key") { Hex.decode($0).flatMap { $0.count == 32 ? $0 : nil } }
            try await machineKeys.revoke(hash, by: visit.member.actorID, at: now())
            return .go("/hr/keys")
        }
    }

    /// How many keys end soon, for the first view of who looks after them.
    func endingKeyCount() async throws -> Int {
        try await machineKeys.all().count { $0.key.state(at: now()) == .ending }
    }

    private func keyValues(
        _ visit: StaffVisit, secret: String? = nil, fault: String? = nil
    ) async throws -> [String: TemplateValue] {
        let (page, language) = (Self.keysPage, visit.language)
        let all = try await machineKeys.all()
        return [
            "secret": .optional(secret), "fault": .optional(fault.map { page.say($0, in: language) }),
            "hasFileKeys": .flag(!keys.isEmpty), "isEmpty": .flag(all.isEmpty),
            "keys": .list(all.map { shown($0.key, $0.hash, language) }),
            "roles": .list(
                MachineKey.roles.map { role in
                    .object([
                        "value": .text(role.rawValue), "isChosen": .flag(role == .ats),
                        "label": .text(page.say("role", role.rawValue, in: language)),
                    ])
                }),
            "days": .list(
                MachineKey.dayChoices.map { days in
                    .object([
                        "value": .text("\(days)"), "isChosen": .flag(days == 90),
                        "label": .text(page.say("keys-days", in: language, ["count": "\(days)"])),
                    ])
                }),
        ]
    }

    private func shown(_ key: MachineKey, _ hash: [UInt8], _ language: Language) -> TemplateValue {
        let page = Self.keysPage
        let state = key.state(at: now())
        func say(_ name: String, _ time: Instant?) -> String {
            page.say(
                time == nil ? "\(name)-never" : name, in: language,
                ["time": time.map { door.time.text($0, in: language) } ?? "", "who": key.madeBy.text])
        }
        return .object([
            "name": .text(key.actorID.text), "hint": .text(key.hint), "hash": .text(Hex.encode(hash)),
            "roleName": .text(page.say("role", key.role.rawValue, in: language)),
            "state": .text(page.say("keys-state", state.rawValue, in: language)),
            "isWarned": .flag(state != .good), "isGood": .flag(key.isGood(at: now())),
            "made": .text(say("keys-made", key.madeAt)),
            "ends": .text(
                key.revokedAt.map { say("keys-revoked", $0) }
                    ?? say(state == .ended ? "keys-ended" : "keys-ends", key.endsAt)),
            "used": .text(say("keys-used", key.usedAt)),
        ])
    }
}
