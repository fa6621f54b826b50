import Domain
import GatewayCore
import JSON

/// One page of a list.
package struct ApplicationPage: Sendable {
    package let applications: [ListedApplication]
    /// The body of the answer.
    package let json: [UInt8]
}

/// One application of a list, as it is stored for that.
package struct ListedApplication: Sendable {
    /// Its place among all, in the order in which they came.
    package let number: Int64
    package let candidateID: CandidateID?
    /// The JSON of an ``ApplicationLine``.
    package let line: [UInt8]
    /// What it is ordered by where that is not the number: hundredths of a composite, milliseconds since the epoch.
    package let value: Int64?

    package init(number: Int64, candidateID: CandidateID?, line: [UInt8], value: Int64? = nil) {
        self.value = value
        self.number = number
        self.candidateID = candidateID
        self.line = line
    }
}

extension ApplicationPage {
    /// The page that a filter found: the stored lines as they are, each with the name of its person when there is one.
    init(_ applications: [ListedApplication], of filter: ApplicationFilter, names: [CandidateID: String])
        throws(JSONError)
    {
        var body: [UInt8] = []
        body.reserveCapacity(applications.reduce(64) { $0 + $1.line.count + 64 })
        body += #"{"items":["#.utf8
        for (index, application) in applications.enumerated() {
            if index > 0 { body.append(UInt8(ascii: ",")) }
            guard let name = application.candidateID.flatMap({ names[$0] }), application.line.count > 2 else {
                body += application.line
                continue
            }
            body += #"{"name":"#.utf8
            body += try JSON.encode(name)
            body.append(UInt8(ascii: ","))
            body += application.line.dropFirst()
        }
        body.append(UInt8(ascii: "]"))
        if applications.count == filter.countMax, let last = applications.last {
            body += #","next":"\#(ApplicationFilter.place(last))""#.utf8
        }
        body.append(UInt8(ascii: "}"))
        self.init(applications: applications, json: body)
    }
}
