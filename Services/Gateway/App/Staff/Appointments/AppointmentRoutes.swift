import Crypto
import Domain
import Events
import GatewayCore
import HTTP
import Templates

extension Gateway {
    /// Times for a talk: offered to the candidate, and taken back.
    var appointmentRoutes: [Route] { [timesOffered, appointmentCancelled] }

    static let slotFieldCount = 5
    static let appointmentMinutes = [30, 45, 60, 90, 120]
    static let appointmentHours = [24, 48, 72, 168]

    private var timesOffered: Route {
        consoleForm("/hr/applications/{applicationID}/appointments", for: .arrangeAppointments) { visit, form in
            let view = try await view(visit.request)
            guard view.mayMeet, let candidate = view.candidateID, let job = view.jobID else {
                throw Problem.notAtThisStage
            }
            let asked = AskedTimes(form, door.time)
            if let fault = asked.fault(at: now()) {
                var values = try await applicationValues(visit)
                values.merge(appointmentForm(asked, fault: fault, visit.language)) { $1 }
                return .show(Self.applicationPage, values, .unprocessableContent)
            }
            // One offer is one form with what it says: whoever comes back to it and sends other times makes another offer, and the
            // place that the first one told stays with it.
            let hash = SHA256.hash("\(view.applicationID)/\(form["key"] ?? "")/\(asked.mark)").hex
            let id = try AppointmentID("talk-\(hash.prefix(24))")
            // The place first: a mail may be written the moment the times are offered.
            try await person.putFields([AppointmentBook.placeField(id): asked.place], candidate)
            let act = OfferAppointment(
                applicationID: view.applicationID, candidateID: candidate, jobID: job, appointmentID: id,
                slots: asked.slots, language: view.language ?? .chinese, hours: asked.hours,
                offeredBy: visit.member.actorID)
            _ = try await accept(
                act, key: view.applicationID.text,
                idempotencyKey: "staff/\(visit.member.actorID)/\(view.applicationID)/\(id)")
            return .go("/hr/applications/\(view.applicationID)?done=appointment")
        }
    }

    private var appointmentCancelled: Route {
        consoleForm(
            "/hr/applications/{applicationID}/appointments/{appointmentID}/cancellation", for: .arrangeAppointments
        ) { visit, form in
            let view = try await view(visit.request)
            let id = try visit.request.parameter("appointmentID") { try? AppointmentID($0) }
            let act = CancelAppointment(appointmentID: id, side: .employer, cancelledBy: visit.member.actorID)
            try await record(act, of: view, visit, form)
            return .go("/hr/applications/\(view.applicationID)?done=appointment-cancelled")
        }
    }
}

/// What the form of times says.
struct AskedTimes: Sendable {
    let texts: [String]
    let minutes: Int
    let hours: Int
    let place: String
    let slots: [AppointmentSlot]
    private let isReadable: Bool

    /// Nothing filled in yet.
    init() {
        texts = []
        minutes = 45
        hours = 48
        place = ""
        slots = []
        isReadable = true
    }

    init(_ form: Form, _ time: LocalTime) {
        texts = (0..<Gateway.slotFieldCount).map { form["slot-\($0)"] ?? "" }
        minutes = form["minutes"].flatMap { Int($0) } ?? 0
        hours = form["hours"].flatMap { Int($0) } ?? 0
        place = String((form["place"] ?? "").drop { $0.isWhitespace })
        let filled = texts.filter { !$0.isEmpty }
        let starts = filled.compactMap { time.instant(of: $0) }
        isReadable = starts.count == filled.count
        let length = Int64(minutes)
        slots = starts.map { AppointmentSlot(startsAt: $0, endsAt: $0.advanced(byMinutes: length)) }
    }

    /// By which two offers are told apart.
    var mark: String { (texts + ["\(minutes)", "\(hours)", place]).joined(separator: "\n") }

    /// The word for what is wrong.
    func fault(at now: Instant) -> String? {
        guard isReadable, !slots.isEmpty else { return "appointment-fault-times" }
        guard !place.isEmpty, place.count <= AppointmentBook.placeCharactersMax else {
            return "appointment-fault-place"
        }
        return OfferAppointment.refusal(slots, hours: hours, at: now) == nil ? nil : "appointment-fault-times"
    }
}

extension ApplicationView {
    /// Whether the application stands where people meet.
    var mayMeet: Bool { !isOver && (stage == .humanInterview || stage == .secondInterview) }
}
