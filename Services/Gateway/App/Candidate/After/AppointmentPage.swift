import Domain
import Events
import Flow
import GatewayCore
import HTTP
import Templates

extension Gateway {
    /// The talk that the employer offers: the candidate takes one of the times, another one, or says that it cannot be.
    var appointmentPages: [Route] { [appointmentShown, slotChosen, appointmentDropped] }

    private static let appointmentPage = CandidatePage(
        "appointment", path: "/i/appointment", words: .appointments.joined(with: .helping),
        PackageResources.appointment_html)

    private var appointmentShown: Route {
        page(Self.appointmentPage, roles: Role.everyCandidate) { try await appointmentValues($0) }
    }

    private var slotChosen: Route {
        form("/i/appointment", roles: Role.everyCandidate) { visit, form in
            guard let id = form["appointment"].flatMap({ try? AppointmentID($0) }),
                let startsAt = form["slot"].flatMap({ try? Instant($0) })
            else {
                let values = try await appointmentValues(visit, fault: "appointment-choose-one")
                return .again(Self.appointmentPage, values, .unprocessableContent)
            }
            return try await arranging(ChooseSlot(appointmentID: id, startsAt: startsAt), visit)
        }
    }

    private var appointmentDropped: Route {
        form("/i/appointment/cancellation", roles: Role.everyCandidate) { visit, form in
            guard let id = form["appointment"].flatMap({ try? AppointmentID($0) }) else { throw Problem.notFound }
            return try await arranging(
                CancelAppointment(appointmentID: id, side: .candidate, cancelledBy: nil), visit)
        }
    }

    /// What cannot be done any more is shown as it stands by now.
    private func arranging(_ act: some Submission, _ visit: PageVisit) async throws -> FormAnswer {
        do {
            _ = try await accept(act, key: visit.visitor.application.text, visit.request)
            return .go("/i/appointment")
        } catch let problem as Problem where ["appointment-over", "no-appointment"].contains(problem.code) {
            let values = try await appointmentValues(visit, fault: "appointment-changed")
            return .again(Self.appointmentPage, values, .conflict)
        }
    }

    /// The word for how the talk stands. Whoever's application has ended is told of no other times.
    private func standing(of appointment: Appointment, isOver: Bool, canChoose: Bool) -> String {
        switch (appointment.status, appointment.reason) {
        case (.cancelled, "no-talk-needed"): "appointment-is-needless"
        case (.cancelled, _) where isOver: "appointment-is-ended"
        case (.cancelled, "application-closed"): "appointment-is-ended"
        case (.offered, _) where isOver: "appointment-is-ended"
        case (.offered, _) where !canChoose: "appointment-is-over"
        default: "appointment-is-\(appointment.status)"
        }
    }

    private func appointmentValues(_ visit: PageVisit, fault: String? = nil) async throws -> [String: TemplateValue] {
        let (page, language) = (Self.appointmentPage, visit.language)
        let application = visit.visitor.application
        guard let book = try await records.appointments(application), let current = book.appointments.last else {
            throw Problem.notFound
        }
        let choosable = visit.view?.isOver == true ? [] : current.choosable(at: now())
        let place = try await person.fields(
            [AppointmentBook.placeField(current.appointmentID)], book.candidateID, "candidate", "own-appointment"
        ).values.first
        let name = standing(of: current, isOver: visit.view?.isOver == true, canChoose: !choosable.isEmpty)
        return [
            "fault": .optional(fault.map { page.say($0, in: language) }),
            "standing": .text(page.say(name, in: language)),
            "time": .optional(
                current.slot.flatMap {
                    current.status == .agreed ? door.time.text($0.startsAt, in: language, withWeekday: true) : nil
                }),
            "place": .optional(current.status == .offered || current.status == .agreed ? place : nil),
            "appointment": .text(current.appointmentID.text),
            "canChoose": .flag(!choosable.isEmpty), "isAgreed": .flag(current.status == .agreed),
            "until": .optional(
                current.status == .offered && !choosable.isEmpty
                    ? page.say(
                        "appointment-until", in: language,
                        ["time": door.time.text(current.answerBy, in: language, withWeekday: true)])
                    : nil),
            "slots": .list(
                choosable.map { slot in
                    let minutes = slot.endsAt.milliseconds(since: slot.startsAt) / 60_000
                    return .object([
                        "value": .text(slot.startsAt.description), "isChosen": .flag(slot == current.slot),
                        "time": .text(door.time.text(slot.startsAt, in: language, withWeekday: true)),
                        "length": .text(page.say("appointment-length", in: language, ["count": "\(minutes)"])),
                    ])
                }),
            "canCancel": .flag(current.isOpen(at: now()) && visit.view?.isOver != true),
        ]
    }
}
