import Domain
import Events
import GatewayCore
import HTTP
import Templates

extension Gateway {
    /// What the first day needs, by plain forms.
    var materialPages: [Route] { [materialsShown, materialSent] }

    private var materialsShown: Route {
        page(Self.materialsPage, roles: Role.everyCandidate) { visit in try await materialValues(visit, fault: nil) }
    }

    private var materialSent: Route {
        route(
            .post, "/i/materials/{material}",
            RouteDocumentation(
                "A file from the candidate's pages.", tag: "pages", roles: Role.everyCandidate,
                request: .init("multipart/form-data", .any),
                answers: [.init(.seeOther, "Where to go on."), .init(.ok, "The page again.")],
                problems: [.contentTooLarge, .unsupportedMediaType]),
            tell: tellOnPage
        ) { request in
            let visit = try await visit(request)
            do {
                // The file, and what the form puts around it.
                let parts = try await request.parts(bytesMax: EntryFile.bytesMax + 64 * 1024)
                guard let file = parts.first(where: { $0.name == "file" }), file.bytes.count <= EntryFile.bytesMax
                else {
                    throw Problem.contentTooLarge(bytesMax: EntryFile.bytesMax)
                }
                _ = try await handIn(file.bytes, request)
                return puttingFirst(.go(to: "/i/materials#\(try request.parameter("material") { $0 })"), request)
            } catch let problem as Problem {
                let faults = [
                    "not-a-document": "material-wrong", "content-too-large": "material-large",
                    "material-accepted": "material-accepted",
                ]
                guard let fault = faults[problem.code] else { throw problem }
                let values = try await materialValues(visit, fault: fault)
                return try shown(Self.materialsPage, values, visit, status: .unprocessableContent)
            }
        }
    }

    private func materialValues(_ visit: PageVisit, fault: String?) async throws -> [String: TemplateValue] {
        let items = try await shownMaterials(of: visit.visitor.application, for: "candidate")
        let page = Self.materialsPage
        let language = visit.language
        let there = items.count { $0.status == .handedIn || $0.status == .accepted }
        return [
            "isComplete": .flag(items.allSatisfy { $0.status == .accepted }),
            "count": .text(
                page.say("materials-count", in: language, ["count": "\(there)", "all": "\(items.count)"])),
            "fault": .optional(fault.map { page.say($0, in: language) }),
            "items": .list(items.map { shown($0, language) }),
        ]
    }

    private func shown(_ item: ShownMaterial, _ language: Language) -> TemplateValue {
        let page = Self.materialsPage
        let name = page.say(item.material.rawValue, in: language)
        var file: String?
        if let bytes = item.byteCount, let at = item.handedInAt {
            let places = ["size": Self.size(bytes), "at": door.time.text(at, in: language)]
            file = page.say("material-at", in: language, places)
        }
        return .object([
            "material": .text(item.material.rawValue), "name": .text(name), "status": .text(item.status.rawValue),
            "standing": .text(page.say("material-\(item.status.rawValue)", in: language)),
            "file": .optional(file), "words": .optional(item.status == .returned ? item.words : nil),
            "canSend": .flag(item.status != .accepted),
            "label": .text(page.say("material-file", in: language, ["name": name])),
            "send": .text(page.say(item.status == .awaited ? "material-send" : "material-replace", in: language)),
        ])
    }

    /// `640 KB`, `2.4 MB`
    private static func size(_ bytes: Int64) -> String {
        if bytes < 1_000_000 { return "\(max(1, bytes / 1000)) KB" }
        return "\(bytes / 1_000_000).\(bytes % 1_000_000 / 100_000) MB"
    }

    private static let materialsPage = CandidatePage(
        "materials", path: "/i/materials", scripts: ["files.js"], words: .offer.joined(with: .helping),
        PackageResources.materials_html)
}
