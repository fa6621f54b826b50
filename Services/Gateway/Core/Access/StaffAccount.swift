import Domain

/// One of the employer's people who signs in here. What proves who they are is sealed and lies elsewhere.
package struct StaffAccount: Sendable, Hashable {
    package let actorID: ActorID
    package let role: StaffRole
    /// Nobody gets in by it any more.
    package let isClosed: Bool
    /// The newest step of the authenticator that was used; a code is good once.
    package let lastCodeStep: Int64
    /// Where its owner proves who they are.
    package let source: Source
    /// It lets in although local accounts are switched off: for the day on which the provider is not there. An operator makes
    /// such a one, an administrator's alone.
    package let isEmergency: Bool
    /// The employer's directory says that its owner comes in no more.
    package let hasLeft: Bool

    package enum Source: String, Sendable, CaseIterable {
        /// Here, by password and code.
        case local
        /// At the employer's identity provider, which also says their role.
        case provider
    }

    package init(
        actorID: ActorID, role: StaffRole, isClosed: Bool, lastCodeStep: Int64, source: Source = .local,
        isEmergency: Bool = false, hasLeft: Bool = false
    ) {
        self.source = source
        self.isEmergency = isEmergency
        self.hasLeft = hasLeft
        self.actorID = actorID
        self.role = role
        self.isClosed = isClosed
        self.lastCodeStep = lastCodeStep
    }

    /// Whether this account lets in where local ones may be switched off.
    package func isAdmitted(localAccounts: Bool) -> Bool {
        !isClosed && !hasLeft
            && (source == .provider || localAccounts || isEmergency && role == .administrator)
    }

    /// What an account may be called whose owner comes by a provider: its name there, with other signs as dashes. The second
    /// is for when somebody else has that.
    /// - Parameter mark: 8 characters that follow from issuer and subject.
    package static func names(_ text: String, mark: String) -> [ActorID] {
        let kept = text.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber || "._-".contains($0)) ? $0 : "-" }
        let name = String(kept.prefix(nameBytesMax - mark.utf8.count - 1))
        return [name, "\(name.isEmpty ? "u" : name):\(mark)"].compactMap { try? ActorID($0) }
    }

    /// The name as it is typed: letters of either case, blanks around it. Nil when it can be nobody's.
    package static func name(_ text: String) -> ActorID? {
        let name = String(text.filter { !$0.isWhitespace }).lowercased()
        guard name.utf8.count <= nameBytesMax else { return nil }
        return try? ActorID(name)
    }

    package static let nameBytesMax = 64
    /// NIST SP 800-63B asks for 8 where there is a second factor.
    package static let passwordCharactersMin = 12
    package static let passwordCharactersMax = 128

    /// Ten thousand million guesses: what tries slowed down to Argon2id's costs do not reach (zxcvbn's best grade begins here).
    package static let guessBitsMin = 33.2

    /// A password that may be chosen; how it is composed is nobody's business, that it is not one of those that are guessed first
    /// is (NIST SP 800-63B §5.1.1.2).
    /// - Parameter guessBits: the logarithm to the base of two of how many guesses it takes.
    package static func isChoosable(_ password: String, by name: ActorID, guessBits: Double) -> Bool {
        (passwordCharactersMin...passwordCharactersMax).contains(password.count)
            && password.lowercased() != name.text && guessBits >= guessBitsMin
    }
}

/// One stay of an account on one device.
package struct StaffSession: Sendable, Hashable {
    package let account: StaffAccount
    package let openedAt: Instant
    package let seenAt: Instant
    /// For whom its owner acts besides.
    package let principals: [AbsentColleague]

    package init(account: StaffAccount, openedAt: Instant, seenAt: Instant, principals: [AbsentColleague] = []) {
        self.account = account
        self.principals = principals
        self.openedAt = openedAt
        self.seenAt = seenAt
    }

    /// It ends a working day after it began, whatever is done.
    package static let hoursMax: Int64 = 10
    /// It ends when nothing was done for so long.
    package static let idleMinutesMax: Int64 = 60
    /// Devices of one account; the newest win.
    package static let countMax = 5

    package func isOpen(at now: Instant) -> Bool {
        !account.isClosed && now < openedAt.advanced(byHours: Self.hoursMax)
            && now < seenAt.advanced(byMinutes: Self.idleMinutesMax)
    }

    /// Whether that something was done is worth writing down again.
    package func isStale(at now: Instant) -> Bool { seenAt.advanced(byMinutes: 1) <= now }
}
