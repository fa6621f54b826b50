import Domain

/// Somebody is asked to set up an account, or to set it up anew: whoever holds the link chooses password and authenticator. It
/// is good once.
package struct StaffInvitation: Sendable, Hashable {
    package let actorID: ActorID
    package let role: StaffRole
    package let madeBy: ActorID
    package let endsAt: Instant
    /// The account that it makes is for the day on which the provider is not there.
    package let isEmergency: Bool

    package static let hoursMax: Int64 = 72

    package init(
        actorID: ActorID, role: StaffRole, madeBy: ActorID, endsAt: Instant, isEmergency: Bool = false
    ) {
        self.isEmergency = isEmergency
        self.actorID = actorID
        self.role = role
        self.madeBy = madeBy
        self.endsAt = endsAt
    }

    package static func made(
        for name: ActorID, as role: StaffRole, by maker: ActorID, at now: Instant, isEmergency: Bool = false
    ) -> StaffInvitation {
        StaffInvitation(
            actorID: name, role: role, madeBy: maker, endsAt: now.advanced(byHours: hoursMax),
            isEmergency: isEmergency)
    }
}

extension StaffAccount {
    /// Why an administrator may not do that to this account. Nobody shuts themselves out, so one administrator always stays.
    package static func refusal(to maker: ActorID, changing name: ActorID) -> Refusal? {
        maker == name ? Refusal("own-account", "Ask another administrator to change your own account.") : nil
    }
}
