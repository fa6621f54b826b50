/// What the employer's people and machines do by a route, or see on a page.
package enum StaffAction: String, Sendable, CaseIterable, Hashable {
    // Records as they are stored, for programs and for HR.
    case listRecords, readRecord
    // Acts.
    case decide, approve, approvePay, resendMessages, takeBack, sendLinks, grantAccommodations, arrangeAppointments,
        reviewMaterials, erase
    case readRequests, settleRequests, readSurvey
    /// Comments of colleagues: reads and writes them; removes those of others too.
    case writeComments, removeComments
    // Scores and what people think of them.
    case gradeAnswers, readAgreement, readStanding, compareApplications, rescore, reportMeasures
    // The applicant-tracking system.
    case publishJobs, sendEvents, importApplications
    // Parts of an application, each alone: what somebody may not see is not read for them.
    case playAnswers, readReport, readDocuments
    case seeContact, seeResume, seeScreening, seeScores, seePay, seeStart, seeTimeline
    // Pages.
    case enterConsole, seeApplications, shareViews, seePool, seeJobs, editJobs, seeStarters, prepareWorkplaces,
        preparePay, seeNumbers, manageAccounts, manageKeys,
        readAudit, operate, watchInterviews
    /// Tells who comes in and who does not any more (SCIM 2.0).
    case provisionPeople
}
