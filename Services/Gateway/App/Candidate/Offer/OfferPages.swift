import Crypto
import Domain
import Events
import GatewayCore
import HTTP
import Templates

extension Gateway {
    /// Reading the offer, taking it, declining it.
    var offerPages: [Route] { [offerShown, acceptance, refusal] }

    private var offerShown: Route {
        documentPage("/i/offer", roles: Role.everyCandidate) { visit in try await shownOffer(visit) }
    }

    private var acceptance: Route {
        form("/i/offer/acceptance", roles: [Role.candidate(.offer)]) { visit, form in
            let typed = TypedIdentity(form)
            func again(_ fault: String, isNumberWrong: Bool = false) async throws -> FormAnswer {
                let (page, values) = try await shownOffer(
                    visit, typed: typed, fault: fault, isNumberWrong: isNumberWrong)
                return .again(page, values, .unprocessableContent)
            }
            if typed.address.isEmpty { return try await again("address-missing") }
            if typed.details.idNumber.isEmpty { return try await again("id-missing", isNumberWrong: true) }
            do {
                _ = try await answerOffer(true, identity: typed.details, reason: nil, words: nil, visit.request)
            } catch let problem as Problem where Self.identityProblems.contains(problem.code) {
                return try await again(identityWord(typed.details, visit.view?.offer), isNumberWrong: true)
            } catch let problem as Problem where problem.code == "already-answered" {
                return .go("/i/offer")
            }
            return .go("/i/offer")
        }
    }

    private static let identityProblems: Set<String> = ["malformed-identity", "under-working-age"]

    /// The word for what stands against a number; the script of the page says the same while one types.
    private func identityWord(_ details: IdentityDetails, _ offer: ApplicationView.Offer?) -> String {
        do throws(IdentityFault) {
            _ = try checkIdentity(details, today: today, firstDay: offer?.startDate)
        } catch {
            switch error {
            case .incomplete, .number(.length), .number(.oldForm), .number(.character): return "id-form"
            case .number(.place): return "id-place"
            case .number(.birthDate): return "id-date"
            case .number(.checkCharacter): return "id-wrong"
            case .underAge: return "id-young"
            }
        }
        return "id-form"
    }

    private var refusal: Route {
        form("/i/offer/refusal", roles: [Role.candidate(.offer)]) { visit, form in
            func again(_ fault: String) async throws -> FormAnswer {
                let (page, values) = try await shownOffer(visit, declining: form, fault: fault)
                return .again(page, values, .unprocessableContent)
            }
            guard form["sure"] == "yes" else { return try await again("decline-unsure") }
            do {
                let reason = form["reason"].flatMap { DeclineReason(rawValue: $0) }
                _ = try await answerOffer(false, identity: nil, reason: reason, words: form["words"], visit.request)
            } catch let problem as Problem where problem.code == "text-too-long" {
                return try await again("fault-long")
            }
            return .go("/i/offer")
        }
    }

    private func shownOffer(
        _ visit: PageVisit, typed: TypedIdentity = TypedIdentity(), declining: Form? = nil, fault: String? = nil,
        isNumberWrong: Bool = false
    ) async throws -> (CandidatePage, [String: TemplateValue]) {
        guard let view = visit.view, let offer = view.offer else { throw Problem.notFound }
        let isReadable = mayRead(visit)
        let letter = try await sealedPage(isReadable ? offer.document : nil, view)
        let page = Self.offerPage(around: letter)
        var values = offerValues(visit, offer, page, typed: typed, isNumberWrong: isNumberWrong)
        values["fault"] = .optional(fault.map { page.say($0, in: visit.language) })
        values["hasLetter"] = .flag(letter != nil)
        values["hasFile"] = .flag(isReadable)
        values["isLocked"] = .flag(!isReadable)
        values["documentLanguage"] = .text(view.language == .chinese ? "zh-CN" : "en")
        values["isDeclining"] = .flag(declining != nil)
        values["text"] = .text(declining?["words"] ?? "")
        values["reasons"] = .list(
            DeclineReason.allCases.map { reason in
                .object([
                    "value": .text(reason.rawValue), "isChosen": .flag(reason.rawValue == declining?["reason"]),
                    "name": .text(page.say("decline-\(reason.rawValue)", in: visit.language)),
                ])
            })
        return (page, values)
    }

    private func offerValues(
        _ visit: PageVisit, _ offer: ApplicationView.Offer, _ page: CandidatePage, typed: TypedIdentity,
        isNumberWrong: Bool
    ) -> [String: TemplateValue] {
        let language = visit.language
        let isOver = visit.view?.isOver == true
        let isOpen =
            offer.isAccepted == nil && now() < offer.expiresAt && visit.visitor.purpose == .offer && !isOver
        let until = door.time.text(offer.expiresAt, in: language)
        return [
            "position": .text(offer.position),
            "state": .optional(offerState(offer, visit, page)),
            "until": .optional(isOpen ? page.say("offer-until", in: language, ["until": until]) : nil),
            "isOpen": .flag(isOpen), "isNumberWrong": .flag(isNumberWrong),
            "number": .text(typed.number), "address": .text(typed.address),
            "firstDay": .text("\(offer.startDate ?? today)"),
            "types": .list(
                IdentityDetails.IDType.allCases.map { type in
                    .object([
                        "value": .text(type.rawValue), "isChosen": .flag(type == typed.type),
                        "name": .text(page.say("id-\(type.rawValue)", in: language)),
                    ])
                }),
        ]
    }

    private func offerState(_ offer: ApplicationView.Offer, _ visit: PageVisit, _ page: CandidatePage) -> String {
        let language = visit.language
        guard let isAccepted = offer.isAccepted else {
            if now() >= offer.expiresAt { return page.say("offer-over", in: language) }
            return visit.visitor.purpose == .offer ? "" : page.say("offer-by-mail", in: language)
        }
        let at = offer.answeredAt.map { door.time.text($0, in: language) } ?? ""
        return page.say(isAccepted ? "offer-answered-yes" : "offer-answered-no", in: language, ["at": at])
    }

    private static func offerPage(around letter: String?) -> CandidatePage {
        CandidatePage(
            "offer", path: "/i/offer", scripts: ["identity.js"], words: .offer.joined(with: .helping),
            SealedPage.template(PackageResources.offer_html, around: letter))
    }
}

/// What a candidate typed about the document that the contract names.
private struct TypedIdentity {
    var type: IdentityDetails.IDType = .resident
    var number = ""
    var address = ""

    init() {}

    init(_ form: Form) {
        type = form["type"].flatMap { IdentityDetails.IDType(rawValue: $0) } ?? .resident
        number = form["number"] ?? ""
        address = form["address"] ?? ""
    }

    var details: IdentityDetails {
        IdentityDetails(idType: type, idNumber: IdentityDetails.number(asWritten: number), address: address)
    }
}
