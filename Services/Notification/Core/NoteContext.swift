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

func noteOpening(_ event: JobOpened, _ opening: Opening?, _ cause: Cause) throws(Refusal) -> Decision<Opening> {
    Decision(Opening(title: event.job.title))
}

func noteRevision(_ event: JobRevised, _ opening: Opening?, _ cause: Cause) throws(Refusal) -> Decision<Opening> {
    Decision(Opening(title: event.job.title))
}
