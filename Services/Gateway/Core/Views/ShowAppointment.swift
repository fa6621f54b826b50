import Domain
import Events
import Flow

func showAppointmentOffered(
    _ event: AppointmentOffered, _ view: ApplicationView?, _ cause: Cause
) throws(Refusal) -> Decision<ApplicationView> {
    let details = ["appointmentID": event.appointmentID.text, "offeredBy": event.offeredBy.text]
    return show(event, event.applicationID, view, cause, details) { view in
        view.note(event.appointmentID, .offered, at: nil, toldAt: event.offeredAt)
    }
}

func showAppointmentAgreed(
    _ event: AppointmentAgreed, _ view: ApplicationView?, _ cause: Cause
) throws(Refusal) -> Decision<ApplicationView> {
    show(event, event.applicationID, view, cause, ["appointmentID": event.appointmentID.text]) { view in
        view.note(event.appointmentID, .agreed, at: event.slot.startsAt, toldAt: event.agreedAt)
    }
}

func showAppointmentCancelled(
    _ event: AppointmentCancelled, _ view: ApplicationView?, _ cause: Cause
) throws(Refusal) -> Decision<ApplicationView> {
    let details = [
        "appointmentID": event.appointmentID.text, "reason": event.reason, "side": event.side.rawValue,
        "cancelledBy": event.cancelledBy?.text,
    ]
    return show(event, event.applicationID, view, cause, details) { view in
        view.note(event.appointmentID, .cancelled, at: nil, toldAt: event.cancelledAt)
    }
}

func showAppointmentUnanswered(
    _ event: AppointmentUnanswered, _ view: ApplicationView?, _ cause: Cause
) throws(Refusal) -> Decision<ApplicationView> {
    show(event, event.applicationID, view, cause, ["appointmentID": event.appointmentID.text]) { view in
        view.note(event.appointmentID, .unanswered, at: nil, toldAt: event.answerBy)
    }
}

extension ApplicationView {
    /// The newest word counts, whichever is heard last.
    fileprivate mutating func note(
        _ id: AppointmentID, _ status: Appointment.Status, at startsAt: Instant?, toldAt: Instant
    ) {
        if let appointment, appointment.toldAt > toldAt { return }
        // What ends an older one says nothing of the newer one, which is offered in the same moment.
        if let appointment, appointment.appointmentID != id, status != .offered { return }
        appointment = ApplicationView.ArrangedAppointment(
            appointmentID: id, status: status, startsAt: startsAt, toldAt: toldAt)
    }
}
