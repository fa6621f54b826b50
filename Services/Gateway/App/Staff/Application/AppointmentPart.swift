import Domain
import Events
import GatewayCore
import Templates

extension Gateway {
    /// The talk with the candidate: when, where, and times to offer.
    func appointmentValues(_ dossier: ApplicationDossier, _ visit: StaffVisit) -> [String: TemplateValue] {
        let view = dossier.view
        let mayArrange = visit.may(.arrangeAppointments) && view.mayMeet
        let current = dossier.appointments?.appointments.last
        guard current != nil || mayArrange else { return ["appointments": .list([]), "arranging": .list([])] }
        let page = Self.applicationPage
        let language = visit.language
        var shown: [TemplateValue] = []
        if let current {
            let time = current.slot.map { door.time.text($0.startsAt, in: language) }
            let status = page.say("appointment", current.status.rawValue, in: language)
            let until = page.say(
                "appointment-until", in: language, ["time": door.time.text(current.answerBy, in: language)])
            shown.append(
                .object([
                    "status": .text(status), "time": .optional(time),
                    "isWarned": .flag(current.status == .cancelled || current.status == .unanswered),
                    "until": .optional(current.status == .offered ? until : nil),
                    "times": .list(
                        current.status == .offered
                            ? current.slots.map { .text(door.time.text($0.startsAt, in: language)) } : []),
                    "place": .optional(dossier.fields[AppointmentBook.placeField(current.appointmentID)]),
                    "why": .optional(current.reason.map { page.say("appointment-reason", $0, in: language) }),
                    "cancel": .optional(
                        current.isOpen(at: now()) && visit.may(.arrangeAppointments)
                            ? "/hr/applications/\(view.applicationID)/appointments/\(current.appointmentID)/cancellation"
                            : nil),
                ]))
        }
        return ["appointments": .list(shown)].merging(
            mayArrange ? appointmentForm(AskedTimes(), fault: nil, language) : ["arranging": .list([])]
        ) { $1 }
    }

    /// - Parameter fault: the word for what is wrong.
    func appointmentForm(_ asked: AskedTimes, fault: String?, _ language: Language) -> [String: TemplateValue] {
        let page = Self.applicationPage
        func choices(_ numbers: [Int], _ chosen: Int, _ word: String) -> TemplateValue {
            .list(
                numbers.map { number in
                    choice(
                        "\(number)", page.say(word, in: language, ["count": "\(number)"]), isChosen: number == chosen)
                })
        }
        return [
            "arranging": .list([
                .object([
                    "fault": .optional(fault.map { page.say($0, in: language) }), "formKey": Self.formKey(),
                    "slots": .list(
                        (0..<Self.slotFieldCount).map { index in
                            .object([
                                "number": .text("\(index + 1)"), "name": .text("slot-\(index)"),
                                "value": .text(index < asked.texts.count ? asked.texts[index] : ""),
                                "isFirst": .flag(index == 0),
                            ])
                        }),
                    "least": .text(door.time.field(now())), "place": .text(asked.place),
                    "minutes": choices(Self.appointmentMinutes, asked.minutes, "appointment-minutes"),
                    "hours": choices(Self.appointmentHours, asked.hours, "appointment-hours"),
                    "zone": .text(
                        page.say("appointment-zone", in: language, ["time": door.time.text(now(), in: language)])),
                ])
            ])
        ]
    }
}
