import Crypto
import Domain
import Events
import Flow
import GatewayCore
import HTTP

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
    package let links: LinkToken
    package let sessions: SessionToken
    package let keys: APIKeys
    package let now: @Sendable () -> Instant
    /// Wrong keys and codes by address.
    package var attempts = AttemptLimits()
    /// How long a link that is followed waits for the fact behind it, in milliseconds: a mail may be faster.
    package var linkPatienceMilliseconds = 5_000
    /// What candidates are asked to agree to, with the days of this employer.
    package var consentText = ConsentText(recordingDays: 180, talentPoolDays: 730)

    package init(
        submit: @escaping Submit, publish: @escaping Publish, claims: Claims, records: Records, uploads: UploadStore,
        person: PersonalRecords, links: LinkToken, sessions: SessionToken, keys: APIKeys,
        now: @escaping @Sendable () -> Instant
    ) {
        self.submit = submit
        self.publish = publish
        self.claims = claims
        self.records = records
        self.uploads = uploads
        self.person = person
        self.links = links
        self.sessions = sessions
        self.keys = keys
        self.now = now
    }
}

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
    package let job: Find<JobID, JobView>
    package let jobs: @Sendable (_ after: String, _ countMax: Int) async throws -> [JobView]

    package init(
        session: @escaping Find<ApplicationID, InterviewSession>,
        access: @escaping Find<ApplicationID, CandidateAccess>,
        application: @escaping Find<ApplicationID, ApplicationView>,
        applicationJSON: @escaping Find<ApplicationID, [UInt8]>,
        applications: @escaping @Sendable (ApplicationFilter, ActorID) async throws -> ApplicationPage,
        job: @escaping Find<JobID, JobView>,
        jobs: @escaping @Sendable (_ after: String, _ countMax: Int) async throws -> [JobView]
    ) {
        self.session = session
        self.access = access
        self.application = application
        self.applicationJSON = applicationJSON
        self.applications = applications
        self.job = job
        self.jobs = jobs
    }
}

/// Which applications a list shows.
package struct ApplicationFilter: Hashable, Sendable {
    package enum Order: String, CaseIterable, Sendable { case oldest, newest }

    package var jobID: JobID?
    package var stage: Stage?
    package var order: Order
    /// Only those behind this number; nil: from the beginning.
    package var after: Int64?
    package var countMax: Int
}

/// One application of a list, as it is stored for that.
package struct ListedApplication: Sendable {
    /// Its place among all, in the order in which they came.
    package let number: Int64
    package let candidateID: CandidateID?
    /// The JSON of an ``ApplicationLine``.
    package let line: [UInt8]

    package init(number: Int64, candidateID: CandidateID?, line: [UInt8]) {
        self.number = number
        self.candidateID = candidateID
        self.line = line
    }
}

/// One page of a list.
package struct ApplicationPage: Sendable {
    package let applications: [ListedApplication]
    /// The body of the answer.
    package let json: [UInt8]
}

/// Where recordings on their way in are kept: each blob is one upload's bytes, sealed as they come.
package struct UploadStore: Sendable {
    /// How many bytes survive a crash; 0 when none came yet.
    package let offset: @Sendable (BlobID) async throws -> Int64
    /// Takes bytes from there on until the sequence ends, and gives the new offset. What came before a broken
    /// connection is kept. Throws `VaultError.superseded` when another request has taken the upload over.
    package let append:
        @Sendable (_ blob: BlobID, ApplicationID, CandidateID, _ mediaType: String, Body) async throws -> Int64
    /// Deletes what is not complete; false when it is.
    package let discard: @Sendable (_ blob: BlobID, CandidateID) async throws -> Bool

    package init(
        offset: @escaping @Sendable (BlobID) async throws -> Int64,
        append: @escaping @Sendable (BlobID, ApplicationID, CandidateID, String, Body) async throws -> Int64,
        discard: @escaping @Sendable (BlobID, CandidateID) async throws -> Bool
    ) {
        self.offset = offset
        self.append = append
        self.discard = discard
    }
}

/// What the vault gives and takes on behalf of someone; every read is audited.
package struct PersonalRecords: Sendable {
    package let putIdentity: @Sendable (IdentityDetails, CandidateID) async throws -> Void
    /// Destroys everything kept of a candidate, for the reason, on behalf of whoever asks, and gives how many signed contracts
    /// were kept apart. Nil: nobody of this name is known.
    package let erase: @Sendable (CandidateID, _ reason: String, _ evenContracts: Bool, ActorID) async throws -> Int?
    package let putEvidence: @Sendable (SignatureEvidence, CandidateID) async throws -> Void
    /// The document, or the part of it that the request asks for.
    package let document: @Sendable (BlobID, CandidateID, ActorID, Request) async throws -> Response

    package init(
        putIdentity: @escaping @Sendable (IdentityDetails, CandidateID) async throws -> Void,
        erase: @escaping @Sendable (CandidateID, String, Bool, ActorID) async throws -> Int?,
        putEvidence: @escaping @Sendable (SignatureEvidence, CandidateID) async throws -> Void,
        document: @escaping @Sendable (BlobID, CandidateID, ActorID, Request) async throws -> Response
    ) {
        self.putIdentity = putIdentity
        self.erase = erase
        self.putEvidence = putEvidence
        self.document = document
    }
}
