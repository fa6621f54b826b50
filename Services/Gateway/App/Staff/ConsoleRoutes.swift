import HTTP

extension Gateway {
    /// Everything that the employer's people see and do by pages.
    var consoleRoutes: [Route] {
        [consoleAssets, deskRoute, applicationsRoute, searchRoute] + signInRoutes + welcomeRoutes + accountRoutes
            + peopleRoutes + keyRoutes + applicationPageRoutes + [comparisonShown] + jobPageRoutes + gradingRoutes
            + inboxPageRoutes + payPageRoutes + [startersRoute, preparationSettled, auditRoute] + numbersRoutes
            + importPageRoutes
    }
}
