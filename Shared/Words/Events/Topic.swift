/// Every topic, with the one service that writes it. The only place where a topic's name stands.
package struct Topic: Hashable, Sendable {
    package let name: String
    /// The service that writes it, or nil for a topic that outside systems write as well as the gateway.
    package let owner: String?
    /// Outside systems may rely on it: only additive optional changes, structured mode accepted on reading.
    package let isPublic: Bool
    /// Records carry personal data: short retention, never copied in clear.
    package let isPersonal: Bool
    package let retentionHours: Int
    package let recordBytesMax: Int
    /// The one reader that puts aside what has no place on this topic: no event, a type of another topic or of none, a fact
    /// that its owner did not write. Nil: every reader does so for itself.
    package let intake: String?

    /// The house's own topics stand below; measuring programs and tests make others.
    package init(
        _ name: String, owner: String?, isPublic: Bool = false, isPersonal: Bool = false, retentionHours: Int = 24 * 30,
        recordBytesMax: Int = 1024 * 1024, intake: String? = nil
    ) {
        self.name = name
        self.owner = owner
        self.isPublic = isPublic
        self.isPersonal = isPersonal
        self.retentionHours = retentionHours
        self.recordBytesMax = recordBytesMax
        self.intake = intake
    }

    package static let jobs = Topic(
        "ats.jobs.v1", owner: nil, isPublic: true, retentionHours: 24 * 365, intake: "screening")
    package static let applications = Topic(
        "ats.applications.v1", owner: nil, isPublic: true, isPersonal: true, retentionHours: 24 * 3,
        recordBytesMax: 8 * 1024 * 1024, intake: "screening")
    package static let screenings = Topic(
        "screening.screenings.v1", owner: "screening", isPublic: true, intake: "gateway")
    package static let stages = Topic("workflow.stages.v1", owner: "workflow", isPublic: true, intake: "gateway")
    package static let interviews = Topic("gateway.interviews.v1", owner: "gateway", intake: "gateway")
    package static let acts = Topic("gateway.acts.v1", owner: "gateway", intake: "workflow")
    package static let scorecards = Topic("scoring.scorecards.v1", owner: "scoring", intake: "gateway")
    package static let reports = Topic("reporting.reports.v1", owner: "reporting", isPublic: true, intake: "gateway")
    package static let deliveries = Topic("notification.deliveries.v1", owner: "notification", intake: "notification")
    package static let offers = Topic("contracts.offers.v1", owner: "contracts", isPublic: true, intake: "gateway")

    /// Topics of facts, in the order in which an application meets them.
    package static let all: [Topic] = [
        jobs, applications, screenings, stages, interviews, acts, scorecards, reports, deliveries, offers,
    ]

    /// Where a service puts what it could not handle: the untouched record with the reason. Personal records are sealed.
    package static func deadLetters(of service: String) -> Topic {
        Topic(
            "\(service).dead-letters.v1", owner: service, retentionHours: 24 * 14,
            recordBytesMax: applications.recordBytesMax + 64 * 1024)
    }

    /// Where a service tells how it is: what waits, what it took up again. Looked at, obeyed by nobody.
    package static func operations(of service: String) -> Topic {
        Topic("\(service).operations.v1", owner: service, retentionHours: 24)
    }
}
