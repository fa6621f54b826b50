import HTTP

extension Gateway {
    /// Everything that the employer's people see and do by pages.
    var consoleRoutes: [Route] {
        [consoleAssets, deskRoute, applicationsRoute] + signInRoutes + welcomeRoutes + accountRoutes + peopleRoutes
            + applicationPageRoutes + [comparisonShown] + jobPageRoutes + gradingRoutes + inboxPageRoutes
            + [startersRoute, auditRoute] + numbersRoutes
    }
}
