import Crypto
import Domain
import Encoding
import Events
import GatewayCore
import HTTP
import Templates

extension Gateway {
    /// Tables of applications on the console: brought, mapped, looked through, started, stopped.
    var importPageRoutes: [Route] {
        [importsShown, importBrought, importPageShown, columnsNamed, importBegun, importHalted, refusedRowsFile]
    }

    private static let importsPage = ConsolePage(
        "imports", scripts: ["import.js"], words: .imports, PackageResources.imports_html)
    private static let importPage = ConsolePage(
        "import", scripts: ["import.js"], words: .imports, PackageResources.import_html)

    private var importsShown: Route {
        consolePage("/hr/jobs/{jobID}/imports", Self.importsPage, for: .importApplications) {
            try await importsValues($0)
        }
    }

    private var importBrought: Route {
        consoleUpload(
            "/hr/jobs/{jobID}/imports", for: .importApplications, bytesMax: ImportPapers.fileBytesMax
        ) { visit, parts in
            let jobID = try visit.request.jobID()
            let file = parts.first { $0.name == "file" }?.bytes ?? []
            let key = parts.first { $0.name == "key" }.map { String(decoding: $0.bytes, as: UTF8.self) } ?? ""
            do {
                let found = try await openImport(
                    of: file, for: jobID, by: visit.member.actorID, key: "page/\(key.prefix(64))")
                return .go("/hr/jobs/\(jobID)/imports/\(found.importID)")
            } catch let problem as Problem {
                let values = try await importsValues(visit, fault: problem)
                return .show(Self.importsPage, values, .unprocessableContent)
            }
        }
    }

    private var importPageShown: Route {
        consolePage("/hr/jobs/{jobID}/imports/{importID}", Self.importPage, for: .importApplications) {
            try await importValues($0, try await applicationImport($0.request))
        }
    }

    private var columnsNamed: Route {
        consoleForm("/hr/jobs/{jobID}/imports/{importID}/mapping", for: .importApplications) { visit, form in
            let found = try await applicationImport(visit.request)
            return try await acting(visit, found) {
                try await map(
                    found, as: try ImportColumns(form).mapping(), by: visit.member.actorID,
                    key: Self.actKey(found, visit))
            }
        }
    }

    private var importBegun: Route {
        consoleForm("/hr/jobs/{jobID}/imports/{importID}/start", for: .importApplications) { visit, form in
            let found = try await applicationImport(visit.request)
            return try await acting(visit, found) {
                try await start(
                    found, isLawful: form["lawful"] == "yes", by: visit.member.actorID,
                    key: Self.actKey(found, visit))
            }
        }
    }

    private var importHalted: Route {
        consoleForm("/hr/jobs/{jobID}/imports/{importID}/stop", for: .importApplications) { visit, _ in
            let found = try await applicationImport(visit.request)
            return try await acting(visit, found) {
                try await stop(found, by: visit.member.actorID, key: Self.actKey(found, visit))
            }
        }
    }

    private var refusedRowsFile: Route {
        consoleFile("/hr/jobs/{jobID}/imports/{importID}/refused.csv", for: .importApplications) { visit in
            try await refusedFile(
                try await applicationImport(visit.request), visit.language, for: visit.member.actorID)
        }
    }

    private static func actKey(_ found: ApplicationImport, _ visit: StaffVisit) -> String {
        "staff/\(visit.member.actorID)/\(found.importID)/\(Hex.encode(randomBytes(count: 16)))"
    }

    /// What was done leads back to the import; what was refused is said there.
    private func acting(
        _ visit: StaffVisit, _ found: ApplicationImport, _ act: () async throws -> Void
    ) async throws -> ConsoleAnswer {
        do {
            try await act()
            return .go("/hr/jobs/\(found.jobID)/imports/\(found.importID)")
        } catch let problem as Problem {
            let now = try await imports.find(found.importID) ?? found
            return .show(Self.importPage, try await importValues(visit, now, fault: problem), .unprocessableContent)
        }
    }

    private func say(_ fault: Problem?, _ language: Language) -> TemplateValue {
        .optional(
            fault.map { fault in
                Self.importPage.word("import-problem-\(fault.code)", in: language)
                    ?? Self.importPage.say("import-problem", in: language)
            })
    }

    private func importsValues(_ visit: StaffVisit, fault: Problem? = nil) async throws -> [String: TemplateValue] {
        guard let job = try await records.job(try visit.request.jobID()) else { throw Problem.notFound }
        let all = try await imports.ofJob(job.jobID)
        let say = JobWords(page: Self.importsPage, language: visit.language)
        return [
            "jobID": .text(job.jobID.text), "job": .text(job.job.title), "isOpen": .flag(job.isOpen),
            "key": .text(Hex.encode(randomBytes(count: 16))), "fault": self.say(fault, visit.language),
            "bytesMax": .text("\(ImportPapers.fileBytesMax)"),
            "isEmpty": .flag(all.isEmpty),
            "days": .text(say("import-days", ["count": "\(importKeptDays)"])),
            "imports": .list(
                all.map { found in
                    .object([
                        "importID": .text(found.importID.text),
                        "opened": .text(door.time.text(found.openedAt, in: visit.language)),
                        "by": .text(found.openedBy.text),
                        "standing": .text(say("import-standing-\(found.standing.rawValue)")),
                        "isWarned": .flag(found.standing == .unreadable || found.standing == .stopped),
                        "rows": .optional(
                            found.extent.map { say("import-rows-read", ["count": "\($0.rowCount)"]) }),
                    ])
                }),
        ]
    }

    private func importValues(
        _ visit: StaffVisit, _ found: ApplicationImport, fault: Problem? = nil
    ) async throws -> [String: TemplateValue] {
        guard found.jobID == (try visit.request.jobID()), let job = try await records.job(found.jobID) else {
            throw Problem.notFound
        }
        let part = ImportPart(found, page: Self.importPage, language: visit.language, time: door.time)
        var values = part.values
        values["job"] = .text(job.job.title)
        values["fault"] = say(fault, visit.language)
        values["heads"] = .list([])
        values["sheet"] = .optional(nil)
        guard found.mayMap else { return values }
        let head = try await importVault.head(ImportPapers(found.importID), for: visit.member.actorID)
        let mapping = if let chosen = found.mapping { chosen } else { try await proposedMapping(for: head) }
        values["heads"] = .list([part.columns(of: head, mapping)])
        values["sheet"] = .optional(part.sheet(of: head))
        return values
    }
}

/// What the form of columns says: for each column what it is.
private struct ImportColumns {
    private let fields: [(column: Int, field: ImportField)]

    init(_ form: Form) {
        fields = (0..<ImportPapers.columnCountMax).compactMap { column in
            form["column-\(column)"].flatMap { ImportField(rawValue: $0) }.map { (column, $0) }
        }
    }

    func mapping() throws -> ImportMapping {
        var columns: [ImportField: Int] = [:]
        for (column, field) in fields {
            guard columns.updateValue(column, forKey: field) == nil else {
                throw Problem(
                    .unprocessableContent, code: "field-twice", detail: "Two columns are said to be the same.")
            }
        }
        return ImportMapping(columns)
    }
}
