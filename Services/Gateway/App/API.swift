import Domain
import Events
import HTTP

extension Gateway {
    /// Everything the gateway answers to.
    package func router(onError: @escaping Router.ErrorHook) -> Router {
        Router(
            apiRoutes + [description()] + consoleRoutes + candidatePageRoutes + directoryRoutes,
            admit: { try await admit($0, $1) },
            onError: onError)
    }

    private var apiRoutes: [Route] {
        linkRoutes + codeRoutes + candidateRoutes + takeRoutes + candidateActRoutes + requestRoutes + writingRoutes
            + materialRoutes + feedbackRoutes + uploadRoutes
            + inboxRoutes + materialReviewRoutes + applicationRoutes + recordingRoutes + gradeRoutes + standingRoutes
            + agreementRoutes
            + rescoringRoutes + measureRoutes + actRoutes + linkSendingRoutes
            + erasureRoutes + jobRoutes + importRoutes
    }

    /// The OpenAPI 3.1 document of the API.
    package func openAPI() throws -> String { try Self.api.text(of: apiRoutes) }

    private func description() -> Route {
        let text = Result { Array(try openAPI().utf8) }
        return route(
            .get, "/openapi.json",
            RouteDocumentation(
                "This API's description.", tag: "meta", answers: [.init(.ok, "OpenAPI 3.1.", .json(.any))])
        ) { _ in .bytes(try text.get(), type: "application/json") }
    }

    private static let api = OpenAPI(
        title: "Colloquy", version: "1.0.0",
        summary: "From a job application to a signed labour contract: jobs, applications, interviews, decisions.",
        components: [
            "Link": .object([
                .init("applicationID", .string(), "The part of the link before the last dot."),
                .init("token", .string(), "The part after it."),
            ]),
            "Session": .object([
                .init("session", .string(), "The bearer token of further requests."),
                .init(
                    "purpose", .string(values: ["interview", "offer", "contract", "status"]), "What it is good for."),
            ]),
            "Consents": .object([
                .init(
                    "purposes", .array(of: .string(values: ConsentPurpose.allCases.map(\.rawValue))),
                    "What is agreed to."),
                .init("textVersion", .string(), "The version of the text that was shown.", isRequired: false),
            ]),
            "Draft": .object([
                .init("text", .string(), "What is written."),
                .init(
                    "codeLanguage", .string(values: CodeLanguage.allCases.map(\.rawValue)), "Of a program.",
                    isRequired: false),
            ]),
            "Decision": .object([
                .init("decision", .string(values: StageDecision.allCases.map(\.rawValue)), "What was decided."),
                .init("reason", .string(), "Why, as a code in kebab-case."),
                .init(
                    "terms", Schemas.of(OfferTerms.shape), "Of an offer; absent: the job's of this moment.",
                    isRequired: false),
            ]),
            "Approval": .object([
                .init("sha256", .string(), "Of the draft that was read."),
                .init("isApproved", .boolean, "False sends it back."),
            ]),
            "PayApproval": .object([
                .init("stageNumber", .integer(1...1_000_000), "The number of the terms that were read."),
                .init("isApproved", .boolean, "False sends them back."),
                .init(
                    "objection", .string(values: PayObjection.allCases.map(\.rawValue)),
                    "Why they are sent back; of an approval none.", isRequired: false),
            ]),
            "WaitingPay": .object([
                .init("applicationID", .string(), "The application."),
                .init("stageNumber", .integer(1...1_000_000), "The number that an answer names."),
                .init("terms", Schemas.of(OfferTerms.shape), "The very terms that are approved."),
                .init("decidedBy", .string(), "Who decided on the offer; absent: a rule.", isRequired: false),
                .init("requestedAt", .string(), "Since when they wait."),
                .init("dueAt", .string(), "When whoever approves is reminded."),
            ]),
            "Preparation": .object([
                .init(
                    "preparation", .string(values: Preparation.allCases.map(\.rawValue)), "What it is."),
                .init("isReady", .boolean, "False: it is not ready after all."),
            ]),
            "OfferAnswer": .object([
                .init("isAccepted", .boolean, "False declines."),
                .init("identity", .named("Identity"), "Needed to accept.", isRequired: false),
                .init(
                    "reason", .string(values: DeclineReason.allCases.map(\.rawValue)), "Why it is declined.",
                    isRequired: false),
                .init(
                    "words", .text(charactersMax: Gateway.textCharactersMax), "Why, in the candidate's words.",
                    isRequired: false),
            ]),
            "Identity": .object([
                .init(
                    "idType", .string(values: IdentityDetails.IDType.allCases.map(\.rawValue)), "The document's kind."),
                .init("idNumber", .string(), "Its number."),
                .init("address", .string(), "Where the person lives."),
            ]),
            "Signature": .object([
                .init("sha256", .string(), "Of the contract that was read."),
                .init("code", .string(), "The eight digits that went to the candidate's mail."),
            ]),
            "CodeRequest": .object([
                .init("action", .string(values: CodeAction.allCases.map(\.rawValue)), "What the code is for.")
            ]),
            "CodeConfirmation": .object([
                .init("code", .string(), "The eight digits."),
                .init(
                    "action",
                    .string(values: [CodeAction.openDocuments, .confirmIdentity].map(\.rawValue)),
                    "What the code is for; `open-documents` unless said.", isRequired: false),
            ]),
            "Erasure": .object([
                .init("reason", .string(), "Why, as a code in kebab-case; kept in the audit."),
                .init(
                    "anyway", .boolean,
                    "Destroys signed contracts too, which the law says to keep; for administrators.",
                    isRequired: false),
            ]),
            "Erased": .object([
                .init("candidateID", .string(), "The candidate."),
                .init("contractsKept", .integer(0...1_000), "Signed contracts that were kept apart."),
                .init("status", .string(values: ["erased"]), "Nothing of theirs can be opened any more."),
            ]),
            "Recorded": .object([
                .init("applicationID", .string(), "The application."),
                .init("status", .string(values: ["recorded"]), "The fact is recorded; its effects follow."),
            ]),
        ].merging(afterwards) { own, _ in own }.merging(Schemas.events) { own, _ in own }.merging(importSchemas) {
            own, _ in own
        },
        parameters: Schemas.parameters)
}
