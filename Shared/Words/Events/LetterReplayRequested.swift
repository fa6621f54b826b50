import Domain

/// An administrator gives a dead letter back to the service that buried it. The other services pass it over.
package struct LetterReplayRequested: Event, Hashable {
    /// Whose dead letters it is among.
    package var service: String
    package var partition: Int
    package var offset: Int
    package var decidedBy: ActorID
    package var decidedAt: Instant

    package init(place: LetterPlace, decidedBy: ActorID, decidedAt: Instant) {
        service = place.service
        partition = Int(place.partition)
        offset = Int(place.offset)
        self.decidedBy = decidedBy
        self.decidedAt = decidedAt
    }

    package var place: LetterPlace {
        LetterPlace(service: service, partition: Int32(clamping: partition), offset: Int64(offset))
    }

    package var key: String { place.description }

    package static let schema = Schema(
        "letter-replay-requested", on: .acts,
        "An administrator gives a dead letter back to the service that buried it.",
        [
            .required("service", .text(charactersMax: LetterPlace.serviceBytesMax), "Whose dead letters it is among."),
            .required("partition", .integer(0, Int64(Int32.max)), "Where it lies in their topic."),
            .required("offset", .integer(0, 9_007_199_254_740_991), "Where it lies in the partition."),
            .required("decidedBy", .identifier, "Who wants it."),
            .required("decidedAt", .instant, "When."),
        ])
    package static let samples = [
        LetterReplayRequested(
            place: LetterPlace(service: "scoring", partition: 3, offset: 17), decidedBy: "admin-1", decidedAt: .sample)
    ]
}
