import HTTP

extension Gateway {
    /// Everything that the employer's people see and do by pages.
    var consoleRoutes: [Route] {
        [consoleAssets, deskRoute, applicationsRoute, searchRoute] + savedViewRoutes + [boardShown] + poolRoutes
            + signInRoutes + welcomeRoutes + accountRoutes + peopleRoutes + keyRoutes + applicationPageRoutes
            + [comparisonShown] + jobPageRoutes + gradingRoutes + inboxPageRoutes + payPageRoutes
            + [startersRoute, preparationSettled, auditRoute] + numbersRoutes + importPageRoutes + operationsRoutes
            + liveRoutes
    }
}
