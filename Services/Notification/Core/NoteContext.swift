import Domain
import Events
import Flow

func noteAdmission(
    _ event: ApplicationAdmitted, _ correspondence: Correspondence?, _ cause: Cause
) throws(Refusal) -> Decision<Correspondence> {
    var correspondence = correspondence ?? Correspondence()
    correspondence.candidateID = event.candidateID
    return Decision(correspondence)
}

func noteJob(_ event: JobOpened, _ job: Job?, _ cause: Cause) throws(Refusal) -> Decision<Job> {
    Decision(Job(title: event.job.title))
}

func noteRevision(_ event: JobRevised, _ job: Job?, _ cause: Cause) throws(Refusal) -> Decision<Job> {
    Decision(Job(title: event.job.title))
}
