import Domain

/// Who of the employer's side may do what: the one table. What does not stand here is not allowed.
///
/// A hiring manager sees neither the résumé as it was written (it may tell age, native place or number of identity), nor how
/// somebody is reached, nor anybody's pay. Nobody but HR decides; who approves or pays sees what that takes.
package enum StaffPolicy {
    /// An administrator may do what any other person may, besides what is theirs alone.
    package static func roles(for action: StaffAction) -> [StaffRole] {
        let listed = Set(table[action] ?? [])
        let isOfPeople = !listed.isDisjoint(with: StaffRole.ofPeople)
        return StaffRole.allCases.filter { listed.contains($0) || $0 == .administrator && isOfPeople }
    }

    package static func allows(_ role: StaffRole, _ action: StaffAction) -> Bool {
        roles(for: action).contains(role)
    }

    /// The acts that may be left to a colleague for a time, whose they are, and what the colleague has to see by a role of their own:
    /// with the act no look at anybody passes on.
    // swift-format-ignore
    private static let delegable: [StaffAction: (of: StaffRole, seeing: [StaffAction])] = [
        .approve:    (.approver, [.seeApplications, .readDocuments, .seePay]),
        .approvePay: (.finance,  [.seePay]),
    ]

    /// For which of their principals somebody does this; nil: for none.
    package static func principal(
        of role: StaffRole, doing action: StaffAction, among principals: [AbsentColleague]
    ) -> ActorID? {
        guard let rule = delegable[action], rule.seeing.allSatisfy({ allows(role, $0) }) else { return nil }
        return principals.first { $0.role == rule.of }?.actorID
    }

    /// Whether somebody of this role has acts to leave to another.
    package static func mayLeave(_ role: StaffRole) -> Bool { delegable.values.contains { $0.of == role } }

    package static func mayLeave(_ role: StaffRole, to other: StaffRole) -> Bool {
        delegable.values.contains { rule in
            rule.of == role && StaffRole.ofPeople.contains(other) && rule.seeing.allSatisfy { allows(other, $0) }
        }
    }

    // swift-format-ignore
    private static let table: [StaffAction: [StaffRole]] = [
        .listRecords:         [.hr, .approver],
        .readRecord:          [.hr, .approver, .ats],
        .decide:              [.hr],
        .approve:             [.approver],
        .approvePay:          [.finance],
        .resendMessages:      [.hr],
        .takeBack:            [.hr, .ats],
        .sendLinks:           [.hr],
        .grantAccommodations: [.hr],
        .arrangeAppointments: [.hr],
        .reviewMaterials:     [.hr],
        .erase:               [.hr],
        .readRequests:        [.hr],
        .settleRequests:      [.hr],
        .readSurvey:          [.hr],
        .writeComments:       [.hr, .hiringManager, .interviewer, .approver],
        .removeComments:      [.hr],
        .gradeAnswers:        [.hr, .interviewer],
        .readAgreement:       [.hr],
        .readStanding:        [.hr],
        .compareApplications: [.hr, .hiringManager],
        .rescore:             [.hr],
        .reportMeasures:      [.hr, .ats],
        .publishJobs:         [.hr, .ats],
        .sendEvents:          [.ats],
        .importApplications:  [.hr],
        .playAnswers:         [.hr, .hiringManager, .interviewer, .approver],
        .readReport:          [.hr, .hiringManager],
        .readDocuments:       [.hr, .approver, .finance],
        .seeContact:          [.hr],
        .seeResume:           [.hr],
        .seeScreening:        [.hr, .hiringManager, .interviewer],
        .seeScores:           [.hr, .hiringManager],
        .seePay:              [.hr, .approver, .finance],
        .seeStart:            [.hr, .approver, .finance, .itOffice],
        .seeTimeline:         [.hr, .approver],
        .enterConsole:        StaffRole.ofPeople,
        .seeApplications:     [.hr, .hiringManager, .interviewer, .approver],
        .shareViews:          [.hr],
        .seePool:             [.hr],
        .seeJobs:             [.hr, .hiringManager],
        .editJobs:            [.hr],
        .seeStarters:         [.hr, .finance, .itOffice],
        .prepareWorkplaces:   [.hr, .itOffice],
        .preparePay:          [.hr, .finance],
        .seeNumbers:          [.hr],
        .manageAccounts:      [.administrator],
        .manageKeys:          [.administrator],
        .readAudit:           [.auditor],
        .operate:             [.administrator],
        .watchInterviews:     [.hr, .hiringManager],
        .provisionPeople:     [.directory],
    ]
}
