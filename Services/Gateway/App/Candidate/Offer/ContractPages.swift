import Crypto
import Domain
import Events
import GatewayCore
import HTTP
import Templates

extension Gateway {
    /// Reading and signing the contract; one's own documents.
    var contractPages: [Route] { [contractShown, contractCode, signing, documents, documentsCode, documentsOpening] }

    private var contractShown: Route {
        documentPage("/i/contract", roles: Role.everyCandidate) { visit in
            try await shownContract(visit, isSent: visit.request.query("code") == "sent")
        }
    }

    private var contractCode: Route {
        form("/i/contract/code", roles: [Role.candidate(.contract)]) { visit, _ in
            if let fault = try await codeFault({ try await sendCode(for: .signContract, visit.request) }) {
                let (page, values) = try await shownContract(visit, isSent: true, fault: fault)
                return .again(page, values, .tooManyRequests)
            }
            return .go("/i/contract?code=sent#sign")
        }
    }

    private var signing: Route {
        form("/i/contract/signature", roles: [Role.candidate(.contract)]) { visit, form in
            func again(_ fault: String) async throws -> FormAnswer {
                let (page, values) = try await shownContract(visit, isSent: true, fault: fault)
                return .again(page, values, .unprocessableContent)
            }
            guard form["read"] == "yes" else { return try await again("sign-unread") }
            let code = digits(form["code"] ?? "")
            do {
                let fault = try await codeFault {
                    _ = try await sign(sha256: form["sha256"] ?? "", code: code, visit.request)
                }
                if let fault { return try await again(fault) }
            } catch let problem as Problem where problem.code == Refusal.otherDocument.code {
                return try await again("sign-changed")
            }
            return .go("/i/contract")
        }
    }

    private func shownContract(
        _ visit: PageVisit, isSent: Bool, fault: String? = nil
    ) async throws -> (CandidatePage, [String: TemplateValue]) {
        guard let view = visit.view, let contract = view.contract else { throw Problem.notFound }
        let isReadable = mayRead(visit) && contract.isReadyToSign
        let text = try await sealedPage(isReadable ? contract.draft : nil, view)
        let page = CandidatePage(
            "contract", path: "/i/contract", words: .offer.joined(with: .helping),
            SealedPage.template(PackageResources.contract_html, around: text))
        let isOpen =
            isReadable && contract.candidateSignedAt == nil && visit.visitor.purpose == .contract && !view.isOver
        func word(_ name: String?) -> TemplateValue { .optional(name.map { page.say($0, in: visit.language) }) }
        return (
            page,
            [
                "state": word(state(of: contract, visit)),
                "hasText": .flag(text != nil), "hasFile": .flag(isReadable), "isOpen": .flag(isOpen),
                "isLocked": .flag(contract.isReadyToSign && !isReadable),
                "hasSigned": .flag(contract.signed != nil && mayRead(visit)),
                "sha256": .text(contract.draft?.sha256 ?? ""), "isSent": .flag(isSent),
                "said": word(isSent && fault == nil ? "code-sent" : nil), "fault": word(fault),
            ]
        )
    }

    /// The word that says truly how the contract stands.
    private func state(of contract: ApplicationView.Contract, _ visit: PageVisit) -> String? {
        if contract.signed != nil { return "contract-signed" }
        if contract.candidateSignedAt != nil { return "contract-sealing" }
        if contract.isBlocked || contract.isApproved == false { return "contract-stuck" }
        if !contract.isReadyToSign { return "contract-none" }
        return visit.visitor.purpose == .contract ? nil : "contract-by-mail"
    }

    private var documents: Route {
        page(Self.documentsPage, roles: Role.everyCandidate) { visit in
            try documentValues(visit, isSent: visit.request.query("code") == "sent", fault: nil)
        }
    }

    private var documentsCode: Route {
        form("/i/documents/code", roles: Role.everyCandidate) { visit, _ in
            if let fault = try await codeFault({ try await sendCode(for: .openDocuments, visit.request) }) {
                let values = try documentValues(visit, isSent: true, fault: fault)
                return .again(Self.documentsPage, values, .tooManyRequests)
            }
            return .go("/i/documents?code=sent")
        }
    }

    private var documentsOpening: Route {
        form("/i/documents", roles: Role.everyCandidate) { visit, form in
            let code = digits(form["code"] ?? "")
            if let fault = try await codeFault({ _ = try await confirm(code, for: .openDocuments, visit.request) }) {
                let values = try documentValues(visit, isSent: true, fault: fault)
                return .again(Self.documentsPage, values, .unprocessableContent)
            }
            return .go("/i/documents")
        }
    }

    private func documentValues(_ visit: PageVisit, isSent: Bool, fault: String?) throws -> [String: TemplateValue] {
        guard let view = visit.view else { throw Problem.notFound }
        let kinds = DocumentKind.allCases.filter { $0.document(in: view, isCandidate: true) != nil }
        let page = Self.documentsPage
        func word(_ name: String?) -> TemplateValue { .optional(name.map { page.say($0, in: visit.language) }) }
        return [
            "isOpen": .flag(mayRead(visit)), "hasAny": .flag(!kinds.isEmpty), "isSent": .flag(isSent),
            "said": word(isSent && fault == nil ? "code-sent" : nil), "fault": word(fault),
            "documents": .list(
                kinds.map { kind in
                    .object([
                        "kind": .text(kind.rawValue),
                        "name": .text(page.say("document-\(kind.rawValue)", in: visit.language)),
                    ])
                }),
        ]
    }

    private static let documentsPage = CandidatePage(
        "documents", path: "/i/documents", words: .offer.joined(with: .helping), PackageResources.documents_html)
}
