import Domain
import Events
import Flow
import Openings

/// Publish a job.
package struct OpenJob: Submission {
    package static let name = "open-job"
    package var jobID: JobID
    package var job: JobDescription

    package init(jobID: JobID, job: JobDescription) {
        self.jobID = jobID
        self.job = job
    }
}

func openJob(_ body: OpenJob, _ view: JobView?, _ cause: Cause) throws(Refusal) -> Decision<JobView> {
    guard view == nil else { throw Refusal("job-exists", "There is a job of this name.") }
    if let fault = checkOpening(body.job).errors.first { throw Refusal(fault.code, fault.words(in: .english)) }
    return Decision(shown(body.jobID, body.job, nil, cause), emitting: [JobOpened(jobID: body.jobID, job: body.job)])
}

extension Refusal {
    static let noJob = Refusal("no-job", "There is no such job.")
    static let jobClosed = Refusal("job-closed", "This job is closed.")
}
