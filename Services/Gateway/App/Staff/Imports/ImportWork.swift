import Domain
import Events
import Flow
import GatewayCore
import Telemetry
import Vault

/// What the gateway does for imports: looks at all rows, hands the good ones in, deletes what is over.
struct ImportWork: Sendable {
    let papers: ImportVault
    let records: ImportRecords
    let job: Records.Find<JobID, JobView>
    let publish: Gateway.Publish
    /// The employer's clock, by which days are days.
    let offsetMinutes: Int

    /// Records on their way to the broker at a time, of all imports of a process.
    static let inFlightMax = 128
    /// Of one part, so that two jobs' imports have room side by side.
    private static let partInFlightMax = 60

    var activities: ImportActivities {
        ImportActivities(
            check: { work, context in try await check(work, context) },
            write: { work, context in try await write(work, context) },
            discard: { work, _ in
                try await papers.discard(ImportPapers(work.importID), isWhole: work.isWhole)
                return true
            })
    }

    private func check(_ work: CheckImport, _ context: ActivityContext) async throws -> ImportCheck {
        let papers = ImportPapers(work.importID)
        let head = try await self.papers.head(papers)
        let reader = reader(work.mapping, head, context)
        let taken = try await taken(work, papers, reader)
        var checker = ImportChecker(reader, known: try await known(work), isTaken: { taken.contains($0) })
        for part in 0..<work.partCount {
            for row in try await self.papers.rows(part, papers, purpose: "import-check") { checker.look(at: row) }
        }
        let refused = RefusedRows(columns: head.columns, rows: checker.refused)
        try await self.papers.put(refused, check: work.number, papers)
        return checker.check
    }

    private func reader(_ mapping: ImportMapping, _ head: TableHead, _ context: ActivityContext) -> ImportReader {
        ImportReader(mapping, isEpoch1904: head.isEpoch1904, today: context.now.day(offsetMinutes: offsetMinutes))
    }

    /// Which of the identifiers that the table gives are there already.
    private func taken(
        _ work: CheckImport, _ papers: ImportPapers, _ reader: ImportReader
    ) async throws -> Set<ApplicationID> {
        guard work.mapping.columns[.applicationID] != nil else { return [] }
        var taken: Set<ApplicationID> = []
        for part in 0..<work.partCount {
            let ids = try await self.papers.rows(part, papers, purpose: "import-check").compactMap { row in
                (try? reader.read(row).get())?.applicationID
            }
            taken.formUnion(try await records.taken(ids))
        }
        return taken
    }

    /// Who has applied for the job before, by how they are reached.
    private func known(_ work: CheckImport) async throws -> ImportChecker.Known {
        var known = ImportChecker.Known()
        var last: Int64 = 0
        while true {
            let applicants = try await records.applicants(work.jobID, last)
            guard let end = applicants.last else { return known }
            last = end.number
            let found = try await papers.contacts(
                of: applicants.map(\.candidateID), fields: ["name", "email", "phone"], for: work.actorID)
            for candidate in applicants.map(\.candidateID) {
                known.add(name: found[0][candidate], email: found[1][candidate], phone: found[2][candidate])
            }
        }
    }

    /// Hands one part's good rows in. Their identities follow from the import and the row, so that a second run makes nothing twice.
    private func write(_ work: WriteImportPart, _ context: ActivityContext) async throws -> WrittenPart {
        guard let job = try await job(work.jobID), job.isOpen else { return .jobClosed }
        let papers = ImportPapers(work.importID)
        let reader = reader(work.mapping, try await self.papers.head(papers), context)
        let refused = try await self.papers.verdict(work.checkNumber, papers)
        let rows = try await self.papers.rows(work.part, papers, purpose: "import-hand-in")
        let events = rows.compactMap { row -> ImportedRow? in
            guard !refused.contains(row.row), let person = try? reader.read(row).get() else { return nil }
            return ImportedRow(
                number: row.row,
                event: person.application(
                    of: work.jobID, in: work.importID, row: row.row, job.job.language, offsetMinutes: offsetMinutes))
        }
        let source = "/gateway/imports/\(work.importID)"
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (index, row) in events.enumerated() {
                if index >= Self.partInFlightMax { try await group.next() }
                group.addTask { try await publish(row.event, source, "\(row.number)") }
            }
            try await group.waitForAll()
        }
        ImportMetric.rows("handed-in").increment(by: Int64(events.count))
        ImportMetric.rows("refused").increment(by: Int64(rows.count - events.count))
        return .written(events.count)
    }
}

private struct ImportedRow: Sendable {
    let number: Int
    let event: ApplicationReceived
}

private enum ImportMetric {
    static func rows(_ outcome: String) -> Counter {
        Counter(
            label: "colloquy_import_rows_total", dimensions: [("outcome", outcome)],
            help: "Rows of imported tables by what became of them.")
    }
}
