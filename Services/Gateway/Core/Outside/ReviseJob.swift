import Domain
import Events
import Flow
import Openings

/// Change a job for what happens from now on.
package struct ReviseJob: Submission {
    package static let name = "revise-job"
    package var jobID: JobID
    package var job: JobDescription

    package init(jobID: JobID, job: JobDescription) {
        self.jobID = jobID
        self.job = job
    }
}

func reviseJob(_ body: ReviseJob, _ view: JobView?, _ cause: Cause) throws(Refusal) -> Decision<JobView> {
    guard let view else { throw .noJob }
    guard view.isOpen else { throw .jobClosed }
    if let fault = checkOpening(body.job).errors.first { throw Refusal(fault.code, fault.words(in: .english)) }
    return Decision(shown(body.jobID, body.job, view, cause), emitting: [JobRevised(jobID: body.jobID, job: body.job)])
}
