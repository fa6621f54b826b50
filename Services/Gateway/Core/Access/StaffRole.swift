/// What somebody is to the employer. One role each; what it may do stands in ``StaffPolicy``.
package enum StaffRole: String, Codable, Sendable, CaseIterable, Hashable {
    case administrator, hr
    case hiringManager = "hiring-manager"
    case interviewer, approver, finance
    case itOffice = "it-office"
    case auditor
    /// The applicant-tracking system: a machine, which has a key and never signs in.
    case ats
    /// The employer's directory of people: a machine, too.
    case directory

    /// Those of people.
    package static let ofPeople = allCases.filter { $0 != .ats && $0 != .directory }

    /// A role by its word; `admin` is what keys said before there were people.
    package init?(word: String) {
        self.init(rawValue: word == "admin" ? Self.administrator.rawValue : word)
    }
}
