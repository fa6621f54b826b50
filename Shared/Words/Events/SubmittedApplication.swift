import Domain
import JSON

/// `ApplicationReceived` as it came from outside: whole, or only saying which application of which job it is. So a sender
/// who makes a mistake can be told of it under the name that the application has for both sides.
package struct SubmittedApplication: Sendable {
    package enum Content: Sendable {
        case whole(ApplicationReceived)
        /// What is wrong, by the place of the fault and never by what stood there.
        case flawed(String)
    }

    package let applicationID: ApplicationID
    package let jobID: JobID
    package let content: Content

    package init(_ received: ApplicationReceived) {
        applicationID = received.applicationID
        jobID = received.jobID
        content = .whole(received)
    }
}

/// Another reading of an event that is in the catalogue.
extension SubmittedApplication: Event {
    private enum CodingKeys: String, CodingKey { case applicationID, jobID }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        applicationID = try container.decode(ApplicationID.self, forKey: .applicationID)
        jobID = try container.decode(JobID.self, forKey: .jobID)
        do { content = .whole(try ApplicationReceived(from: decoder)) } catch {
            // The standard library's own sentence quotes the value.
            content = .flawed("\(JSONError(error, from: decoder))")
        }
    }

    package func encode(to encoder: any Encoder) throws {
        if case .whole(let received) = content { return try received.encode(to: encoder) }
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(applicationID, forKey: .applicationID)
        try container.encode(jobID, forKey: .jobID)
    }

    package var key: String { applicationID.text }

    package static let schema = ApplicationReceived.schema
    package static let samples = ApplicationReceived.samples.map(SubmittedApplication.init)
}
