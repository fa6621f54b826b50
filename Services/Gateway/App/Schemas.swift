import CloudEvents
import Domain
import Events
import GatewayCore
import HTTP

/// The bodies that the API shares with the events, derived from the events' own schemas.
enum Schemas {
    static let identifier = HTTP.Schema.text(pattern: "^[A-Za-z0-9._:-]{1,128}$")
    /// The place of a request in the order of what is due.
    static let requestCursor = HTTP.Schema.text(pattern: "^[0-9]{1,15}-[A-Za-z0-9._:-]{1,128}$")
    /// The place of an application among all.
    static let number = HTTP.Schema.text(pattern: "^[1-9][0-9]{0,18}$")

    static let events: [String: HTTP.Schema] = [
        "Application": of(.object(ApplicationReceived.schema.fields)),
        "Job": of(JobDescription.shape),
        "PublishedJob": .object([
            .init("jobID", identifier, "The job."), .init("job", .named("Job"), "All about it."),
        ]),
        "Event": .oneOf(Catalogue.ats.map { event($0.schema) }),
        "Taken": .object([.init("events", .array(of: .string()), "The identities, in the order they came.")]),
    ]

    static let parameters: [String: HTTP.Schema] = [
        "applicationID": identifier, "candidateID": identifier, "jobID": identifier, "uploadID": identifier,
        "questionID": identifier, "requestID": identifier, "importID": identifier, "runNumber": number,
        "answerID": identifier,
        "take": .integer(1...10),
        "material": .string(values: EntryMaterial.allCases.map(\.rawValue)),
        "kind": .string(values: DocumentKind.allCases.map(\.rawValue)),
        "purpose": .string(values: ConsentPurpose.allCases.map(\.rawValue)),
    ]

    /// A CloudEvent in structured mode.
    private static func event(_ schema: Events.Schema) -> HTTP.Schema {
        let attribute = HTTP.Schema.text(charactersMax: CloudEvent.attributeBytesMax, pattern: "^[^\\x00-\\x1f\\x7f]+$")
        return .object([
            .init("specversion", .string(values: ["1.0"]), "Of CloudEvents."),
            .init("id", attribute, "Names the event at its source; the same again is the same event."),
            .init("source", attribute, "A URI reference that names the sender."),
            .init("type", .string(values: [schema.type]), schema.summary),
            .init("data", of(.object(schema.fields)), "What happened."),
        ])
    }

    /// An event's shape in the words of the API's document.
    static func of(_ shape: Shape) -> HTTP.Schema {
        switch shape {
        case .text(let charactersMax): .text(charactersMax: charactersMax)
        case .identifier: identifier
        case .instant: .string(format: "date-time")
        case .date: .string(format: "date")
        case .integer(let low, let high): .integer(Int(clamping: low)...Int(clamping: high))
        case .number(let low, let high): .number(Int(low)...Int(high))
        case .boolean: .boolean
        case .word(let words): .string(values: words)
        case .list(let element, let countMax): .array(of: of(element), countMax: countMax)
        case .map(let value): .map(of: of(value))
        case .object(let fields):
            .object(
                fields.map { .init($0.name, of($0.shape), $0.summary, isRequired: $0.isRequired) })
        case .any: .any
        }
    }
}
