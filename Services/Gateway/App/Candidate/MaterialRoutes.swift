import Crypto
import Domain
import Events
import GatewayCore
import HTTP

extension Gateway {
    /// What the candidate hands in for the first day.
    var materialRoutes: [Route] { [materials, handingIn] }

    private var materials: Route {
        route(
            .get, "/v1/candidate/materials",
            RouteDocumentation(
                "What the first day needs, and how far each thing is.", tag: "candidate", roles: Role.everyCandidate,
                answers: [.init(.ok, "The materials.", .json(.any))], problems: [.notFound])
        ) { request in
            let shown = try await shownMaterials(of: try request.candidateApplication(), for: "candidate")
            return try .value(Page(items: shown, next: nil))
        }
    }

    private var handingIn: Route {
        route(
            .put, "/v1/candidate/materials/{material}",
            RouteDocumentation(
                "Hand in a file: PDF, JPEG or PNG by its bytes, 10 MiB at most. It may be replaced until it is accepted.",
                tag: "candidate", roles: Role.everyCandidate, fields: [.idempotencyKey],
                request: .init("application/octet-stream", .binary),
                answers: [.init(.accepted, "Handed in.", .json(.named("Recorded")))],
                problems: [.contentTooLarge, .unsupportedMediaType])
        ) { request in
            let bytes = try await request.body(bytesMax: EntryFile.bytesMax)
            return try await handIn(bytes, request)
        }
    }

    /// Seals the file, says that it is there, and forgets the one that it replaces.
    func handIn(_ bytes: [UInt8], _ request: Request) async throws -> Response {
        let material = try request.parameter("material") { EntryMaterial(rawValue: $0) }
        let application = try request.candidateApplication()
        guard let view = try await records.application(application), let candidate = view.candidateID,
            let job = view.jobID
        else { throw Problem(.noApplication) }
        guard !view.isOver || view.outcome == .hired else { throw Problem(.applicationClosed) }
        let needed = view.neededMaterials(try await records.job(job))
        guard needed.contains(material) else { throw Problem(.noMaterial) }
        guard let type = DocumentFormat(bytes)?.mediaType else { throw Problem.notADocument }
        let sha256 = SHA256.hash(data: bytes).hex
        let blob = try EntryFile.blob(application, material, sha256: sha256)
        let earlier = try await records.entryFile(application)?.item(material)
        guard earlier?.status != .accepted else {
            throw Problem(
                .conflict, code: "material-accepted", detail: "This has been accepted; nothing more is needed.")
        }
        try await person.putFile(bytes, blob, candidate, type)
        let act = HandInMaterial(
            applicationID: application, candidateID: candidate, jobID: job, material: material, needed: needed,
            blobID: blob, contentType: type, byteCount: Int64(bytes.count), sha256: sha256)
        let response = try await record(act, of: application, request)
        // Should this be missed, retention finds it by its name.
        if let earlier, earlier.blobID != blob { try? await person.deleteFile(earlier.blobID, candidate) }
        return response
    }

    func shownMaterials(of application: ApplicationID, for actor: ActorID) async throws -> [ShownMaterial] {
        guard let view = try await records.application(application) else { throw Problem.notFound }
        var job: JobView?
        if let id = view.jobID { job = try await records.job(id) }
        let file = try await records.entryFile(application)
        let written = (file?.items ?? []).filter(\.hasWords).map { EntryFile.wordsField(application, $0.material) }
        var texts: [String: String] = [:]
        if let candidate = view.candidateID, !written.isEmpty {
            texts = try await person.fields(written, candidate, actor, "entry-materials")
        }
        return view.neededMaterials(job).map { material in
            let item = file?.item(material)
            return ShownMaterial(material, item, words: texts[EntryFile.wordsField(application, material)])
        }
    }
}

/// One thing that the first day needs.
struct ShownMaterial: Encodable {
    let material: EntryMaterial
    let status: EntryFile.Status
    let contentType: String?
    let byteCount: Int64?
    let sha256: String?
    let handedInAt: Instant?
    let reason: String?
    let words: String?

    init(_ material: EntryMaterial, _ item: EntryFile.Item?, words: String?) {
        self.material = material
        status = item?.status ?? .awaited
        contentType = item?.contentType
        byteCount = item?.byteCount
        sha256 = item?.sha256
        handedInAt = item?.handedInAt
        reason = item?.reason
        self.words = item?.hasWords == true ? words : nil
    }
}

/// What a file that was handed in is, by its first bytes: what a browser says of it is not asked.
enum DocumentFormat: CaseIterable {
    case pdf, jpeg, png

    init?(_ bytes: [UInt8]) {
        guard let format = Self.allCases.first(where: { bytes.starts(with: $0.beginning) }) else { return nil }
        self = format
    }

    private var beginning: [UInt8] {
        switch self {
        case .pdf: Array("%PDF-".utf8)
        case .jpeg: [0xFF, 0xD8, 0xFF]
        case .png: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
        }
    }

    var mediaType: String {
        switch self {
        case .pdf: "application/pdf"
        case .jpeg: "image/jpeg"
        case .png: "image/png"
        }
    }
}

extension Problem {
    static let notADocument = Problem(
        .unsupportedMediaType, code: "not-a-document", detail: "Send a PDF, a JPEG or a PNG.")
}
