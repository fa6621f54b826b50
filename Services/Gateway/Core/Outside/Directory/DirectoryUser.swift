import Domain

/// Somebody of the employer's directory, as far as we keep it: what it takes to know who comes in and who does not any more. Mail,
/// telephone and title that a directory sends too are not ours to keep.
package struct DirectoryUser: Sendable, Hashable {
    package let id: String
    package var userName: String
    /// The directory's own name for them.
    package var externalID: String?
    package var displayName: String?
    /// Whether they may come in. Nil when the directory took its word back, which lets nobody in.
    package var isActive: Bool?
    package let createdAt: Instant
    package var changedAt: Instant

    package init(
        id: String, userName: String, externalID: String? = nil, displayName: String? = nil, isActive: Bool? = true,
        createdAt: Instant, changedAt: Instant
    ) {
        self.id = id
        self.userName = userName
        self.externalID = externalID
        self.displayName = displayName
        self.isActive = isActive
        self.createdAt = createdAt
        self.changedAt = changedAt
    }

    package static let countMax = 20_000
    package static let textBytesMax = 256

    /// Under which a name is looked for: letters of either case are the same (RFC 7643 §4.1.1).
    package var userNameKey: String { userName.lowercased() }
}

/// Several of them. What its name means to us says ``GroupRoles``.
package struct DirectoryGroup: Sendable, Hashable {
    package let id: String
    package var displayName: String
    package var externalID: String?
    /// The numbers of users, in order.
    package var members: [String]
    package let createdAt: Instant
    package var changedAt: Instant

    package init(
        id: String, displayName: String, externalID: String? = nil, members: [String] = [], createdAt: Instant,
        changedAt: Instant
    ) {
        self.id = id
        self.displayName = displayName
        self.externalID = externalID
        self.members = members
        self.createdAt = createdAt
        self.changedAt = changedAt
    }

    package static let countMax = 1_000
}

/// What follows from the directory for somebody's account.
package enum DirectoryStanding: Sendable, Hashable {
    case comesIn(StaffRole)
    /// Not there, not active, or in no group that is anything to us.
    case staysOut

    package init(_ user: DirectoryUser?, groups: some Sequence<String>, _ roles: GroupRoles) {
        guard let user, user.isActive == true, let role = roles.role(of: groups) else {
            self = .staysOut
            return
        }
        self = .comesIn(role)
    }
}
