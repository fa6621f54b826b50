import HTTP

extension Gateway {
    /// Everything that candidates see; what it acts on is the same API as everyone's.
    var candidatePageRoutes: [Route] {
        entryRoutes + [welcome] + consentRoutes + identityRoutes + deviceRoutes
            + [statusPage] + feedbackPages + appointmentPages + requestPages + rightsPages + offerPages + contractPages
            + materialPages
            + questionPageRoutes + writingPageRoutes + handInRoutes
    }
}
