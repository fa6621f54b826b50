import Domain

extension Catalogue {
    package static let appointments: [any Event.Type] = [
        AppointmentOffered.self, AppointmentAgreed.self, AppointmentCancelled.self, AppointmentUnanswered.self,
    ]
}

/// A time at which a talk could be.
package struct AppointmentSlot: Codable, Sendable, Hashable {
    package var startsAt: Instant
    package var endsAt: Instant

    package init(startsAt: Instant, endsAt: Instant) {
        self.startsAt = startsAt
        self.endsAt = endsAt
    }

    /// From a quarter of an hour to a working day.
    package static let minutesRange: ClosedRange<Int64> = 15...480
    package static let countMax = 10

    package static let shape = Shape.object([
        .required("startsAt", .instant, "From when."), .required("endsAt", .instant, "Until when."),
    ])
    package static let sample = AppointmentSlot(
        startsAt: Instant.sample.advanced(byDays: 2), endsAt: Instant.sample.advanced(byDays: 2).advanced(byMinutes: 45)
    )
}

/// Who an appointment is ended by.
package enum AppointmentSide: String, Codable, Sendable, CaseIterable, Hashable {
    case candidate, employer
}

/// Times for a talk between people were offered to a candidate, who chooses one. Where it is and with whom lies in the vault.
package struct AppointmentOffered: Event, Hashable {
    package var applicationID: ApplicationID
    package var candidateID: CandidateID
    package var jobID: JobID
    package var appointmentID: AppointmentID
    package var slots: [AppointmentSlot]
    package var language: Language
    package var offeredBy: ActorID
    package var offeredAt: Instant
    package var answerBy: Instant

    package init(
        applicationID: ApplicationID, candidateID: CandidateID, jobID: JobID, appointmentID: AppointmentID,
        slots: [AppointmentSlot], language: Language, offeredBy: ActorID, offeredAt: Instant, answerBy: Instant
    ) {
        self.applicationID = applicationID
        self.candidateID = candidateID
        self.jobID = jobID
        self.appointmentID = appointmentID
        self.slots = slots
        self.language = language
        self.offeredBy = offeredBy
        self.offeredAt = offeredAt
        self.answerBy = answerBy
    }

    package var key: String { applicationID.text }

    package static let schema = Schema(
        "appointment-offered", on: .acts, "Times for a talk between people were offered to a candidate.",
        Field.appointment + [
            .required("slots", .list(AppointmentSlot.shape, countMax: AppointmentSlot.countMax), "When it could be."),
            .required("language", .language, "Of the mail that says so."),
            .required("offeredBy", .identifier, "Who offers them."),
            .required("offeredAt", .instant, "When."),
            .required("answerBy", .instant, "Until when the candidate can choose."),
        ])
    package static let samples = [
        AppointmentOffered(
            applicationID: "app-1", candidateID: "cand-1", jobID: "job-1", appointmentID: "app-1.talk.1",
            slots: [.sample], language: .english, offeredBy: "hr-1", offeredAt: .sample,
            answerBy: Instant.sample.advanced(byDays: 1))
    ]
}

/// The candidate chose a time, or another one than before.
package struct AppointmentAgreed: Event, Hashable {
    package var applicationID: ApplicationID
    package var candidateID: CandidateID
    package var jobID: JobID
    package var appointmentID: AppointmentID
    package var slot: AppointmentSlot
    /// Counts what was told of this appointment to calendars (RFC 5545, 3.8.7.4).
    package var sequence: Int
    package var language: Language
    package var agreedAt: Instant

    package init(
        applicationID: ApplicationID, candidateID: CandidateID, jobID: JobID, appointmentID: AppointmentID,
        slot: AppointmentSlot, sequence: Int, language: Language, agreedAt: Instant
    ) {
        self.applicationID = applicationID
        self.candidateID = candidateID
        self.jobID = jobID
        self.appointmentID = appointmentID
        self.slot = slot
        self.sequence = sequence
        self.language = language
        self.agreedAt = agreedAt
    }

    package var key: String { applicationID.text }

    package static let schema = Schema(
        "appointment-agreed", on: .acts, "A candidate chose a time for a talk.",
        Field.appointment + [
            .required("slot", AppointmentSlot.shape, "When it is."),
            .required("sequence", .integer(0, 1_000), "Counts what was told of it to calendars."),
            .required("language", .language, "Of the mails that say so."),
            .required("agreedAt", .instant, "When it was chosen."),
        ])
    package static let samples = [
        AppointmentAgreed(
            applicationID: "app-1", candidateID: "cand-1", jobID: "job-1", appointmentID: "app-1.talk.1",
            slot: .sample, sequence: 0, language: .english, agreedAt: .sample)
    ]
}

/// A talk does not take place as it was offered or agreed.
package struct AppointmentCancelled: Event, Hashable {
    package var applicationID: ApplicationID
    package var candidateID: CandidateID
    package var jobID: JobID
    package var appointmentID: AppointmentID
    /// The time that was agreed; nil where none was yet.
    package var slot: AppointmentSlot?
    package var sequence: Int
    package var side: AppointmentSide
    /// `no-time-suits`, `cancelled`, `offered-anew`, `application-closed`, `no-talk-needed`.
    package var reason: String
    package var language: Language
    /// Who of the employer's people did it.
    package var cancelledBy: ActorID?
    package var cancelledAt: Instant

    package init(
        applicationID: ApplicationID, candidateID: CandidateID, jobID: JobID, appointmentID: AppointmentID,
        slot: AppointmentSlot?, sequence: Int, side: AppointmentSide, reason: String, language: Language,
        cancelledBy: ActorID?, cancelledAt: Instant
    ) {
        self.applicationID = applicationID
        self.candidateID = candidateID
        self.jobID = jobID
        self.appointmentID = appointmentID
        self.slot = slot
        self.sequence = sequence
        self.side = side
        self.reason = reason
        self.language = language
        self.cancelledBy = cancelledBy
        self.cancelledAt = cancelledAt
    }

    package var key: String { applicationID.text }

    package static let schema = Schema(
        "appointment-cancelled", on: .acts, "A talk does not take place as it was offered or agreed.",
        Field.appointment + [
            .optional("slot", AppointmentSlot.shape, "When it would have been; absent where no time was agreed."),
            .required("sequence", .integer(0, 1_000), "Counts what was told of it to calendars."),
            .required("side", .word(AppointmentSide.self), "Who ended it."),
            .required("reason", .code, "Why."),
            .required("language", .language, "Of the mails that say so."),
            .optional("cancelledBy", .identifier, "Who of the employer's people did it."),
            .required("cancelledAt", .instant, "When."),
        ])
    package static let samples = [
        AppointmentCancelled(
            applicationID: "app-1", candidateID: "cand-1", jobID: "job-1", appointmentID: "app-1.talk.1",
            slot: .sample, sequence: 1, side: .employer, reason: "cancelled", language: .english, cancelledBy: "hr-1",
            cancelledAt: .sample),
        AppointmentCancelled(
            applicationID: "app-1", candidateID: "cand-1", jobID: "job-1", appointmentID: "app-1.talk.1", slot: nil,
            sequence: 0, side: .candidate, reason: "no-time-suits", language: .chinese, cancelledBy: nil,
            cancelledAt: .sample),
    ]
}

/// The time in which a candidate could choose is over, and none was chosen.
package struct AppointmentUnanswered: Event, Hashable {
    package var applicationID: ApplicationID
    package var candidateID: CandidateID
    package var jobID: JobID
    package var appointmentID: AppointmentID
    package var answerBy: Instant

    package init(
        applicationID: ApplicationID, candidateID: CandidateID, jobID: JobID, appointmentID: AppointmentID,
        answerBy: Instant
    ) {
        self.applicationID = applicationID
        self.candidateID = candidateID
        self.jobID = jobID
        self.appointmentID = appointmentID
        self.answerBy = answerBy
    }

    package var key: String { applicationID.text }

    package static let schema = Schema(
        "appointment-unanswered", on: .acts, "A candidate chose none of the times that were offered, in time.",
        Field.appointment + [.required("answerBy", .instant, "When the time was over.")])
    package static let samples = [
        AppointmentUnanswered(
            applicationID: "app-1", candidateID: "cand-1", jobID: "job-1", appointmentID: "app-1.talk.1",
            answerBy: .sample)
    ]
}

extension Field {
    /// Whose appointment it is, and which.
    fileprivate static let appointment: [Field] = [
        .required("applicationID", .identifier, "The application."),
        .required("candidateID", .identifier, "The candidate."),
        .required("jobID", .identifier, "The job."),
        .required("appointmentID", .identifier, "The appointment."),
    ]
}
