import Domain

/// Applications of one job that stand side by side.
package struct ComparisonChoice: Hashable, Sendable {
    /// Fewer are no comparison; more are no longer read across on one page.
    package static let countMin = 2
    package static let countMax = 5

    package enum Fault: String, Error, CaseIterable, Sendable {
        case tooFew = "too-few"
        case tooMany = "too-many"
        /// One of them is none of this job, or none at all: which of the two is not said.
        case otherJob = "other-job"
        /// The data of one of them was erased.
        case erased
    }

    /// In the order in which they were chosen, each once.
    package let applicationIDs: [ApplicationID]

    /// - Parameter asked: identifiers as a form sends them.
    package init(_ asked: [String]) throws(Fault) {
        var found: [ApplicationID] = []
        for text in asked where !text.isEmpty {
            guard let id = try? ApplicationID(text) else { throw .otherJob }
            if !found.contains(id) { found.append(id) }
            if found.count > Self.countMax { throw .tooMany }
        }
        if found.count < Self.countMin { throw .tooFew }
        applicationIDs = found
    }

    /// Whether what was found is what may stand side by side.
    package static func check(_ view: ApplicationView?, of job: JobID) throws(Fault) -> ApplicationView {
        guard let view, view.jobID == job else { throw .otherJob }
        if view.erasedAt != nil { throw .erased }
        return view
    }
}
