import Domain
import Events
import Flow

package struct ChooseSlot: Submission {
    package static let name = "choose-slot"
    package var appointmentID: AppointmentID
    package var startsAt: Instant

    package init(appointmentID: AppointmentID, startsAt: Instant) {
        self.appointmentID = appointmentID
        self.startsAt = startsAt
    }
}

/// The candidate takes one of the times, or another one than before: the same appointment, moved.
func chooseSlot(
    _ body: ChooseSlot, _ book: AppointmentBook?, _ cause: Cause
) throws(Refusal) -> Decision<AppointmentBook> {
    guard var book, let index = book.appointments.firstIndex(where: { $0.appointmentID == body.appointmentID }) else {
        throw .noAppointment
    }
    let appointment = book.appointments[index]
    if appointment.status == .agreed, appointment.slot?.startsAt == body.startsAt { return .nothing(.answered) }
    guard let slot = appointment.choosable(at: cause.now).first(where: { $0.startsAt == body.startsAt }) else {
        throw .appointmentOver
    }
    book.appointments[index].status = .agreed
    book.appointments[index].slot = slot
    book.appointments[index].sequence += 1
    return Decision(
        book,
        emitting: AppointmentAgreed(
            applicationID: book.applicationID, candidateID: book.candidateID, jobID: book.jobID,
            appointmentID: appointment.appointmentID, slot: slot, sequence: appointment.sequence,
            language: appointment.language, agreedAt: cause.now))
}

package struct CancelAppointment: Submission {
    package static let name = "cancel-appointment"
    package var appointmentID: AppointmentID
    package var side: AppointmentSide
    package var cancelledBy: ActorID?

    package init(appointmentID: AppointmentID, side: AppointmentSide, cancelledBy: ActorID?) {
        self.appointmentID = appointmentID
        self.side = side
        self.cancelledBy = cancelledBy
    }
}

/// Either side may say that it cannot be; the other one is told.
func cancelAppointment(
    _ body: CancelAppointment, _ book: AppointmentBook?, _ cause: Cause
) throws(Refusal) -> Decision<AppointmentBook> {
    guard var book, let appointment = book.appointments.first(where: { $0.appointmentID == body.appointmentID }) else {
        throw .noAppointment
    }
    guard book.open(at: cause.now)?.appointmentID == body.appointmentID else {
        guard appointment.status == .cancelled, appointment.side == body.side else { throw .appointmentOver }
        return .nothing(.answered)
    }
    let reason = body.side == .candidate && appointment.status == .offered ? "no-time-suits" : "cancelled"
    let ended = book.cancelOpen(by: body.side, reason: reason, actor: body.cancelledBy, cause)
    return Decision(book, emitting: ended.map { [$0] as [any Event] } ?? [])
}

/// Who gets an offer needs no talk any more: what is still to come is called off. Times that were offered after the change are of a
/// later one, and stay.
func endNeedlessAppointments(
    _ event: StageChanged, _ book: AppointmentBook?, _ cause: Cause
) throws(Refusal) -> Decision<AppointmentBook> {
    guard [.offer, .contract].contains(event.to) else {
        return .nothing(.noConsequence("The stage says nothing about talks."))
    }
    guard var book, (book.open(at: cause.now)?.offeredAt).map({ $0 <= cause.occurredAt ?? cause.now }) ?? false,
        let ended = book.cancelOpen(by: .employer, reason: "no-talk-needed", actor: event.decidedBy, cause)
    else { return .nothing(.noConsequence("No talk is arranged.")) }
    return Decision(book, emitting: [ended])
}

/// With the application's end nobody comes to a talk any more.
func endAppointments(
    _ event: ApplicationClosed, _ book: AppointmentBook?, _ cause: Cause
) throws(Refusal) -> Decision<AppointmentBook> {
    guard var book, let ended = book.cancelOpen(by: .employer, reason: "application-closed", actor: nil, cause) else {
        return .nothing(.noConsequence("No talk is arranged."))
    }
    return Decision(book, emitting: [ended])
}
