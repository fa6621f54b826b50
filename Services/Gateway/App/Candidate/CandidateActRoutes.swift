import Crypto
import Domain
import Events
import GatewayCore
import HTTP

extension Gateway {
    /// What the candidate answers, signs, reads, takes back and asks for.
    var candidateActRoutes: [Route] { [offerAnswer, signature, document, withdrawal, erasure] }

    /// The identity goes into the vault before the fact is told, so that the contract finds it.
    private var offerAnswer: Route {
        route(
            .post, "/v1/candidate/offer",
            RouteDocumentation(
                "Accept the offer with the details the contract needs, or decline it.", tag: "candidate",
                roles: [Role.candidate(.offer)], fields: [.idempotencyKey], request: .json(.named("OfferAnswer")),
                answers: [.init(.accepted, "Recorded.", .json(.named("Recorded")))])
        ) { request in
            let body = try await request.read(OfferAnswerBody.self, bytesMax: 8192)
            return try await answerOffer(
                body.isAccepted, identity: body.identity, reason: body.reason, words: body.words, request)
        }
    }

    /// What is written goes into the vault first, so that whoever hears the fact finds it.
    func answerOffer(
        _ isAccepted: Bool, identity details: IdentityDetails?, reason: DeclineReason?, words: String?,
        _ request: Request
    ) async throws -> Response {
        let application = try request.candidateApplication()
        let words = try written(words)
        if isAccepted || words != nil {
            guard let view = try await records.application(application), let candidate = view.candidateID,
                view.offer?.isAccepted == nil
            else { throw Problem(.conflict, code: "already-answered", detail: "There is no offer left to answer.") }
            guard !view.isOver else { throw Problem(.applicationClosed) }
            if isAccepted {
                try await person.putIdentity(try identity(details, for: view.offer), candidate)
            } else if let words {
                try await person.putFields([AnswerOffer.wordsField(application): words], candidate)
            }
        }
        return try await record(AnswerOffer(isAccepted: isAccepted, reason: reason), of: application, request)
    }

    private var signature: Route {
        route(
            .post, "/v1/candidate/contract/signature",
            RouteDocumentation(
                "Declare the will to sign the contract with this hash, with a one-time code from one's mail.",
                tag: "candidate",
                roles: [Role.candidate(.contract)], fields: [.idempotencyKey], request: .json(.named("Signature")),
                answers: [.init(.accepted, "Recorded.", .json(.named("Recorded")))])
        ) { request in
            let body = try await request.read(SignatureBody.self, bytesMax: 4096)
            return try await sign(sha256: body.sha256, code: body.code, request)
        }
    }

    func sign(sha256: String, code: String, _ request: Request) async throws -> Response {
        let application = try request.candidateApplication()
        guard let view = try await records.application(application), let candidate = view.candidateID,
            let contract = view.contract, contract.isReadyToSign
        else { throw Problem(.notFound, code: "no-contract", detail: "There is no contract to sign.") }
        guard !view.isOver else { throw Problem(.applicationClosed) }
        guard contract.draft?.sha256 == sha256 else { throw Problem(.otherDocument) }
        // A repeat of what was signed asks for no further code.
        var confirmed = contract.codeConfirmedAt
        if contract.candidateSignedAt == nil {
            let now = try await confirm(code, for: .signContract, request)
            try await person.putEvidence(try evidence(for: sha256, at: now, request), candidate)
            confirmed = now
        }
        let act = SignContract(sha256: sha256, codeConfirmedAt: confirmed)
        return try await record(act, of: application, request)
    }

    private var document: Route {
        route(
            .get, "/v1/candidate/documents/{kind}",
            RouteDocumentation(
                "A document meant for the candidate: `offer`, `contract` or `signed`.", tag: "candidate",
                roles: Role.everyCandidate,
                answers: [.init(.ok, "The document.", .init("application/pdf", .binary)), .part],
                problems: [.conflict, .gone, .rangeNotSatisfiable])
        ) { request in
            let application = try request.candidateApplication()
            guard let view = try await records.application(application) else { throw Problem.notFound }
            return try await document(of: view, request, for: "candidate", isCandidate: true)
        }
    }

    private var withdrawal: Route {
        route(
            .post, "/v1/candidate/withdrawal",
            RouteDocumentation(
                "Take one's application back, with a reason if one likes; HR reads it in the inbox.", tag: "candidate",
                roles: Role.everyCandidate, fields: [.idempotencyKey], request: .json(.named("Withdrawal")),
                answers: [.init(.accepted, "Recorded.", .json(.named("Recorded")))])
        ) { request in
            // Nobody owes a reason, and so nobody a body.
            let isEmpty = request.headers["content-type"] == nil
            let words = isEmpty ? nil : try await request.read(WithdrawalBody.self, bytesMax: 32 * 1024).words
            return try await withdraw(words: words, request)
        }
    }

    private var erasure: Route {
        route(
            .post, "/v1/candidate/erasure",
            RouteDocumentation(
                "Ask for everything personal to be erased; a person sees to it. Needs a confirmed code.",
                tag: "candidate",
                roles: Role.everyCandidate, fields: [.idempotencyKey],
                answers: [.init(.accepted, "Recorded.", .json(.named("Recorded")))])
        ) { request in
            let application = try request.candidateApplication()
            let made = try await makeRequest(.erasure, about: .personalData, words: nil, request)
            return try Response.value(Recorded(applicationID: application), status: .accepted).replayed(made.isReplay)
        }
    }

    /// First the wish, so that whoever reads of the end can read why. Of a signed contract no such wish is told.
    func withdraw(words: String?, _ request: Request) async throws -> Response {
        let application = try request.candidateApplication()
        if try await records.application(application)?.contract?.candidateSignedAt != nil {
            throw Problem(.contractSigned)
        }
        _ = try await makeRequest(.withdrawal, about: nil, words: words, request)
        let response = try await record(WithdrawApplication(), of: application, request)
        _ = try await accept(LeaveInterview(), key: application.text, idempotencyKey: "leave/\(application)")
        return response
    }

    /// Told without the number, and without a word of it.
    private func identity(_ details: IdentityDetails?, for offer: ApplicationView.Offer?) throws -> IdentityDetails {
        do throws(IdentityFault) {
            return try checkIdentity(details, today: today, firstDay: offer?.startDate)
        } catch {
            let (code, detail) =
                switch error {
                case .incomplete:
                    ("malformed-identity", "An acceptance names idType, idNumber and address for the contract.")
                case .number(let fault): ("malformed-identity", harmlessDescription(of: fault))
                case .underAge:
                    (
                        "under-working-age",
                        "Nobody is employed who is not at least 16 on the first day of work (Labour Law of the PRC, Art. 15)."
                    )
                }
            throw Problem(.unprocessableContent, code: code, detail: detail)
        }
    }

    var today: CalendarDate { CalendarDate(daysSinceEpoch: Int(now().millisecondsSinceEpoch / 86_400_000)) }

    /// What is kept beside a signature.
    func evidence(for sha256: String, at confirmed: Instant, _ request: Request) throws -> SignatureEvidence {
        SignatureEvidence(
            sha256: sha256, codeConfirmedAt: confirmed,
            addressRange: InternetAddress(request.remoteAddress)?.range ?? "unknown",
            device: DeviceFamily.name(of: request.headers["user-agent"]),
            sessionOpenedAt: try request.visitor().device.openedAt)
    }
}

private struct SignatureBody: Decodable {
    let sha256: String
    let code: String
}

private struct WithdrawalBody: Decodable {
    let words: String?
}

private struct OfferAnswerBody: Decodable {
    let isAccepted: Bool
    let identity: IdentityDetails?
    let reason: DeclineReason?
    let words: String?
}
