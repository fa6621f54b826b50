import Domain
import GatewayCore
import HTTP

extension Gateway {
    /// Tables of applications, for programs of the employer's people.
    var importRoutes: [Route] {
        [importUpload, importList, importShown, importMapped, importStarted, importStopped, importRefused]
    }

    static let importLimits = RouteLimits(
        bodyBytesMax: ImportPapers.fileBytesMax + 64 * 1024, bodySecondsMax: 300)

    private var importUpload: Route {
        route(
            .post, "/v1/jobs/{jobID}/imports",
            RouteDocumentation(
                "Bring a table of applications for a job, CSV or XLSX, at most 20 MiB, 20,000 rows and 60 columns. It is read, and no "
                    + "application is made before the import is started.",
                tag: Self.importTag, roles: Role.may(.importApplications), fields: [.idempotencyKey],
                request: .init("application/octet-stream", .any),
                otherRequests: [
                    .init("text/csv", .any),
                    .init("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", .any),
                ],
                answers: [.init(.accepted, "It is being read.", .json(.named("Import")))]), limits: Self.importLimits
        ) { request in
            let key = try idempotencyKey(request)
            let file = try await request.body(bytesMax: ImportPapers.fileBytesMax)
            let found = try await openImport(
                of: file, for: try request.jobID(), by: try request.actor(), key: "api/\(key)")
            return try Response.value(ShownImport(found), status: .accepted)
                .with("Location", "/v1/imports/\(found.importID)")
        }
    }

    private var importList: Route {
        route(
            .get, "/v1/jobs/{jobID}/imports",
            RouteDocumentation(
                "The imports for a job, the newest first, at most 50.", tag: Self.importTag,
                roles: Role.may(.importApplications), answers: [.init(.ok, "The imports.", .json(.any))])
        ) { request in
            try .value(Page(items: try await imports.ofJob(try request.jobID()).map { ShownImport($0) }, next: nil))
        }
    }

    private var importShown: Route {
        route(
            .get, "/v1/imports/{importID}",
            RouteDocumentation(
                "How far an import is; while its columns are to be named, its heads and what is proposed for them.",
                tag: Self.importTag, roles: Role.may(.importApplications),
                answers: [.init(.ok, "The import.", .json(.named("Import")))])
        ) { request in
            let found = try await applicationImport(request)
            guard found.mayMap else { return try .value(ShownImport(found)) }
            let head = try await importVault.head(ImportPapers(found.importID), for: try request.actor())
            return try .value(
                ShownImport(found, heads: head.columns, proposed: try await proposedMapping(for: head)))
        }
    }

    private var importMapped: Route {
        route(
            .put, "/v1/imports/{importID}/mapping",
            RouteDocumentation(
                "Say which column is what, the first being 0; every row is looked at, and none is taken.",
                tag: Self.importTag, roles: Role.may(.importApplications), fields: [.idempotencyKey],
                request: .json(.named("ImportMapping")),
                answers: [.init(.accepted, "The rows are being looked at.", .json(.named("Import")))])
        ) { request in
            let found = try await applicationImport(request)
            let body = try await request.read(MappingBody.self, bytesMax: 4096)
            try await map(found, as: body.columns, by: try request.actor(), key: try actKey(found, "map", request))
            return try await importResponse(found)
        }
    }

    private var importStarted: Route {
        route(
            .post, "/v1/imports/{importID}/starts",
            RouteDocumentation(
                "Take the good rows in, or go on after a stop. Whoever does says that these data may be processed and that the people "
                    + "are informed (PIPL 17, GDPR 14); who and when is in the audit.",
                tag: Self.importTag, roles: Role.may(.importApplications), fields: [.idempotencyKey],
                request: .json(.named("ImportStart")),
                answers: [.init(.accepted, "It runs.", .json(.named("Import")))])
        ) { request in
            let found = try await applicationImport(request)
            let body = try await request.read(StartBody.self, bytesMax: 4096)
            try await start(
                found, isLawful: body.isLawful, by: try request.actor(), key: try actKey(found, "start", request))
            return try await importResponse(found)
        }
    }

    private var importStopped: Route {
        route(
            .post, "/v1/imports/{importID}/stops",
            RouteDocumentation(
                "Stop an import; what was taken in stays, and it can be gone on with.", tag: Self.importTag,
                roles: Role.may(.importApplications), fields: [.idempotencyKey],
                answers: [.init(.accepted, "It stops behind the rows in hand.", .json(.named("Import")))])
        ) { request in
            let found = try await applicationImport(request)
            try await stop(found, by: try request.actor(), key: try actKey(found, "stop", request))
            return try await importResponse(found)
        }
    }

    private var importRefused: Route {
        route(
            .get, "/v1/imports/{importID}/refused.csv",
            RouteDocumentation(
                "The rows that are not taken, as they were given, each with why; reading is audited.",
                tag: Self.importTag, roles: Role.may(.importApplications),
                fields: [
                    .init(
                        "language", in: .query, "Of the reasons.",
                        schema: .string(values: Language.allCases.map(\.rawValue)))
                ],
                answers: [.init(.ok, "The rows.", .init("text/csv", .any))])
        ) { request in
            let language = request.query("language").flatMap { Language(rawValue: $0) } ?? .english
            return try await refusedFile(try await applicationImport(request), language, for: try request.actor())
        }
    }

    /// An act of its own for each key, so that an import is stopped and gone on with as often as people like.
    private func actKey(_ found: ApplicationImport, _ act: String, _ request: Request) throws -> String {
        "\(try request.actor())/\(found.importID)/\(act)/\(try idempotencyKey(request))"
    }

    private func importResponse(_ found: ApplicationImport) async throws -> Response {
        try .value(ShownImport(try await imports.find(found.importID) ?? found), status: .accepted)
    }

    static let importSchemas: [String: HTTP.Schema] = [
        "Import": .object([
            .init("importID", Schemas.identifier, "The import."), .init("jobID", Schemas.identifier, "For which job."),
            .init(
                "standing", .string(values: ApplicationImport.Standing.allCases.map(\.rawValue)), "How far it is."),
            .init("reason", .string(), "Why it cannot be read or was stopped, as a code.", isRequired: false),
            .init(
                "rows",
                .object([
                    .init("all", .integer(0...ImportPapers.rowCountMax), "Rows that hold something."),
                    .init("good", .integer(0...ImportPapers.rowCountMax), "That can be taken.", isRequired: false),
                    .init("refused", .integer(0...ImportPapers.rowCountMax), "That cannot.", isRequired: false),
                    .init("handedIn", .integer(0...ImportPapers.rowCountMax), "That are applications by now."),
                    .init("left", .integer(0...ImportPapers.rowCountMax), "Still to be handed in.", isRequired: false),
                ]), "Counts, once the file was read.", isRequired: false),
            .init("heads", .array(of: .string()), "The heads of the columns.", isRequired: false),
            .init(
                "proposed", .map(of: .integer(0...ImportPapers.columnCountMax)), "Proposed columns.", isRequired: false),
            .init(
                "columns", .map(of: .integer(0...ImportPapers.columnCountMax)), "As they were said.", isRequired: false),
            .init("faults", .array(of: .any), "What is wrong with refused rows, and how many.", isRequired: false),
            .init("openedBy", Schemas.identifier, "Who brought it."),
            .init("openedAt", .string(format: "date-time"), "When."),
            .init(
                "startedBy", Schemas.identifier, "Who started it and confirmed that it is lawful.", isRequired: false),
            .init("startedAt", .string(format: "date-time"), "When.", isRequired: false),
            .init("finishedAt", .string(format: "date-time"), "When the last row was handed in.", isRequired: false),
            .init("endsAt", .string(format: "date-time"), "When everything of it is deleted."),
        ]),
        "ImportMapping": .object([
            .init(
                "columns",
                .object(
                    ImportField.allCases.map {
                        .init(
                            $0.rawValue, .integer(0...(ImportPapers.columnCountMax - 1)), "Which column it is.",
                            isRequired: ImportField.needed.contains($0))
                    }), "The columns that are taken over.")
        ]),
        "ImportStart": .object([
            .init(
                "isLawful", .boolean, "These data may be processed, and the people are informed; false begins nothing.")
        ]),
    ]
}

private struct MappingBody: Decodable {
    let columns: ImportMapping
}

private struct StartBody: Decodable {
    let isLawful: Bool
}

private struct ShownImport: Encodable {
    struct Rows: Encodable {
        let all: Int
        let good: Int?
        let refused: Int?
        let handedIn: Int
        let left: Int?
    }

    let importID: ImportID
    let jobID: JobID
    let standing: ApplicationImport.Standing
    let reason: String?
    let rows: Rows?
    let heads: [String]?
    let proposed: ImportMapping?
    let columns: ImportMapping?
    let faults: [ImportCheck.Count]?
    let openedBy: ActorID
    let openedAt: Instant
    let startedBy: ActorID?
    let startedAt: Instant?
    let finishedAt: Instant?
    let endsAt: Instant

    init(_ found: ApplicationImport, heads: [String]? = nil, proposed: ImportMapping? = nil) {
        importID = found.importID
        jobID = found.jobID
        standing = found.standing
        reason = found.reason
        rows = found.extent.map { table in
            Rows(
                all: table.rowCount, good: found.check?.goodCount, refused: found.check?.refusedCount,
                handedIn: found.writtenCount, left: found.check.map { $0.goodCount - found.writtenCount })
        }
        self.heads = heads
        self.proposed = proposed
        columns = found.mapping
        faults = found.check?.faults
        openedBy = found.openedBy
        openedAt = found.openedAt
        startedBy = found.startedBy
        startedAt = found.startedAt
        finishedAt = found.finishedAt
        endsAt = found.endsAt
    }
}
