import Domain
import Events
import Flow

/// Times for a talk were offered: what the employer promised to arrange is arranged.
func noteAppointment(
    _ event: AppointmentOffered, _ application: Application?, _ cause: Cause
) throws(Refusal) -> Decision<Application> {
    guard var application else { return .notYet("waits for the admission") }
    guard !application.isClosed else { return .nothing(.saidBy(ApplicationClosed.self)) }
    application.appointmentOfferedAt = max(event.offeredAt, application.appointmentOfferedAt ?? event.offeredAt)
    return Decision(application)
}
