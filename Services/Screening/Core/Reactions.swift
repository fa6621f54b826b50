import Domain
import Events
import Flow
import Openings

/// What screening does: it takes applications in and matches their résumés against the job's criteria, and reads tables of them.
///
/// - Parameter takeIn: puts the person into the vault and takes the text out of the résumé.
/// - Parameter judge: `Criteria.init`, or the same from memory.
/// - Parameter readTable: reads the file of an import and lays its rows into the vault.
// swift-format-ignore
package func reactions(
    judge: @escaping Judge = { criteria throws(CriterionError) in try Criteria(criteria) },
    readTable: @escaping Activity<ImportReceived, ReadTable>,
    takeIn: @escaping Activity<ApplicationReceived, AdmittedResume>
) -> [Reaction] {
    [
        on(JobOpened.self,  openJob, emits: JobRefused.self, JobWarned.self),
        on(JobRevised.self, reviseJob, emits: JobRefused.self, JobWarned.self),
        on(JobClosed.self,  closeJob),

        perform(SubmittedApplication.self, reading: Job.self, at: { $0.jobID.text }, whole(takeIn),
                load: .waiting, then: screenApplication(judging: judge), otherwise: refuseApplication,
                emits: ApplicationAdmitted.self, ApplicationScreened.self, ApplicationRefused.self),
        perform(ImportReceived.self, readTable, then: tellRead, otherwise: tellUnreadable,
                emits: ImportRead.self, ImportUnreadable.self),
        on(ApplicationWithdrawn.self, noteWithdrawal),
        on(ApplicationClosed.self, noteClosing),
    ]
}

private func screenApplication(
    judging judge: @escaping Judge
) -> @Sendable (SubmittedApplication, AdmittedResume, Screening?, Job, Cause) throws(Refusal) -> Decision<Screening> {
    { event, admitted, screening, job, cause throws(Refusal) in
        try screenApplication(event, admitted, screening, job, cause, judge: judge)
    }
}

/// What cannot be read as an application goes no further than to be refused.
private func whole(
    _ takeIn: @escaping Activity<ApplicationReceived, AdmittedResume>
) -> Activity<SubmittedApplication, AdmittedResume> {
    { submitted, context in
        switch submitted.content {
        case .whole(let received): return try await takeIn(received, context)
        case .flawed(let flaw): throw ActivityFailure("malformed-event", flaw)
        }
    }
}
