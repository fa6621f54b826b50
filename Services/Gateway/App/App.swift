import Domain
import Flow
import GatewayCore
import HTTP
import Host
import Postgres
import Telemetry
import Vault

@main struct App {
    static func main() async {
        await Host.run(
            "gateway", migrations: migrations,
            settings: { config, _ in
                config.checkVault()
                return try GatewaySettings(config)
            }
        ) { host, settings in
            let vault = try await host.openVault()
            let staff = StaffAccounts(
                database: host.database, key: try await vault.secret("staff-accounts"),
                localAccounts: settings.localAccounts)
            let publisher = try Publisher(
                host.kafka(clientID: "gateway-door"), log: host.logger, now: { host.clock() })
            var gateway = makeGateway(of: host, settings, vault, staff, publisher)
            host.react(
                with: reactions(
                    assemble: assembling(in: vault), discard: discarding(in: vault), note: noting(in: vault),
                    imports: try importActivities(of: host, gateway, settings)),
                tables: stateTables)
            gateway.attempts = AttemptLimits { kind, reason, range in
                host.logger.warning(
                    "Access refused",
                    metadata: [
                        "access.kind": .string(kind.rawValue), "reason": .string(reason),
                        "client.range": .string(range),
                    ])
            }
            if let directory = gateway.directory { try await directory.endUnlisted() }
            let router = gateway.router { error, route in
                host.logger.error(
                    "Request failed",
                    metadata: ["http.route": .string(route), "error": .string(harmlessDescription(of: error))])
            }
            host.serve(router, host: settings.host, port: settings.port, limits: settings.limits)
            host.onStop { publisher.close() }
            host.recurring("prune-claims", every: .seconds(3600)) {
                while try await pruneClaims(in: host.database, days: host.inboxDays) > 0, !Task.isCancelled {}
            }
            host.recurring("prune-staff", every: .seconds(3600)) { try await staff.prune(at: host.clock()) }
            host.recurring("prune-import-mappings", every: .seconds(3600)) {
                try await host.database.execute(ImportMapping.prune(at: host.clock()))
            }
            host.recurring("prune-letter-orders", every: .seconds(3600)) {
                try await host.database.execute(LetterOrder.prune)
            }
            // What an erasure that broke off has left.
            host.recurring("sweep-erased", every: .seconds(3600)) { while try await vault.sweep() > 0 {} }
            host.recurring("tell-erasures", every: .seconds(2)) {
                try await tellErasures(of: vault) { body, key in
                    try await endRequests(of: body.applicationID, as: RequestRecords.stored(in: host.database)) {
                        try await host.submit(EndRequest(), key: $0.text, idempotencyKey: "\(key)/\($0)")
                    }
                    return try await host.submit(body, key: body.applicationID.text, idempotencyKey: key)
                }
            }
        }
    }
}

private let migrations = [
    Migration("m0001_create_views", PackageResources.m0001_create_views_sql),
    Migration("m0002_create_staff", PackageResources.m0002_create_staff_sql),
    Migration("m0003_create_identities", PackageResources.m0003_create_identities_sql),
    Migration("m0004_create_keys", PackageResources.m0004_create_keys_sql),
    Migration("m0005_index_candidates", PackageResources.m0005_index_candidates_sql),
    Migration("m0006_create_appointments", PackageResources.m0006_create_appointments_sql),
    Migration("m0007_add_received_at", PackageResources.m0007_add_received_at_sql),
    Migration("m0008_create_imports", PackageResources.m0008_create_imports_sql),
    Migration("m0009_create_directory", PackageResources.m0009_create_directory_sql),
    Migration("m0010_add_comes_on", PackageResources.m0010_add_comes_on_sql),
    Migration("m0011_create_letter_orders", PackageResources.m0011_create_letter_orders_sql),
    Migration("m0012_add_in_interview", PackageResources.m0012_add_in_interview_sql),
    Migration("m0013_create_comments", PackageResources.m0013_create_comments_sql),
    Migration("m0014_create_saved_views", PackageResources.m0014_create_saved_views_sql),
    Migration("m0015_filter_applications", PackageResources.m0015_filter_applications_sql),
    Migration("m0016_open_pool", PackageResources.m0016_open_pool_sql),
    Migration("m0017_create_delegations", PackageResources.m0017_create_delegations_sql),
]

private let stateTables = [
    InterviewSession.table, ApplicationView.table, JobView.table, CandidateAccess.table, CandidateRequest.table,
    EntryFile.table, GradeSheet.table, JobAgreement.table, AppointmentBook.table, ApplicationImport.table,
    LetterOrder.table,
    CommentSheet.table, PoolPlace.table,
]

/// What the routes need of this service.
private func makeGateway(
    of host: Host, _ settings: GatewaySettings, _ vault: Vault, _ staff: StaffAccounts, _ publisher: Publisher
) -> Gateway {
    var gateway = Gateway(
        submit: { try await host.submit($0, key: $1, idempotencyKey: $2) },
        publish: { try await publisher.publish($0, source: $1, id: $2) },
        claims: .stored(in: host.database), records: .stored(in: host.database, vault: vault),
        uploads: .sealed(in: vault),
        person: .sealed(in: vault), writings: .sealed(in: vault),
        links: settings.links, sessions: settings.sessions, keys: settings.keys, staff: staff,
        looks: { try await vault.looks(of: $0, before: $1, countMax: $2) }, imports: .stored(in: host.database),
        importVault: ImportVault(vault, host.database), now: { host.clock() })
    gateway.consentText = settings.consentText
    gateway.door = settings.door
    gateway.requestTerms = settings.requestTerms
    gateway.judgesCode = settings.judgesCode
    gateway.importKeptDays = settings.importKeptDays
    gateway.provider = settings.openID.map { IdentityProvider($0) }
    gateway.groupRoles = settings.groupRoles
    gateway.directoryMatch = settings.openID?.directoryMatch
    gateway.live = .stored(in: host.database)
    let streams = gateway.liveStreams
    host.onEnding { streams.end() }
    gateway.operations = .stored(
        in: host.database, reading: host.kafka(clientID: "gateway-operations"), log: host.logger)
    return gateway
}

/// What is done for imports, with a producer of their own: whoever applies by the API waits for nothing of theirs.
private func importActivities(
    of host: Host, _ gateway: Gateway, _ settings: GatewaySettings
) throws -> ImportActivities {
    let publisher = try Publisher(
        host.kafka(clientID: "gateway-imports"), log: host.logger, lingerMilliseconds: 5,
        countMax: ImportWork.inFlightMax, now: { host.clock() })
    host.onStop { publisher.close() }
    return ImportWork(
        papers: gateway.importVault, records: gateway.imports, job: gateway.records.job,
        publish: { try await publisher.publish($0, source: $1, id: $2) },
        offsetMinutes: settings.door.time.offsetMinutes
    ).activities
}
