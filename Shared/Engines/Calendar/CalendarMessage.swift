import CIcal
import Domain
import Glibc

/// What calendars are told of one appointment: that it is, that it moved, or that it is not (iTIP, RFC 5546).
package struct CalendarMessage: Sendable, Hashable {
    package enum Method: Sendable, Hashable, CaseIterable {
        /// It is then, or from now on.
        case request
        case cancel
    }

    package struct Person: Sendable, Hashable {
        package let name: String
        /// A mail address.
        package let address: String

        package init(name: String, address: String) {
            self.name = name
            self.address = address
        }
    }

    package var method: Method
    /// The same for all that is ever told of this appointment.
    package var identifier: String
    /// Higher with each thing that is told of it.
    package var sequence: Int
    package var startsAt: Instant
    package var endsAt: Instant
    package var summary: String
    package var place: String
    package var text: String
    package var organizer: Person
    package var attendee: Person
    /// When it is told.
    package var toldAt: Instant

    package init(
        _ method: Method, identifier: String, sequence: Int, startsAt: Instant, endsAt: Instant, summary: String,
        place: String = "", text: String = "", organizer: Person, attendee: Person, toldAt: Instant
    ) {
        self.method = method
        self.identifier = identifier
        self.sequence = sequence
        self.startsAt = startsAt
        self.endsAt = endsAt
        self.summary = summary
        self.place = place
        self.text = text
        self.organizer = organizer
        self.attendee = attendee
        self.toldAt = toldAt
    }

    /// The type under which mail programs offer it to the calendar (RFC 6047, 2.4).
    package var contentType: String {
        "text/calendar; charset=utf-8; method=\(method == .request ? "REQUEST" : "CANCEL")"
    }

    /// As iCalendar (RFC 5545), the same bytes each time.
    package func encoded() -> [UInt8] {
        let calendar = icalcomponent_new(ICAL_VCALENDAR_COMPONENT)
        defer { icalcomponent_free(calendar) }
        icalcomponent_add_property(calendar, icalproperty_new_version("2.0"))
        icalcomponent_add_property(calendar, icalproperty_new_prodid("-//Colloquy//Colloquy//EN"))
        icalcomponent_add_property(
            calendar, icalproperty_new_method(method == .request ? ICAL_METHOD_REQUEST : ICAL_METHOD_CANCEL))
        // The calendar owns what is added to it.
        icalcomponent_add_component(calendar, event())
        guard let text = icalcomponent_as_ical_string_r(calendar) else { return [] }
        defer { free(text) }
        return Array(UnsafeRawBufferPointer(start: text, count: strlen(text)))
    }

    private func event() -> OpaquePointer? {
        let event = icalcomponent_new(ICAL_VEVENT_COMPONENT)
        func add(_ property: OpaquePointer?) { icalcomponent_add_property(event, property) }
        add(icalproperty_new_uid(identifier))
        add(icalproperty_new_sequence(Int32(sequence)))
        add(icalproperty_new_dtstamp(Self.time(toldAt)))
        add(icalproperty_new_dtstart(Self.time(startsAt)))
        add(icalproperty_new_dtend(Self.time(endsAt)))
        add(icalproperty_new_summary(summary))
        if !place.isEmpty { add(icalproperty_new_location(place)) }
        if !text.isEmpty { add(icalproperty_new_description(text)) }
        add(icalproperty_new_status(method == .request ? ICAL_STATUS_CONFIRMED : ICAL_STATUS_CANCELLED))
        let from = icalproperty_new_organizer("mailto:\(organizer.address)")
        if !organizer.name.isEmpty { icalproperty_add_parameter(from, icalparameter_new_cn(Self.line(organizer.name))) }
        add(from)
        let to = icalproperty_new_attendee("mailto:\(attendee.address)")
        if !attendee.name.isEmpty { icalproperty_add_parameter(to, icalparameter_new_cn(Self.line(attendee.name))) }
        // The time was chosen on the page, so nobody is asked again.
        icalproperty_add_parameter(to, icalparameter_new_partstat(ICAL_PARTSTAT_ACCEPTED))
        icalproperty_add_parameter(to, icalparameter_new_rsvp(ICAL_RSVP_FALSE))
        add(to)
        return event
    }

    private static func time(_ instant: Instant) -> icaltimetype {
        icaltime_from_timet_with_zone(
            time_t(instant.millisecondsSinceEpoch / 1_000), 0, icaltimezone_get_utc_timezone())
    }

    /// A parameter's value has no line ends.
    private static func line(_ text: String) -> String { String(text.map { $0.isNewline ? " " : $0 }) }
}
