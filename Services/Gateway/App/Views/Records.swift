import Domain
import GatewayCore
import Postgres
import Vault

/// What can be looked up.
package struct Records: Sendable {
    package typealias Find<ID, Value> = @Sendable (ID) async throws -> Value?

    package let session: Find<ApplicationID, InterviewSession>
    package let access: Find<ApplicationID, CandidateAccess>
    package let application: Find<ApplicationID, ApplicationView>
    /// The same as the JSON that is stored: what is only passed on need not be understood.
    package let applicationJSON: Find<ApplicationID, [UInt8]>
    /// One page of applications with the names of their people, which is in the audit as one look of this person.
    package let applications: @Sendable (ApplicationFilter, ActorID) async throws -> ApplicationPage
    /// Whose name holds what this person typed; that they looked is in the audit.
    package let named: @Sendable (_ text: String, ActorID, _ countMax: Int) async throws -> [CandidateID]
    package let job: Find<JobID, JobView>
    package let jobs: @Sendable (_ after: String, _ countMax: Int) async throws -> [JobView]
    /// Applications of a job that have a report, the newest first.
    package let reported: @Sendable (JobID, _ countMax: Int) async throws -> [ApplicationView]
    package let requests: RequestRecords
    package let entryFile: Find<ApplicationID, EntryFile>
    package let appointments: Find<ApplicationID, AppointmentBook>
    package let gradeSheet: Find<ApplicationID, GradeSheet>
    package let comments: Find<ApplicationID, CommentSheet>
    /// What people noted of those who are kept in mind.
    package let poolPlaces: @Sendable ([ApplicationID]) async throws -> [PoolPlace]
    /// A job's applications by stage, which is in the audit as one look of this person.
    package let board: @Sendable (JobID, ActorID) async throws -> StageBoard
    package let agreement: Find<JobID, JobAgreement>
    /// How many of the job's composites are below this one, equal to it, and how many there are.
    package let rank: @Sendable (Score, JobID) async throws -> (below: Int, same: Int, count: Int)?
    /// What is counted of the applications of a period.
    package let numbers: @Sendable (NumbersQuestion) async throws -> NumbersCount

    package init(
        session: @escaping Find<ApplicationID, InterviewSession>,
        access: @escaping Find<ApplicationID, CandidateAccess>,
        application: @escaping Find<ApplicationID, ApplicationView>,
        applicationJSON: @escaping Find<ApplicationID, [UInt8]>,
        applications: @escaping @Sendable (ApplicationFilter, ActorID) async throws -> ApplicationPage,
        named: @escaping @Sendable (_ text: String, ActorID, _ countMax: Int) async throws -> [CandidateID],
        job: @escaping Find<JobID, JobView>,
        jobs: @escaping @Sendable (_ after: String, _ countMax: Int) async throws -> [JobView],
        reported: @escaping @Sendable (JobID, _ countMax: Int) async throws -> [ApplicationView],
        requests: RequestRecords, entryFile: @escaping Find<ApplicationID, EntryFile>,
        appointments: @escaping Find<ApplicationID, AppointmentBook>,
        gradeSheet: @escaping Find<ApplicationID, GradeSheet>,
        comments: @escaping Find<ApplicationID, CommentSheet>,
        poolPlaces: @escaping @Sendable ([ApplicationID]) async throws -> [PoolPlace],
        board: @escaping @Sendable (JobID, ActorID) async throws -> StageBoard,
        agreement: @escaping Find<JobID, JobAgreement>,
        rank: @escaping @Sendable (Score, JobID) async throws -> (below: Int, same: Int, count: Int)?,
        numbers: @escaping @Sendable (NumbersQuestion) async throws -> NumbersCount
    ) {
        self.session = session
        self.access = access
        self.application = application
        self.applicationJSON = applicationJSON
        self.applications = applications
        self.named = named
        self.job = job
        self.jobs = jobs
        self.reported = reported
        self.requests = requests
        self.entryFile = entryFile
        self.appointments = appointments
        self.gradeSheet = gradeSheet
        self.comments = comments
        self.poolPlaces = poolPlaces
        self.board = board
        self.agreement = agreement
        self.rank = rank
        self.numbers = numbers
    }
}

extension Records {
    /// The views as this service's reactions keep them, the names in a list from the vault.
    static func stored(in database: Database, vault: Vault) -> Records {
        let pages = pages(of: database, vault)
        let stageCounts = StageCounts.stored(in: database)
        return Records(
            session: { try await database.query(InterviewSession.select($0)).first },
            access: { try await database.query(CandidateAccess.select($0)).first },
            application: { try await database.query(ApplicationView.select($0)).first },
            applicationJSON: { try await database.query(ApplicationView.selectJSON($0)).first },
            applications: { try await pages.answer(PageQuestion(filter: $0, actor: $1)) },
            named: { try await vault.acting(as: $1).candidates(named: $0, countMax: $2) },
            job: { try await database.query(JobView.select($0)).first },
            jobs: { try await database.query(JobView.page(after: $0, countMax: $1)) },
            reported: { try await database.query(ApplicationView.reported(of: $0, countMax: $1)) },
            requests: .stored(in: database),
            entryFile: { try await database.query(EntryFile.select($0)).first },
            appointments: { try await database.query(AppointmentBook.select($0)).first },
            gradeSheet: { try await database.query(GradeSheet.select($0)).first },
            comments: { try await database.query(CommentSheet.select($0)).first },
            poolPlaces: { try await database.query(PoolPlace.select($0)) },
            board: { job, actor in
                let counts = try await stageCounts.of(job)
                return try await database.run { try StageBoard.read(job, counts: counts, for: actor, vault, on: $0) }
            },
            agreement: { try await database.query(JobAgreement.select($0)).first },
            rank: { try await database.query(ApplicationView.rank(of: $0, in: $1)).first },
            numbers: { question in try await database.run { try NumbersCount.counted(question, on: $0) } })
    }

    private struct PageQuestion: Sendable {
        let filter: ApplicationFilter
        let actor: ActorID
    }

    /// Two round trips for the lists of all who ask at the moment: the lines, then the names with the audit of who sees them.
    /// Those who ask for the same page at the same moment share it.
    private static func pages(of database: Database, _ vault: Vault) -> GroupedQuery<PageQuestion, ApplicationPage> {
        GroupedQuery(database) { questions, connection in
            var actors: [ApplicationFilter: [ActorID]] = [:]
            for question in questions { actors[question.filter, default: []].append(question.actor) }
            let filters = Array(actors.keys)
            let listed = try connection.queryEach(filters.map(\.page))
            let looks = zip(filters, listed).map { filter, listed in
                LookUp(
                    actors: actors[filter] ?? [], candidates: ((try? listed.get()) ?? []).compactMap(\.candidateID))
            }
            let names = try vault.field("name", of: looks, purpose: "look-up", on: connection)
            var pages: [ApplicationFilter: Result<ApplicationPage, any Error>] = [:]
            for (filter, listed) in zip(filters, listed) {
                pages[filter] = Result { try ApplicationPage(listed.get(), of: filter, names: names) }
            }
            return questions.compactMap { pages[$0.filter] }
        }
    }
}
