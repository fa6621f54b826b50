import Domain
import Events
import Flow

/// The candidate is asked to choose; the page says which times there are.
func offerTimes(
    _ event: AppointmentOffered, _ correspondence: Correspondence?, _ job: Job, _ cause: Cause
) throws(Refusal) -> Decision<Correspondence> {
    Notice(
        template: .appointmentOffered, applicationID: event.applicationID, candidateID: event.candidateID,
        language: event.language,
        parameters: [
            "jobTitle": job.title, "appointmentID": event.appointmentID.text, "dueAt": event.answerBy.description,
        ], part: event.appointmentID.text
    ).requested(in: correspondence, cause)
}

extension TellHR {
    /// Both calendars are told of the time, and when it moves.
    func andTellAgreedTime(
        _ event: AppointmentAgreed, _ correspondence: Correspondence?, _ job: Job, _ cause: Cause
    ) throws(Refusal) -> Decision<Correspondence> {
        let parameters = calendar(event.appointmentID, event.slot, event.sequence, job.title)
        let part = "\(event.appointmentID).\(event.sequence)"
        return both(
            [(.appointmentAgreed, event.language), (.appointmentArranged, language)].map { template, language in
                Notice(
                    template: template, applicationID: event.applicationID, candidateID: event.candidateID,
                    language: language, parameters: parameters, part: part)
            }, in: correspondence, cause)
    }

    /// Where a time was agreed both calendars are told that it is not any more, whoever ended it; else HR hears of the candidate's
    /// no, and the candidate reads of other times when there are some.
    func andTellCancelling(
        _ event: AppointmentCancelled, _ correspondence: Correspondence?, _ job: Job, _ cause: Cause
    ) throws(Refusal) -> Decision<Correspondence> {
        var parameters = ["jobTitle": job.title, "reason": event.reason, "appointmentID": event.appointmentID.text]
        var templates: [(MailTemplate, Language)] = []
        if let slot = event.slot {
            parameters.merge(calendar(event.appointmentID, slot, event.sequence, job.title)) { $1 }
            templates = [(.appointmentCancelled, event.language), (.appointmentDropped, language)]
        } else if event.side == .candidate {
            templates = [(.appointmentDropped, language)]
        }
        guard !templates.isEmpty else {
            return .nothing(.noConsequence("The employer took back what nobody had chosen."))
        }
        let part = "\(event.appointmentID).\(event.sequence)"
        return both(
            templates.map { template, language in
                Notice(
                    template: template, applicationID: event.applicationID, candidateID: event.candidateID,
                    language: language, parameters: parameters, part: part)
            }, in: correspondence, cause)
    }

    func ofUnansweredTimes(
        _ event: AppointmentUnanswered, _ correspondence: Correspondence?, _ job: Job, _ cause: Cause
    ) throws(Refusal) -> Decision<Correspondence> {
        Notice(
            template: .appointmentUnanswered, applicationID: event.applicationID, candidateID: event.candidateID,
            language: language, parameters: ["jobTitle": job.title], part: event.appointmentID.text
        ).requested(in: correspondence, cause)
    }
}

/// Several notices of one fact; nothing when all of them were asked for before.
private func both(
    _ notices: [Notice], in correspondence: Correspondence?, _ cause: Cause
) -> Decision<Correspondence> {
    var state = correspondence
    var events: [any Event] = []
    for notice in notices {
        let decision = notice.requested(in: state, cause)
        events += decision.events
        state = decision.state ?? state
    }
    return events.isEmpty ? .nothing(.saidBy(DeliveryRequested.self)) : Decision(state, emitting: events)
}

/// What a mail and its calendar entry are made of; where it is lies in the vault.
private func calendar(
    _ id: AppointmentID, _ slot: AppointmentSlot, _ sequence: Int, _ jobTitle: String
) -> [String: String] {
    [
        "jobTitle": jobTitle, "appointmentID": id.text, "startsAt": slot.startsAt.description,
        "endsAt": slot.endsAt.description, "sequence": "\(sequence)",
    ]
}
