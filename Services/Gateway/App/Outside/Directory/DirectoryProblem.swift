import HTTP
import JSON

/// What is wrong with a request of a directory, with the words of RFC 7644 §3.12.
enum DirectoryProblem {
    static let schema = "urn:ietf:params:scim:api:messages:2.0:Error"
    static let contentType = "application/scim+json"

    /// Our codes beside the standard's own words for them.
    private static let types = [
        "invalid-filter": "invalidFilter", "too-many": "tooMany", "uniqueness": "uniqueness",
        "mutability": "mutability", "malformed-body": "invalidSyntax", "json-expected": "invalidSyntax",
        "invalid-path": "invalidPath", "no-target": "noTarget", "invalid-value": "invalidValue",
    ]

    static func response(_ problem: Problem, _ request: Request) -> Response {
        let document = JSONValue.object([
            .init("schemas", [.string(schema)]), .init("status", .string("\(problem.status)")),
        ])
        .adding("scimType", types[problem.code].map { .string($0) })
        .adding("detail", problem.detail.map { .string($0) })
        let bytes = try? JSON.encode(document)
        var response = Response.bytes(bytes ?? [], type: contentType, status: Status(problem.status))
        for field in problem.headers.fields { response.headers[field.name] = field.value }
        return response
    }

    static let invalidFilter = Problem(
        .badRequest, code: "invalid-filter", detail: "This is no filter by RFC 7644, or it is longer than 2,000 bytes.")
    static let taken = Problem(
        .conflict, code: "uniqueness", detail: "Somebody else has this userName or externalId.")
    static let full = Problem(
        .contentTooLarge, code: "too-many",
        detail: "There are as many as are kept: 20,000 users and 1,000 groups.")
    static let memberUnknown = Problem(
        .badRequest, code: "invalid-value", detail: "A member is nobody here; members are users, by their id.")
    static let noOperation = Problem(
        .badRequest, code: "malformed-body", detail: "Operations is a list of 1 to 1,000 objects with op and value.")
    static let noTarget = Problem(
        .badRequest, code: "no-target", detail: "A removal names the path of what is removed.")

    static func path(_ place: String) -> Problem {
        Problem(.badRequest, code: "invalid-path", detail: "Nothing can be set at \(place).")
    }

    static func value(_ attribute: String, _ wanted: String) -> Problem {
        Problem(.badRequest, code: "invalid-value", detail: "\(attribute) is \(wanted).")
    }

    static func of(_ fault: DirectoryFault) -> Problem {
        switch fault {
        case .taken: taken
        case .tooMany: full
        case .memberUnknown: memberUnknown
        }
    }
}
