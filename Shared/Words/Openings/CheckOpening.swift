import Domain
import Events

/// What keeps a job from ever working, and what is odd about it: one check for every door by which jobs come. Errors go first; at most
/// ``OpeningFinding/countMax`` are told.
package func checkOpening(_ job: JobDescription) -> [OpeningFinding] {
    var findings: [OpeningFinding] = []
    if job.title.allSatisfy(\.isWhitespace) || job.title.unicodeScalars.count > 200 {
        findings.append(OpeningFinding(.title, at: "/title"))
    }
    findings += checkCriteria(job.criteria, under: job.policy).findings
    findings +=
        checkQuestions(of: job.interview, under: job.policy) + checkDimensions(of: job.interview) + checkRules(of: job)
    findings += checkRubrics(of: job) + checkAnchors(of: job.interview)
    if job.interview.faceChannel == true, !job.policy.allowsFaces {
        findings.append(OpeningFinding(.facesForbidden, at: "/interview/faceChannel", job.policy.rawValue))
    }
    if let hours = job.offer?.approvalHours {
        let place = "/offer/approvalHours"
        if !(1...PayApprover.hoursMax).contains(hours) { findings.append(OpeningFinding(.approvalHours, at: place)) }
        if job.offer?.approvedBy == nil { findings.append(OpeningFinding(.approvalOfNobody, at: place)) }
    }
    let errors = findings.filter { $0.severity == .error }
    return Array((errors + findings.filter { $0.severity == .warning }).prefix(OpeningFinding.countMax))
}

extension [OpeningFinding] {
    package var errors: [OpeningFinding] { filter { $0.severity == .error } }
    package var warnings: [OpeningFinding] { filter { $0.severity == .warning } }
}
