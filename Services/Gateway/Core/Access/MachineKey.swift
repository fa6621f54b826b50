import Domain

/// A key of a program of the employer's, such as the applicant-tracking system, with a name and an end. Whoever holds it acts under
/// that name and role; only its hash is kept.
package struct MachineKey: Sendable, Hashable {
    /// Under which name the audit knows what is done by it. Two keys may have the same one, so that one can take the other's place
    /// while nothing stands still.
    package let actorID: ActorID
    package let role: StaffRole
    /// What the key begins with, by which people tell it from others of its name: no secret.
    package let hint: String
    package let madeBy: ActorID
    package let madeAt: Instant
    package let endsAt: Instant
    package let revokedAt: Instant?
    /// When something was last done by it, to the hour; nil when nothing was.
    package let usedAt: Instant?

    package init(
        actorID: ActorID, role: StaffRole, hint: String, madeBy: ActorID, madeAt: Instant, endsAt: Instant,
        revokedAt: Instant? = nil, usedAt: Instant? = nil
    ) {
        self.actorID = actorID
        self.role = role
        self.hint = hint
        self.madeBy = madeBy
        self.madeAt = madeAt
        self.endsAt = endsAt
        self.revokedAt = revokedAt
        self.usedAt = usedAt
    }

    /// What a program may be. An administrator's key would let a program make keys.
    package static let roles = StaffRole.allCases.filter { $0 != .administrator }
    /// For how long one may be made; nobody is asked to choose for ever.
    package static let dayChoices: [Int64] = [30, 90, 180, 365]
    /// Keys that are good at the same time.
    package static let countMax = 100
    /// So long before its end whoever looks after keys is told.
    package static let noticeDays: Int64 = 14
    /// One that is over is shown for so long: whoever asks why a program came to a stop finds the answer.
    package static let shownDaysAfter: Int64 = 90

    package enum State: String, Sendable, CaseIterable {
        case good, ending, ended, revoked
    }

    package func state(at now: Instant) -> State {
        if revokedAt != nil { return .revoked }
        if now >= endsAt { return .ended }
        return endsAt <= now.advanced(byHours: Self.noticeDays * 24) ? .ending : .good
    }

    package func isGood(at now: Instant) -> Bool { revokedAt == nil && now < endsAt }

    /// Whether that something was done by it is worth writing down again.
    package func isStale(at now: Instant) -> Bool { usedAt.map { $0.advanced(byHours: 1) <= now } ?? true }

    /// What somebody asks for; nil when it is no name, no role of a program or no choice of days.
    package struct Wish: Sendable, Hashable {
        package let actorID: ActorID
        package let role: StaffRole
        package let days: Int64

        package init?(name: String, role: String, days: String) {
            guard let actorID = StaffAccount.name(name), let role = StaffRole(rawValue: role),
                MachineKey.roles.contains(role), let days = Int64(days), MachineKey.dayChoices.contains(days)
            else { return nil }
            (self.actorID, self.role, self.days) = (actorID, role, days)
        }
    }
}
