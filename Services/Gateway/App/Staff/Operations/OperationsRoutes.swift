import Crypto
import Domain
import Encoding
import Events
import GatewayCore
import HTTP
import Host

extension Gateway {
    /// How the house runs, and what an administrator does about it.
    var operationsRoutes: [Route] { [operationsShown, lettersGivenBack, failedMessageResent] }

    /// Letters of one reason that go back at one press.
    static let lettersAtOnceMax = 100

    private var operationsShown: Route {
        consolePage("/hr/operations", Self.operationsPage, for: .operate) { try await operationsValues($0) }
    }

    /// One letter by its place, or those of one service and reason that still ask for somebody, the newest first.
    private var lettersGivenBack: Route {
        consoleForm("/hr/operations/letters", for: .operate) { visit, form in
            let places = try await chosen(form)
            guard !places.isEmpty else { return .go("/hr/operations?done=none") }
            var givenCount = 0
            for place in places where try await giveBack(place, visit) { givenCount += 1 }
            return .go("/hr/operations?done=\(givenCount == 0 ? "before" : "given-back")")
        }
    }

    private func chosen(_ form: Form) async throws -> [LetterPlace] {
        let look = await operations.look()
        if let text = form["place"] {
            // Only what lies there is given back: nothing is asked of a service that does not exist.
            guard let place = LetterPlace(text), look.letters.contains(where: { $0.place == place }) else {
                throw Problem.notFound
            }
            return [place]
        }
        guard let service = form["service"], let reason = form["reason"] else { throw Problem.notFound }
        let board = LetterBoard(look, try await operations.orders(look.letters.map(\.place)))
        let heap = board.heaps.first { $0.service == service && $0.reason == reason }
        return heap?.letters.prefix(Self.lettersAtOnceMax).map(\.place) ?? []
    }

    /// False: somebody did so a moment ago.
    private func giveBack(_ place: LetterPlace, _ visit: StaffVisit) async throws -> Bool {
        let own = Hex.encode(randomBytes(count: 16))
        do {
            return try await !accept(
                GiveLetterBack(place: place, decidedBy: visit.member.actorID), key: place.description,
                idempotencyKey: "staff/\(visit.member.actorID)/\(place)/\(own)")
        } catch let problem as Problem where problem.code == "given-back-already" {
            return false
        }
    }

    /// A message that failed is sent again: the same act as on the application's page.
    private var failedMessageResent: Route {
        consoleForm("/hr/operations/messages", for: .operate) { visit, form in
            guard let application = form["application"].flatMap({ try? ApplicationID($0) }),
                let delivery = form["delivery"], delivery.utf8.count <= 200,
                let view = try await records.application(application)
            else { throw Problem.notFound }
            do {
                try await record(
                    ResendDelivery(deliveryID: delivery, decidedBy: visit.member.actorID), of: view, visit, form)
            } catch let problem as Problem where problem.code == "not-failed" {
                return .go("/hr/operations?done=sent-before")
            }
            return .go("/hr/operations?done=resent")
        }
    }
}
