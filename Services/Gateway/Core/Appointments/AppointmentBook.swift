import Domain
import Events
import Flow

/// The talks that were arranged with one candidate, the newest last. Key: the application. At most one of them is open.
///
/// Where a talk is and with whom lies in the vault.
package struct AppointmentBook: Codable, Sendable, Hashable {
    package var applicationID: ApplicationID
    package var candidateID: CandidateID
    package var jobID: JobID
    package var appointments: [Appointment] = []

    /// Of one application; whoever needs more talks to the candidate by telephone.
    package static let countMax = 50

    init(_ body: OfferAppointment) {
        applicationID = body.applicationID
        candidateID = body.candidateID
        jobID = body.jobID
    }

    /// The one that is offered, or agreed and still to come.
    package func open(at now: Instant) -> Appointment? { appointments.last.flatMap { $0.isOpen(at: now) ? $0 : nil } }

    /// The vault's field with where it is and with whom.
    package static func placeField(_ appointment: AppointmentID) -> String { "appointment-place.\(appointment)" }
    package static let placeCharactersMax = 500
}

package struct Appointment: Codable, Sendable, Hashable {
    package enum Status: String, Codable, Sendable, CaseIterable, Hashable {
        /// The candidate has not chosen yet.
        case offered
        case agreed
        case cancelled
        /// Nobody chose in time.
        case unanswered
    }

    package var appointmentID: AppointmentID
    package var slots: [AppointmentSlot]
    package var language: Language
    package var offeredBy: ActorID
    package var offeredAt: Instant
    package var answerBy: Instant
    package var status: Status
    package var slot: AppointmentSlot?
    /// The number of the next thing that calendars are told of it.
    package var sequence = 0
    package var side: AppointmentSide?
    package var reason: String?

    /// A talk whose time has come took place, or did not: nothing about it can be called off any more.
    package func isOpen(at now: Instant) -> Bool {
        status == .offered || status == .agreed && slot.map { $0.startsAt > now } == true
    }

    /// The times that can still be chosen.
    package func choosable(at now: Instant) -> [AppointmentSlot] {
        guard isOpen(at: now), status == .agreed || now < answerBy else { return [] }
        return slots.filter { $0.startsAt > now }
    }
}

extension Refusal {
    static let noAppointment = Refusal("no-appointment", "There is no such appointment.")
    static let appointmentOver = Refusal("appointment-over", "This appointment cannot be changed any more.")
}
