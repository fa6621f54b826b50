import Domain
import Events
import Flow

package struct OfferAppointment: Submission {
    package static let name = "offer-appointment"
    package var applicationID: ApplicationID
    package var candidateID: CandidateID
    package var jobID: JobID
    package var appointmentID: AppointmentID
    package var slots: [AppointmentSlot]
    package var language: Language
    /// For how long the candidate can choose.
    package var hours: Int
    package var offeredBy: ActorID

    package init(
        applicationID: ApplicationID, candidateID: CandidateID, jobID: JobID, appointmentID: AppointmentID,
        slots: [AppointmentSlot], language: Language, hours: Int, offeredBy: ActorID
    ) {
        self.applicationID = applicationID
        self.candidateID = candidateID
        self.jobID = jobID
        self.appointmentID = appointmentID
        self.slots = slots
        self.language = language
        self.hours = hours
        self.offeredBy = offeredBy
    }

    package static let hoursRange = 1...336
}

/// The time to choose is over.
struct AppointmentExpiry: Timer {
    static let name = "appointment-expiry"
    var appointmentID: AppointmentID
}

/// Times are offered; what was offered or agreed before is over, and calendars are told so.
func offerAppointment(
    _ body: OfferAppointment, _ book: AppointmentBook?, _ cause: Cause
) throws(Refusal) -> Decision<AppointmentBook> {
    var book = book ?? AppointmentBook(body)
    guard !book.appointments.contains(where: { $0.appointmentID == body.appointmentID }) else {
        return .nothing(.answered)
    }
    if let refusal = OfferAppointment.refusal(body.slots, hours: body.hours, at: cause.now) { throw refusal }
    guard book.appointments.count < AppointmentBook.countMax else {
        throw Refusal("too-many-appointments", "50 appointments of one application are the most.")
    }
    let ended = book.cancelOpen(by: .employer, reason: "offered-anew", actor: body.offeredBy, cause)
    // Whoever chooses must have time to come.
    let last = body.slots.map(\.startsAt).max() ?? cause.now
    let answerBy = min(cause.now.advanced(byHours: Int64(body.hours)), last)
    let appointment = Appointment(
        appointmentID: body.appointmentID, slots: body.slots.sorted { $0.startsAt < $1.startsAt },
        language: body.language, offeredBy: body.offeredBy, offeredAt: cause.now, answerBy: answerBy, status: .offered)
    book.appointments.append(appointment)
    return Decision(
        book,
        emitting: (ended.map { [$0] as [any Event] } ?? [])
            + [
                AppointmentOffered(
                    applicationID: book.applicationID, candidateID: book.candidateID, jobID: book.jobID,
                    appointmentID: appointment.appointmentID, slots: appointment.slots, language: body.language,
                    offeredBy: body.offeredBy, offeredAt: cause.now, answerBy: answerBy)
            ], waking: [Wake(AppointmentExpiry(appointmentID: appointment.appointmentID), at: answerBy)])
}

extension OfferAppointment {
    /// Why these times cannot be offered.
    package static func refusal(_ slots: [AppointmentSlot], hours: Int, at now: Instant) -> Refusal? {
        guard (1...AppointmentSlot.countMax).contains(slots.count), Set(slots).count == slots.count else {
            return Refusal("malformed-slots", "One to ten different times are offered.")
        }
        for slot in slots {
            let minutes = slot.endsAt.milliseconds(since: slot.startsAt) / 60_000
            guard AppointmentSlot.minutesRange.contains(minutes) else {
                return Refusal("malformed-slots", "A talk takes from 15 minutes to 8 hours.")
            }
            guard slot.startsAt > now, slot.startsAt < now.advanced(byDays: 180) else {
                return Refusal("malformed-slots", "A talk is in the future, and within half a year.")
            }
        }
        guard hoursRange.contains(hours) else {
            return Refusal("malformed-slots", "A candidate has from one hour to 14 days to choose.")
        }
        return nil
    }
}

/// Nobody chose in time: the employer's people are told, once.
func missAppointment(
    _ timer: AppointmentExpiry, _ book: AppointmentBook?, _ cause: Cause
) throws(Refusal) -> Decision<AppointmentBook> {
    guard var book, let index = book.appointments.firstIndex(where: { $0.appointmentID == timer.appointmentID }),
        book.appointments[index].status == .offered
    else { return .nothing(.noConsequence("A time was chosen, or the offer is over.")) }
    book.appointments[index].status = .unanswered
    return Decision(
        book,
        emitting: AppointmentUnanswered(
            applicationID: book.applicationID, candidateID: book.candidateID, jobID: book.jobID,
            appointmentID: timer.appointmentID, answerBy: book.appointments[index].answerBy))
}

extension AppointmentBook {
    /// Ends what is open, and says so.
    mutating func cancelOpen(
        by side: AppointmentSide, reason: String, actor: ActorID?, _ cause: Cause
    ) -> AppointmentCancelled? {
        guard let index = appointments.indices.last, appointments[index].isOpen(at: cause.now) else { return nil }
        let before = appointments[index]
        appointments[index].status = .cancelled
        appointments[index].side = side
        appointments[index].reason = reason
        appointments[index].sequence += 1
        return AppointmentCancelled(
            applicationID: applicationID, candidateID: candidateID, jobID: jobID, appointmentID: before.appointmentID,
            slot: before.slot, sequence: before.sequence, side: side, reason: reason, language: before.language,
            cancelledBy: actor, cancelledAt: cause.now)
    }
}
