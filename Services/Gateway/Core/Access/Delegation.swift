import Domain

/// One of the employer's people acts for a colleague who is away, until a day: the colleague's approving acts and nothing else.
package struct Delegation: Sendable, Hashable {
    /// Whose acts they are.
    package let actorID: ActorID
    package let delegateID: ActorID
    package let endsAt: Instant
    package let endedAt: Instant?
    /// Who ended it early; nil: it is open, or ended with an account.
    package let endedBy: ActorID?

    package static let daysMax = 60

    package init(
        actorID: ActorID, delegateID: ActorID, endsAt: Instant, endedAt: Instant? = nil, endedBy: ActorID? = nil
    ) {
        self.actorID = actorID
        self.delegateID = delegateID
        self.endsAt = endsAt
        self.endedAt = endedAt
        self.endedBy = endedBy
    }

    /// Whether somebody may leave their acts to this account until that day, today included.
    package static func allows(
        _ account: StaffAccount, to delegate: StaffAccount?, until day: CalendarDate, today: CalendarDate
    ) -> Bool {
        guard let delegate, delegate.actorID != account.actorID, !delegate.isClosed, !delegate.hasLeft else {
            return false
        }
        return StaffPolicy.mayLeave(account.role, to: delegate.role)
            && (today...today.adding(days: daysMax)).contains(day)
    }
}

/// A colleague for whom somebody acts at the moment, with the role that they have now.
package struct AbsentColleague: Sendable, Hashable {
    package let actorID: ActorID
    package let role: StaffRole

    package init(actorID: ActorID, role: StaffRole) {
        self.actorID = actorID
        self.role = role
    }
}
