import ContractsCore
import Domain
import Events
import Flow
import GatewayCore
import JSON
import Kernel
import NotificationCore
import ReportingCore
import ScoringCore
import ScreeningCore
import Telemetry
import WorkflowCore

@testable import Host

/// A whole house in one thread and in time of its own: the tables of all services and the real lanes, over topics and
/// databases in memory. What happens next is thrown by dice; the same seed is the same story.
final class World: @unchecked Sendable {
    // Sendable by hand: a world is one thread.
    let seed: UInt64
    let begin = Instant(millisecondsSinceEpoch: 1_795_275_000_000)
    private(set) var now: Instant
    var chance: Chance
    let topics = SimulatedTopics()
    private(set) var services: [SimulatedService] = []
    let log = Logger(label: "simulation", sink: LogSink { _ in })
    /// False while the end is waited for: then nothing fails any more.
    private(set) var isFaulty = true
    /// How often each fault was injected.
    private(set) var faults: [String: Int] = [:]
    /// What the ATS has sent and the broker acknowledged.
    private(set) var received: [ApplicationID] = []
    /// A fault of ours that is built in, to see whether the checks find it.
    let plant: Plant?
    private var sentCount = 0
    /// In two of three stories nobody does anything, so that more of them are told in the same time.
    private var hasPeople: Bool { seed.isMultiple(of: 3) }
    /// With these nobody does anything.
    private var absent: Set<ApplicationID> = []

    enum Plant: String, CaseIterable {
        /// A lane stores the position behind a record that it has not seen.
        case skippedRecord
        /// The producer drops a fact and acknowledges its block.
        case droppedFact
        /// A database forgets which arrivals it has seen.
        case forgottenInbox
        /// Orphaned blocks are deleted and not published.
        case deletedOrphans
    }

    init(seed: UInt64, plant: Plant? = nil) {
        self.seed = seed
        self.plant = plant
        chance = Chance(seed: seed)
        now = begin
        services = tables.map { SimulatedService($0.0, $0.1, self) }
        for service in services { service.start() }
    }

    /// All seven, with activities that do nothing outside.
    private var tables: [(String, [Reaction])] {
        let mail = Channel(Channel.mail) { _, _ in Receipt() }
        return [
            (
                "screening",
                ScreeningCore.reactions(readTable: { _, _ in ReadTable(rowCount: 1, columnCount: 3, partCount: 1) }) {
                    event, _ in
                    AdmittedResume(
                        candidateID: try CandidateID("cand-\(event.applicationID)"), language: .english,
                        resume: Resume(text: event.resume.text ?? "", quality: 100))
                }
            ),
            ("workflow", WorkflowCore.reactions),
            (
                "gateway",
                GatewayCore.reactions(
                    assemble: { work, _ in AssembledAnswer(byteCount: work.byteCount, sha256: World.sha) },
                    discard: { _, _ in true }, note: { _, _ in true },
                    imports: ImportActivities(
                        check: { _, _ in ImportCheck(goodCount: 1, refusedCount: 0) },
                        write: { _, _ in .written(1) }, discard: { _, _ in true }))
            ),
            (
                "scoring",
                ScoringCore.reactions(
                    observe: { _, _ in .unusable(code: "no-speech") }, begin: { _, _ in true },
                    assess: { _, _ in .program([]) }, run: { _, _ in [] },
                    prepare: { _, _ in PreparedRecording(fault: nil, durationMilliseconds: 1000, rendition: nil) },
                    find: { _, _ in [] }, measure: { _, _ in [] }, check: { _, _ in [] })
            ),
            (
                "reporting",
                ReportingCore.reactions { work, context in
                    let name = "\(work.scorecard.applicationID).\(context.id)"
                    return try .init(
                        json: BlobID("json.\(name)"), html: BlobID("html.\(name)"), pdf: BlobID("pdf.\(name)"))
                }
            ),
            ("notification", NotificationCore.reactions(hrLanguage: .english, channels: [mail])),
            ("contracts", ContractsCore.reactions(contracts)),
        ]
    }

    private static let resume = """
        Experience
        2012-03 to 2024-05 Store manager, team leadership, weekend work.
        Education
        Bachelor of Arts, 2011
        """
    private static let sha = String(repeating: "a", count: 64)

    private var contracts: ContractActivities {
        let document: @Sendable (ActivityContext) throws -> SealedDocument = { context in
            SealedDocument(blobID: try BlobID("document.\(context.id)"), sha256: World.sha)
        }
        return ContractActivities(
            renderOffer: { _, context in try document(context) },
            draftContract: { _, context in
                .drafted(
                    try document(context), signatures: PagePlace(page: 0, left: 0, bottom: 0, right: 1, top: 1),
                    findings: [])
            },
            signContract: { _, context in try document(context) },
            archiveContract: { _, context in try BlobID("archive.\(context.id)") })
    }

    func count(_ fault: String) { faults[fault, default: 0] += 1 }

    func pass(milliseconds: Int64) { now = now.advanced(byMilliseconds: milliseconds) }

    // MARK: The story

    /// Sends applications while everything fails now and then, lets all of it come to rest, and lets the interviews expire.
    func run() async throws {
        var job = JobDescription.sample
        // Of every other story: pay is approved before an offer goes out.
        if seed.isMultiple(of: 2) { job.offer?.approvedBy = .finance }
        send(JobOpened(jobID: "job-1", job: job))
        let count = 1 + chance.below(3)
        for number in 0..<count {
            let id = try ApplicationID("app-\(seed)-\(number)")
            send(application(id))
            received.append(id)
            if !hasPeople || chance.isOne(in: 4) { absent.insert(id) }
            if chance.isOne(in: 4) { send(ApplicationWithdrawn(applicationID: id)) }
            for _ in 0..<chance.below(200) { try await step() }
        }
        for _ in 0..<1200 { try await step() }
        isFaulty = false
        try await rest(until: now)
        for _ in 0..<(hasPeople ? 12 : 0) {
            for id in received where !absent.contains(id) { try act(on: id) }
            try await rest(until: now)
        }
        // Reminders, expiries and their mails.
        try await rest(until: begin.advanced(byDays: 60))
        for record in topics.facts(of: ApplicationClosed.schema.type) {
            self.count(try JSON.decode(ApplicationClosed.self, from: record.value).outcome.rawValue)
        }
    }

    private func application(_ id: ApplicationID) -> ApplicationReceived {
        var event = ApplicationReceived.samples[0]
        event.applicationID = id
        event.jobID = chance.isOne(in: 8) ? "job-nobody-published" : "job-1"
        event.resume = .init(text: chance.isOne(in: 3) ? "Gardener." : World.resume)
        return event
    }

    /// As an ATS does: in order, and now and then twice.
    private func send<E: Event>(_ event: E) {
        guard let value = try? JSON.encode(event) else { return }
        sentCount += 1
        let headers = [
            Header("ce_specversion", "1.0"), Header("ce_id", "ats-\(seed)-\(sentCount)"), Header("ce_source", "/ats"),
            Header("ce_type", E.schema.type),
        ]
        let record = SimulatedTopics.Record(key: event.key, value: value, headers: headers)
        let place = topics.place(of: event.key, on: E.schema.topic.name)
        topics.append(record, to: place)
        if chance.isOne(in: 4) {
            count("record sent twice")
            topics.append(record, to: place)
        }
    }

    /// One thing happens somewhere.
    private func step() async throws {
        guard let service = services.randomElement(using: &chance) else { return }
        service.bury()
        guard let process = service.processes.randomElement(using: &chance) else { return service.start() }
        if chance.isOne(in: 30), let id = received.filter({ !absent.contains($0) }).randomElement(using: &chance) {
            try act(on: id)
        }
        switch chance.below(isFaulty ? 24 : 20) {
        case 0..<8: process.lanes[chance.below(process.lanes.count)].turn(waitMilliseconds: 0)
        case 8..<12:
            if process.canDeliver { for _ in 0...chance.below(4) where process.canDeliver { process.deliver() } }
        case 12..<14: while process.canAnswer { process.answer() }
        case 14..<16: try await process.work()
        case 16..<18: if process.hasResults { process.handOver() }
        case 18: process.commitPositions()
        case 19: pass(milliseconds: Int64(chance.below(2_000)))
        case 20 where chance.isOne(in: 4):
            count("killed")
            process.kill()
        case 21 where service.processes.count < 3:
            count("started one more")
            service.start()
        case 22:
            count("partitions moved")
            service.rebalance()
        case 23 where chance.isOne(in: 4):
            count("stood still past its leases")
            pass(milliseconds: SimulatedService.leaseMilliseconds)
        default: break
        }
        service.bury()
    }

    /// Everybody works until nothing is left but what falls due after `end`.
    private func rest(until end: Instant) async throws {
        // The last acknowledgements go when a lane has looked once more.
        var idleCount = 0
        for _ in 0..<20_000 {
            var isIdle = true
            for service in services {
                service.bury()
                if service.processes.isEmpty { service.start() }
                service.publishOrphans()
                for process in service.processes {
                    for lane in process.lanes { lane.turn(waitMilliseconds: 0) }
                    while process.canDeliver { process.deliver() }
                    while process.canAnswer { process.answer() }
                    if service.isDue(now) { try await process.work() }
                    while process.hasResults { process.handOver() }
                    process.commitPositions()
                    isIdle = isIdle && process.isIdle
                }
                isIdle = isIdle && !service.isDue(now)
            }
            idleCount = isIdle ? idleCount + 1 : 0
            guard idleCount > 2 else { continue }
            idleCount = 0
            guard let next = services.compactMap(\.nextDue).min(), next <= end else { return }
            now = max(now, next)
        }
        throw NeverRests(seed: seed)
    }

    struct NeverRests: Error { let seed: UInt64 }
}
