import Crypto
import Domain
import Events
import Flow
import GatewayCore
import Vault

/// What the routes need of the rest of the house, each as a value.
package struct Gateway: Sendable {
    /// Hands a submission to its row and waits for the commit.
    package typealias Submit =
        @Sendable (_ body: any Submission, _ key: String, _ idempotencyKey: String) async throws -> Outcome
    /// Puts a fact with personal data on its topic and waits for the broker's word.
    package typealias Publish = @Sendable (_ event: any Event, _ source: String, _ id: String) async throws -> Void

    package let submit: Submit
    package let publish: Publish
    package let claims: Claims
    package let records: Records
    package let uploads: UploadStore
    package let person: PersonalRecords
    package let writings: Writings
    package let links: LinkToken
    package let sessions: SessionToken
    package let keys: APIKeys
    package let staff: StaffAccounts
    var machineKeys: MachineKeys { MachineKeys(database: staff.database) }
    /// Looks in the audit, the newest first: of one candidate or of all, before a number.
    package typealias Looks =
        @Sendable (_ of: CandidateID?, _ before: Int64?, _ countMax: Int) async throws -> [AuditLook]
    package let looks: Looks
    /// Tables of applications, and what of them lies in the vault.
    package let imports: ImportRecords
    package let importVault: ImportVault
    /// The employer's identity provider, where there is one, and what its groups are to us.
    package var provider: IdentityProvider?
    package var groupRoles = GroupRoles()
    /// How people who sign in are found in the employer's directory, where that tells us of them.
    package var directoryMatch: DirectoryMatch?
    var directory: Directory? {
        directoryMatch.map { Directory(database: staff.database, roles: groupRoles, match: $0) }
    }
    let passwords = PasswordWork()
    let jobTitles = JobTitles()
    let numbersTurns = NumbersTurns()
    package let now: @Sendable () -> Instant
    /// What the services' topics and this service's tables say to whoever looks after them.
    package var operations = OperationsRecords()
    /// Interviews under way, and who is told of them as they go on.
    package var live = LiveRecords()
    var liveStreams = LiveStreams()
    /// Wrong keys and codes by address.
    package var attempts = AttemptLimits()
    /// How long a link that is followed waits for the fact behind it, in milliseconds: a mail may be faster.
    package var linkPatienceMilliseconds = 5_000
    /// Whether programs of candidates are run in this house; else no job may ask for one.
    package var judgesCode = false
    /// What candidates are asked to agree to, with the days of this employer.
    package var consentText = ConsentText(recordingDays: 180, talentPoolDays: 730)
    /// What the candidate's pages say of the employer.
    package var door = CandidateDoor()
    /// In how many days what candidates ask for is to be settled.
    package var requestTerms = RequestTerms()
    /// For how many days what an import holds is kept.
    package var importKeptDays = 14

    package init(
        submit: @escaping Submit, publish: @escaping Publish, claims: Claims, records: Records, uploads: UploadStore,
        person: PersonalRecords, writings: Writings, links: LinkToken, sessions: SessionToken, keys: APIKeys,
        staff: StaffAccounts, looks: @escaping Looks, imports: ImportRecords, importVault: ImportVault,
        now: @escaping @Sendable () -> Instant
    ) {
        self.submit = submit
        self.publish = publish
        self.claims = claims
        self.records = records
        self.uploads = uploads
        self.person = person
        self.writings = writings
        self.links = links
        self.sessions = sessions
        self.keys = keys
        self.staff = staff
        self.looks = looks
        self.imports = imports
        self.importVault = importVault
        self.now = now
    }
}
