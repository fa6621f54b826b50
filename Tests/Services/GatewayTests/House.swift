import Crypto
import Domain
import Encoding
import Events
import Flow
import FlowTesting
import Foundation
import GatewayCore
import HTTP
import Host
import JSON
import Postgres
import Synchronization
import Vault

@testable import gateway

/// A gateway whose ledger is in memory and whose vault is a real one, on the cluster that `make test` started.
actor House {
    static let secret = Array("a secret of tests, long enough".utf8)
    static let sha = String(repeating: "a", count: 64)
    private static let number = Atomic<Int>(0)

    nonisolated let vault: Vault
    nonisolated let database: Database
    nonisolated let folder: String
    private nonisolated let linkPatienceMilliseconds: Int
    /// Unsafe only in name: these four are set by a test before it uses the house, and by nobody afterwards but the test that waits.
    nonisolated(unsafe) var provider: IdentityProvider?
    nonisolated(unsafe) var directoryMatch: DirectoryMatch?
    nonisolated(unsafe) var localAccounts = true
    nonisolated(unsafe) var consentText: ConsentText?
    nonisolated(unsafe) var now: @Sendable () -> Instant = { .sample }
    /// Unsafe only in name: `submit` runs alone, and everything else happens on this actor while it does not run.
    nonisolated(unsafe) let scenario: Scenario
    nonisolated let importDesk = ImportDesk()
    nonisolated let liveStreams = LiveStreams()
    /// What the topics say, as a test puts it; the real ones are read by ReplayTests.
    var look = OperationsLook()
    func sees(_ look: OperationsLook) { self.look = look }
    private var isBusy = false
    /// What the numbers are, as a test says it; the database is asked by NumbersTests.
    private(set) var counted = NumbersCount()
    private(set) var questions: [NumbersQuestion] = []
    /// How often somebody has looked for a session.
    private(set) var sessionLooks = 0
    private(set) var published: [(type: String, id: String)] = []
    private var errors: [String] = []
    private var claims: [[UInt8]: [UInt8]] = [:]

    init(linkPatienceMilliseconds: Int = 0) async throws {
        self.linkPatienceMilliseconds = linkPatienceMilliseconds
        guard let administrator = ProcessInfo.processInfo.environment["POSTGRES_ADMIN_URL"] else {
            throw PostgresError(code: "08000", message: "POSTGRES_ADMIN_URL is not set: run the tests by `make test`")
        }
        let name = "gateway_\(getpid())_\(Self.number.add(1, ordering: .relaxed).newValue)"
        try await Self.create(name, administrator)
        var components = URLComponents(string: administrator)
        components?.path = "/\(name)"
        let database = Database(
            .init(url: components?.string ?? administrator, name: "tests", schema: nil, connectionCount: 2))
        let folder = NSTemporaryDirectory() + "/colloquy-\(name)"
        let key = "1:" + Base64.standard.encode([UInt8](repeating: 1, count: 32))
        let settings = try VaultSettings { ["VAULT_KEK": key, "VAULT_DIRECTORY": folder][$0] }
        let vault = try await Vault.open(settings, database: database, actor: "gateway", now: { .sample })
        let staff = Migration("m0002_create_staff", PackageResources.m0002_create_staff_sql)
        let identities = Migration("m0003_create_identities", PackageResources.m0003_create_identities_sql)
        try await database.run { connection in
            let keys = Migration("m0004_create_keys", PackageResources.m0004_create_keys_sql)
            let directory = Migration("m0009_create_directory", PackageResources.m0009_create_directory_sql)
            let imports = Migration("m0008_create_imports", PackageResources.m0008_create_imports_sql)
            let views = Migration("m0014_create_saved_views", PackageResources.m0014_create_saved_views_sql)
            let delegations = Migration("m0017_create_delegations", PackageResources.m0017_create_delegations_sql)
            _ = try Migrator.run(
                [staff, identities, keys, imports, directory, views, delegations], schema: "public", on: connection)
        }
        self.vault = vault
        self.database = database
        self.folder = folder
        scenario = Scenario(
            "gateway",
            reactions(
                assemble: assembling(in: vault), discard: discarding(in: vault), note: noting(in: vault),
                imports: importDesk.activities(vault, database)),
            at: .sample)
        importDesk.serve(self)
    }

    /// On a thread of its own: other tests need the pool's threads meanwhile.
    private static func create(_ name: String, _ administrator: String) async throws {
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            Thread.detachNewThread {
                continuation.resume(
                    with: Result { try Connection(administrator, name: "tests").execute("CREATE DATABASE \(name)") })
            }
        }
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    nonisolated var gateway: Gateway {
        get throws {
            var gateway = Gateway(
                submit: { [self] in try await submit($0, $1, $2) },
                publish: { [self] event, _, id in await note(type(of: event).schema.type, id) },
                claims: Claims { [self] key, body in await claim(key, body) },
                records: Records(
                    session: { [self] in try await session($0) },
                    access: { [self] in try await state(CandidateAccess.self, $0.text) },
                    application: { [self] in try await state(ApplicationView.self, $0.text) },
                    applicationJSON: { [self] in
                        try await state(ApplicationView.self, $0.text).map { try JSON.encode($0) }
                    },
                    applications: { [self] filter, actor in try await page(filter, actor) },
                    named: { [vault] in try await vault.acting(as: $1).candidates(named: $0, countMax: $2) },
                    job: { [self] in try await state(JobView.self, $0.text) },
                    jobs: { [self] _, countMax in try await states(JobView.self).prefix(countMax).map { $0 } },
                    reported: { [self] job, countMax in
                        try await states(ApplicationView.self).filter { $0.jobID == job && $0.report != nil }.prefix(
                            countMax
                        ).map { $0 }
                    },
                    requests: requests,
                    entryFile: { [self] in try await state(EntryFile.self, $0.text) },
                    appointments: { [self] in try await state(AppointmentBook.self, $0.text) },
                    gradeSheet: { [self] in try await state(GradeSheet.self, $0.text) },
                    comments: { [self] in try await state(CommentSheet.self, $0.text) },
                    poolPlaces: { [self] ids in
                        try await states(PoolPlace.self).filter { ids.contains($0.applicationID) }
                    },
                    board: { [self] in try await board($0, $1) },
                    agreement: { [self] in try await state(JobAgreement.self, $0.text) },
                    rank: { [self] in try await rank($0, $1) }, numbers: { [self] in await count($0) }),
                uploads: .sealed(in: vault), person: .sealed(in: vault),
                writings: .sealed(in: vault), links: try LinkToken(secret: Self.secret),
                sessions: SessionToken(secret: Self.secret), keys: try APIKeys(parsing: Self.keys),
                staff: StaffAccounts(
                    database: database, key: SymmetricKey([UInt8](repeating: 2, count: 32)),
                    localAccounts: localAccounts),
                looks: { [vault] in try await vault.looks(of: $0, before: $1, countMax: $2) },
                imports: importDesk.records(database),
                importVault: ImportVault(vault, database), now: now)
            gateway.provider = provider
            gateway.directoryMatch = directoryMatch
            gateway.groupRoles = try GroupRoles(parsing: "recruiting=hr, pay=finance, root=administrator")
            gateway.linkPatienceMilliseconds = linkPatienceMilliseconds
            gateway.consentText = consentText ?? gateway.consentText
            gateway.liveStreams = liveStreams
            gateway.live.all = { [self] in
                try await states(InterviewSession.self).map { .init(session: $0, lastSignAt: .sample) }
            }
            gateway.operations.look = { [self] in await look }
            gateway.operations.orders = { [self] places in
                try await states(LetterOrder.self).filter { places.contains($0.place) }
            }
            gateway.operations.latestOrders = { [self] in try await Array(states(LetterOrder.self).prefix($0)) }
            gateway.operations.failed = { [self] _ in
                try await states(ApplicationView.self).filter { $0.deliveries.contains { $0.status == .failed } }
            }
            return gateway
        }
    }

    nonisolated var router: Router {
        get throws { try gateway.router { error, route in Task { await self.heard("\(route): \(error)") } } }
    }

    /// The same with attempts counted by the test.
    nonisolated func router(attempts: AttemptLimits) throws -> Router {
        var gateway = try gateway
        gateway.attempts = attempts
        return gateway.router { error, route in Task { await self.heard("\(route): \(error)") } }
    }

    /// A link's token, made at the sample's moment unless said otherwise.
    static func token(
        _ purpose: LinkToken.Purpose, of application: String = "app-1", issuedAfterSeconds: Int64 = 0,
        endsAfterSeconds: Int64 = 86_400
    ) throws -> String {
        let now = Instant.sample.millisecondsSinceEpoch / 1000
        return try LinkToken(secret: secret).token(
            for: application, .init(purpose, issuedAt: now + issuedAfterSeconds, endsAt: now + endsAfterSeconds))
    }

    /// Asks for a one-time code and gives it, as the candidate's mail would.
    func code(for caller: Caller, _ action: String) async throws -> String {
        let asked = try await caller.post("/v1/candidate/codes", #"{"action":"\#(action)"}"#)
        guard asked.status == 202, let event = emitted(AccessCodeRequested.self).last else {
            throw PostgresError(code: "0", message: "no code: \(asked.code ?? "")")
        }
        return try LinkToken(secret: Self.secret).code(for: "app-1", event.codeID)
    }

    static var keys: String {
        (Role.staff + ["admin"]).map { "\($0):\($0)-1:\(SHA256.hash("key of \($0)").hex)" }.joined(separator: "\n")
    }

    func counts(_ count: NumbersCount) { counted = count }

    private func count(_ question: NumbersQuestion) -> NumbersCount {
        questions.append(question)
        return counted
    }

    private func claim(_ key: [UInt8], _ body: [UInt8]) -> (holder: [UInt8], isNew: Bool) {
        if let holder = claims[key] { return (holder, false) }
        claims[key] = body
        return (body, true)
    }

    private func note(_ type: String, _ id: String) { published.append((type, id)) }
    private func heard(_ text: String) { errors.append(text) }

    private func submit(_ body: any Submission, _ key: String, _ id: String) async throws
        -> Outcome
    {
        while isBusy { try await Task.sleep(for: .milliseconds(1)) }
        isBusy = true
        defer { isBusy = false }
        let outcome = try scenario.submit(body, key: key, idempotencyKey: "\(type(of: body).name)/\(id)")
        try await scenario.runParked()
        return outcome
    }

    private func session(_ application: ApplicationID) throws -> InterviewSession? {
        sessionLooks += 1
        return try state(InterviewSession.self, application.text)
    }

    func when(_ event: some Event) throws { try scenario.when(event) }

    func emitted<E: Event>(_ type: E.Type) -> [E] { scenario.emitted(type) }

    func state<S: Decodable & Sendable>(_ type: S.Type, _ key: String) throws -> S? { try scenario.state(type, key) }

    func states<S: Decodable>(_ type: S.Type) throws -> [S] {
        try scenario.storage.states.filter { $0.key.hasPrefix("\(type)/") }.sorted { $0.key < $1.key }
            .map { try JSON.decode(type, from: $0.value.bytes) }
    }

    /// Everything the ledger holds and everything it said, as text.
    var ledgerText: String { get throws { try scenario.everythingWritten } }
}

extension House {
    /// Invited to one question with one retake, agreed and started.
    func interviewed(_ questions: [Question]? = nil) async throws -> Caller {
        var invited = InterviewInvited.samples[0]
        if let questions { invited.plan.questions = questions }
        invited.expiresAt = Instant.sample.advanced(byDays: 7)
        try when(invited)
        let caller = try await Caller.candidate(.interview, self)
        _ = try await caller.post("/v1/candidate/consents", #"{"purposes":["recording","ai-assessment"]}"#)
        _ = try await caller.post("/v1/candidate/start", "{}")
        return caller
    }
}

extension House {
    /// A page over the ledger in memory; the names come out of the real vault.
    func page(_ filter: ApplicationFilter, _ actor: ActorID) async throws -> ApplicationPage {
        let shown = try states(ApplicationView.self).filter { view in
            filter.comesFrom.map { day in view.comesOn.map { $0 >= "\(day)" } ?? false } ?? true
                && (filter.stage ?? view.stage) == view.stage
                && filter.pooledAfter.map { cutoff in view.pooledAt.map { $0 > cutoff } ?? false } ?? true
        }
        var listed = shown.enumerated().map { index, view in
            ListedApplication(
                number: Int64(index + 1), candidateID: view.candidateID,
                line: Array((ApplicationLine(view).json ?? "").utf8))
        }
        if let candidates = filter.candidates {
            listed.removeAll { one in one.candidateID.map { !candidates.contains($0) } ?? true }
        }
        if filter.order == .newest { listed.reverse() }
        if let after = filter.after {
            listed.removeAll { filter.order == .newest ? $0.number >= after : $0.number <= after }
        }
        let applications = Array(listed.prefix(filter.countMax))
        let look = LookUp(actors: [actor], candidates: applications.compactMap(\.candidateID))
        let vault = vault
        let names = try await database.run { try vault.field("name", of: [look], purpose: "look-up", on: $0) }
        return try ApplicationPage(applications, of: filter, names: names)
    }
}

extension House {
    /// The board over the same; what it costs in looks is told by StageBoardTests.
    func board(_ job: JobID, _ actor: ActorID) async throws -> StageBoard {
        var columns: [StageBoard.Column] = []
        for stage in Stage.allCases {
            let filter = ApplicationFilter(jobID: job, stage: stage, order: .oldest, after: nil, countMax: 10)
            let page = try await page(filter, actor)
            columns.append(StageBoard.Column(stage: stage, count: page.applications.count, page: page))
        }
        return StageBoard(columns: columns)
    }

    /// The same count over the ledger in memory.
    func rank(_ composite: Score, _ job: JobID) throws -> (below: Int, same: Int, count: Int)? {
        let all = try states(ApplicationView.self).filter { $0.jobID == job }.compactMap(\.report?.composite)
        return (all.count { $0 < composite }, all.count { $0 == composite }, all.count)
    }
}

extension House {
    /// What candidates asked for, as the ledger in memory has it.
    nonisolated var requests: RequestRecords {
        RequestRecords(
            find: { [self] in try await state(CandidateRequest.self, $0.text) },
            ofApplication: { [self] application in
                try await states(CandidateRequest.self).filter { $0.applicationID == application }
            },
            page: { [self] filter in
                try await states(CandidateRequest.self).filter { request in
                    request.status == filter.status && (filter.kind ?? request.kind) == request.kind
                        && (filter.applicationID ?? request.applicationID) == request.applicationID
                        && filter.after.map { $0 < RequestFilter.Place(request) } != false
                }.sorted { RequestFilter.Place($0) < RequestFilter.Place($1) }.prefix(filter.countMax).map { $0 }
            })
    }
}
