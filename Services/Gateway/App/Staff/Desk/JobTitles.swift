import Domain
import Events
import GatewayCore

/// What jobs are called, kept for a moment: every list shows some, and there are few and they seldom change.
package actor JobTitles {
    private static let memoryMilliseconds: Int64 = 15_000
    private static let pageCount = 200
    private static let countMax = 2_000
    private var titles: [JobID: String] = [:]
    private var readAt: Instant?

    package init() {}

    func all(_ records: Records, at now: Instant) async throws -> [JobID: String] {
        if let readAt, now < readAt.advanced(byMilliseconds: Self.memoryMilliseconds) { return titles }
        var found: [JobID: String] = [:]
        var after = ""
        while found.count < Self.countMax {
            let jobs = try await records.jobs(after, Self.pageCount)
            for job in jobs { found[job.jobID] = job.job.title }
            guard jobs.count == Self.pageCount, let last = jobs.last else { break }
            after = last.jobID.text
        }
        titles = found
        readAt = now
        return found
    }
}
