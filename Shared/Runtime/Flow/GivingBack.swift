import Domain
import Events

/// What a service knows of a dead letter of its own that was given back to it.
package struct GivenBackLetter: Codable, Sendable, Hashable {
    /// What was made of it when it was looked for.
    package enum Taking: String, Codable, Sendable, CaseIterable {
        /// It is in the service's table again, and is decided on like everything there.
        case taken
        /// It was given back before, by this way or another.
        case repeated
        /// It is not in its topic any more.
        case gone
        /// This program cannot read it, or has no row for it; another version may.
        case unreadable
    }

    package var taking: Taking
    /// The parked row that it became, and its identity in the inbox, as texts.
    package var itemID: String?
    package var inboxID: String?
    package var takenAt: Instant

    package init(taking: Taking, itemID: String? = nil, inboxID: String? = nil, takenAt: Instant) {
        self.taking = taking
        self.itemID = itemID
        self.inboxID = inboxID
        self.takenAt = takenAt
    }
}

/// The row that every service has beside its own table: a dead letter of its own that is given back is parked again. What is
/// meant for another service is passed over before anything is read or parked.
package func givesBack(
    _ service: String, _ giveBack: @escaping Activity<LetterReplayRequested, GivenBackLetter>
) -> Reaction {
    let event = LetterReplayRequested.self
    let decide:
        @Sendable (LetterReplayRequested, GivenBackLetter, GivenBackLetter?, Cause) throws(Refusal) ->
            Decision<GivenBackLetter> = { _, found, known, _ throws(Refusal) in
                // Who asks twice learns nothing new; what the first time brought stays.
                found.taking == .repeated && known != nil ? Decision(known) : Decision(found)
            }
    return Reaction(
        trigger: .event(event), name: event.schema.type, emits: [], eventKey: keyReader(event),
        activity: activityRow(giveBack, .waiting, decide, nil, nil), state: GivenBackLetter.self
    ) { scope throws(Reaction.Fault) in
        let body = try scope.read(event)
        return body.service == service ? scope.park(subject: "") : .ignored
    }
}
