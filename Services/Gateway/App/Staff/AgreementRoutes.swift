import Domain
import Events
import GatewayCore
import HTTP

extension Gateway {
    /// How far machine and people agree.
    var agreementRoutes: [Route] { [agreement] }

    private var agreement: Route {
        route(
            .get, "/v1/jobs/{jobID}/agreement",
            RouteDocumentation(
                "How far machine and people, and people among themselves, agree about a job's answers, and what its questions "
                    + "learned; in numbers and in words of both languages. Who asks is told why where there is no number.",
                tag: "jobs", roles: Role.may(.readAgreement), answers: [.init(.ok, "The report.", .json(.any))])
        ) { request in
            let jobID = try request.jobID()
            guard try await records.job(jobID) != nil else { throw Problem.notFound }
            return try .value(ShownAgreement(jobID, try await records.agreement(jobID) ?? JobAgreement()))
        }
    }
}

private struct ShownAgreement: Encodable {
    let jobID: JobID
    let measuredAt: Instant?
    let agreements: [Agreement]
    let heads: [QuestionHead]
    let report: Report

    struct Report: Encodable {
        let zh: [String]
        let en: [String]
    }

    init(_ jobID: JobID, _ view: JobAgreement) {
        self.jobID = jobID
        measuredAt = view.measuredAt
        agreements = view.agreements
        heads = view.heads
        report = Report(
            zh: AgreementWords.report(view, in: .chinese), en: AgreementWords.report(view, in: .english))
    }
}
