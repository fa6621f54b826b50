import Domain
import Events

/// What comes in: an application changed. The filler that makes it 700 bytes is never read.
struct ApplicationChanged: Event {
    var id: String
    var applicationID: ApplicationID
    var n: Int64

    var key: String { applicationID.text }

    static let schema = Schema(
        "bench.application.changed", on: Topic("bench.in", owner: "bench"), "An application changed.",
        [
            .required("id", .identifier, "The event."), .required("applicationID", .identifier, "The application."),
            .required("n", .integer(0, 1 << 40), "Its number among all."),
        ])
    static let samples = [ApplicationChanged(id: "e-1", applicationID: "app-0001", n: 1)]
}

/// What follows: a running count and sum of the application's events, 700 bytes.
struct ApplicationCounted: Event {
    var causeID: String
    var applicationID: ApplicationID
    var n: Int64
    var count: Int64
    var sum: Int64
    var filler: String

    var key: String { applicationID.text }

    static let schema = Schema(
        "bench.application.counted", on: Topic("bench.out", owner: "bench"), "An application's events were counted.",
        [
            .required("causeID", .identifier, "The event that was counted."),
            .required("applicationID", .identifier, "The application."),
            .required("n", .integer(0, 1 << 40), "The number of that event."),
            .required("count", .integer(1, 1 << 40), "How many events the application has had."),
            .required("sum", .integer(0, 1 << 60), "The sum of their numbers."),
            .required("filler", .text(charactersMax: 700), "Makes the event as large as one in service."),
        ])
    static let samples = [
        ApplicationCounted(causeID: "e-1", applicationID: "app-0001", n: 1, count: 1, sum: 1, filler: "f")
    ]
}
