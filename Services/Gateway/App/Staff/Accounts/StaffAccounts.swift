import Crypto
import Domain
import Encoding
import GatewayCore
import JSON
import Postgres

/// Where the accounts of the employer's people are kept, each act one transaction.
package struct StaffAccounts: Sendable {
    let database: Database
    /// Seals what proves who somebody is.
    let key: SymmetricKey
    /// Whether people may come in by a password of ours at all.
    package let localAccounts: Bool

    package init(database: Database, key: SymmetricKey, localAccounts: Bool = true) {
        self.database = database
        self.key = key
        self.localAccounts = localAccounts
    }

    static let accountCountMax = 1_000

    /// Counts a try under a name. For how many seconds it has to wait; nil when it may be looked at.
    func beginTry(_ name: [UInt8], at now: Instant) async throws -> Int? {
        try await database.transaction { connection in
            var tries = try connection.query(SignInTries.lock(name, at: now)).first ?? .none(at: now)
            let seconds = tries.begin(at: now)
            if seconds == nil { try connection.query(SignInTries.put(tries, name)) }
            return seconds
        }
    }

    func find(_ name: ActorID) async throws -> StaffAccount? {
        let stored = try await database.query(StaffAccount.find(name)).first ?? nil
        return stored?.account
    }

    /// The account of whoever comes by password, where it is one that may.
    func findLocal(_ name: ActorID) async throws -> (account: StaffAccount, credentials: StaffCredentials)? {
        guard let stored = try await database.query(StaffAccount.find(name)).first ?? nil,
            stored.account.source == .local, stored.account.isAdmitted(localAccounts: localAccounts)
        else { return nil }
        return (stored.account, try StaffCredentials.open(stored.sealed, of: name, with: key))
    }

    func all() async throws -> (accounts: [StaffAccount], invitations: [StaffInvitation]) {
        try await database.run { connection in
            let accounts = try connection.query(StaffAccount.all(countMax: Self.accountCountMax))
            let invitations = try connection.query(StaffInvitation.waiting(countMax: Self.accountCountMax))
            return (accounts.compactMap { $0 }, invitations.compactMap { $0 })
        }
    }

    /// Lets a device in for a code that was not used yet. False: it was, or the account is closed by now.
    func open(
        _ token: StaffToken, for name: ActorID, step: Int64, tries: [UInt8], device: String, at now: Instant
    ) async throws -> Bool {
        try await database.transaction { connection in
            guard try connection.run(StaffAccount.use(step: step, of: name)) == 1 else { return false }
            try connection.query(SignInTries.forget(tries))
            try connection.query(StaffSession.open(token.hash, of: name, device: device, at: now))
            try connection.query(StaffSession.trim(name, countMax: StaffSession.countMax))
            return true
        }
    }

    /// The session of a cookie, if it is still open. A quiet look is no work: it does not keep the session open.
    func session(_ token: StaffToken, at now: Instant, isQuiet: Bool = false) async throws -> StaffSession? {
        guard let session = try await database.query(StaffSession.find(token.hash, at: now)).first ?? nil,
            session.isOpen(at: now), session.account.isAdmitted(localAccounts: localAccounts)
        else { return nil }
        if !isQuiet, session.isStale(at: now) { try await database.execute(StaffSession.touch(token.hash, at: now)) }
        return session
    }

    func close(_ token: StaffToken) async throws { try await database.execute(StaffSession.close(token.hash)) }

    func closeOthers(of name: ActorID, but token: StaffToken) async throws {
        try await database.execute(StaffSession.closeAll(of: name, but: token.hash))
    }

    func devices(of name: ActorID) async throws -> [StaffDevice] {
        try await database.query(StaffSession.devices(of: name))
    }

    /// Asks somebody in. What was asked before is over; an account that is there lets nobody in until it is set up anew.
    func invite(_ invitation: StaffInvitation, by token: StaffToken) async throws {
        try await database.transaction { connection in
            try connection.query(StaffInvitation.withdraw(invitation.actorID))
            try connection.query(StaffInvitation.put(invitation, under: token.hash))
            if let stored = try connection.query(StaffAccount.find(invitation.actorID)).first ?? nil {
                let change = StaffAccount.change(invitation.actorID, role: stored.account.role, isClosed: true)
                try connection.query(change)
                try connection.query(Delegation.endAll(of: invitation.actorID.text))
                try connection.query(StaffSession.closeAll(of: invitation.actorID, but: []))
            }
        }
    }

    func invitation(_ token: StaffToken, at now: Instant) async throws -> StaffInvitation? {
        let found = try await database.query(StaffInvitation.find(token.hash)).first ?? nil
        return found.flatMap { now < $0.endsAt ? $0 : nil }
    }

    /// Sets the account up and lets the device in. False: the invitation was used or taken back at this very moment.
    func enter(
        _ token: StaffToken, _ credentials: StaffCredentials, step: Int64, session: StaffToken, device: String,
        at now: Instant
    ) async throws -> Bool {
        let key = key
        return try await database.transaction { connection in
            guard let taken = try connection.query(StaffInvitation.take(token.hash)).first ?? nil, now < taken.endsAt
            else { return false }
            let sealed = try credentials.sealed(for: taken.actorID, with: key)
            // A name that came by the provider meanwhile is another person's.
            guard try connection.run(StaffAccount.put(taken, sealed: sealed, step: step, at: now)) == 1 else {
                return false
            }
            try connection.query(SignInTries.forget(Self.triesName(taken.actorID.text)))
            try connection.query(StaffSession.closeAll(of: taken.actorID, but: []))
            try connection.query(StaffSession.open(session.hash, of: taken.actorID, device: device, at: now))
            return true
        }
    }

    /// Another role, or nobody gets in any more; either ends what is open.
    func change(_ name: ActorID, role: StaffRole, isClosed: Bool) async throws -> Bool {
        try await database.transaction { connection in
            let count = try connection.run(StaffAccount.change(name, role: role, isClosed: isClosed))
            try connection.query(Delegation.endAll(of: name.text))
            try connection.query(StaffSession.closeAll(of: name, but: []))
            try connection.query(StaffInvitation.withdraw(name))
            return count == 1
        }
    }

    /// Lets in whom the provider sent: by issuer and subject, never by a name or an address, which somebody else may get one
    /// day. Whoever comes for the first time gets an account; the role is the provider's each time, or the directory's where that
    /// tells us who comes in, and another one ends what was open.
    func enter(
        _ identity: ProvidedIdentity, as claimed: StaffRole?, listedIn directory: Directory? = nil,
        session: StaffToken, device: String, besides reserved: Set<ActorID> = [], at now: Instant
    ) async throws -> ProvidedEntry {
        for _ in 0..<2 {
            let entry = try await database.transaction { connection -> ProvidedEntry? in
                var (role, listed) = (claimed, String?.none)
                if let directory {
                    switch try directory.entry(identity.directoryKey, connection) {
                    case nil: return .notInDirectory
                    case (_, .staysOut)?: return .notInDirectory
                    case (let id, .comesIn(let found))?: (role, listed) = (found, id)
                    }
                }
                guard let role else { return .noRole }
                let name: ActorID
                switch try Self.account(of: identity, as: role, besides: reserved, at: now, connection) {
                case .entered(let found)?: name = found
                case let other: return other
                }
                if let listed { try connection.query(DirectoryAccountStatements.bind(listed, to: name)) }
                try connection.query(
                    StaffSession.open(
                        session.hash, of: name, device: device, providerSession: identity.session, at: now))
                try connection.query(StaffSession.trim(name, countMax: StaffSession.countMax))
                return .entered(name)
            }
            if let entry { return entry }
        }
        throw NoNameLeft()
    }

    /// The account with this role, made where there is none yet. Nil where another one made it at this moment.
    private static func account(
        of identity: ProvidedIdentity, as role: StaffRole, besides reserved: Set<ActorID>, at now: Instant,
        _ connection: Connection
    ) throws -> ProvidedEntry? {
        if let account = try connection.query(ProvidedStatements.find(identity)).first ?? nil {
            if account.isClosed { return .closed }
            if account.role != role || account.hasLeft {
                try connection.query(DirectoryAccountStatements.readmit(account.actorID, as: role))
                try connection.query(Delegation.endAll(of: account.actorID.text))
                try connection.query(StaffSession.closeAll(of: account.actorID, but: []))
            }
            return .entered(account.actorID)
        }
        let names = StaffAccount.names(identity.name, mark: identity.mark)
        var made: ActorID?
        for wanted in names where made == nil && !reserved.contains(wanted) {
            let count = try connection.run(ProvidedStatements.make(wanted, as: role, at: now))
            if count == 1 { made = wanted }
        }
        // Two at once: the other one has it, and so has this one at the next look.
        guard let made, try connection.run(ProvidedStatements.bind(identity, to: made, at: now)) == 1 else {
            if let made { try connection.query(ProvidedStatements.unmake(made)) }
            return nil
        }
        return .entered(made)
    }

    /// Whether this comes for the first time.
    func use(_ hash: [UInt8], until end: Instant) async throws -> Bool {
        try await database.transaction { try $0.run(ProvidedStatements.use(hash, until: end)) == 1 }
    }

    /// Ends what is open of whom the provider signed out: one of its sessions, or all of theirs.
    func signOut(_ notice: SignOutNotice, issuer: String) async throws {
        try await database.execute(ProvidedStatements.signOut(notice, issuer: issuer))
    }

    func prune(at now: Instant) async throws {
        try await database.transaction { connection in
            for statement in StaffPruning.statements(at: now) { try connection.query(statement) }
        }
    }

    /// Names a colleague; who was named before acts no more. False: no such colleague may act for this person until that day.
    func delegate(
        _ name: ActorID, to other: ActorID, until day: CalendarDate, today: CalendarDate, endsAt: Instant,
        at now: Instant
    ) async throws -> Bool {
        try await database.transaction { connection in
            let own = try connection.query(StaffAccount.find(name)).first ?? nil
            let delegate = try connection.query(StaffAccount.find(other)).first ?? nil
            guard let own, Delegation.allows(own.account, to: delegate?.account, until: day, today: today) else {
                return false
            }
            try connection.query(Delegation.end(of: name, by: name, at: now))
            let delegation = Delegation(actorID: name, delegateID: other, endsAt: endsAt)
            try connection.query(Delegation.put(delegation, at: now))
            return true
        }
    }

    /// What this person left to a colleague, or a colleague to them, ends.
    func endDelegation(of name: ActorID, by who: ActorID, at now: Instant) async throws {
        try await database.execute(
            name == who ? Delegation.end(of: name, by: who, at: now) : Delegation.end(of: name, to: who, at: now))
    }

    func delegations(of name: ActorID, at now: Instant) async throws -> [Delegation] {
        try await database.query(Delegation.open(of: name, at: now)).compactMap(\.self)
    }

    func newestDelegations(countMax: Int) async throws -> [Delegation] {
        try await database.query(Delegation.newest(countMax: countMax)).compactMap(\.self)
    }

    /// The key that an invitation puts into the authenticator: the same each time its page is looked at.
    func offeredKey(_ token: StaffToken) -> AuthenticatorKey {
        let bytes = HMAC<SHA256>.authenticationCode(for: Array("authenticator".utf8) + token.hash, using: key).bytes
        return AuthenticatorKey(Array(bytes.prefix(AuthenticatorKey.byteCount)))
    }

    /// Under which tries are counted.
    static func triesName(_ text: String) -> [UInt8] { SHA256.hash("name:\(text.lowercased())").bytes }
}

/// Where somebody is signed in.
struct StaffDevice: Sendable {
    let device: String
    let openedAt: Instant
    let seenAt: Instant
    let hash: [UInt8]
}
