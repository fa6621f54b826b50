import Domain
import Events
import GatewayCore
import HTTP
import Host
import Templates

extension Gateway {
    static let operationsPage = ConsolePage(
        "operations", words: .operations.joined(with: .events), PackageResources.operations_html)
    static let heapCountMax = 50
    private static let lettersOfHeapShown = 10
    private static let returnsShown = 20
    private static let failedShown = 100
    /// After so long without a word a service may be down: it speaks every five minutes at least.
    private static let silenceMilliseconds = 3 * ServiceReport.quietSecondsMax * 1_000

    /// What an administrator sees of how the house runs.
    func operationsValues(_ visit: StaffVisit) async throws -> [String: TemplateValue] {
        let look = await operations.look()
        let latest = try await operations.latestOrders(Self.returnsShown)
        let board = LetterBoard(look, try await operations.orders(look.letters.map(\.place)) + latest)
        let failed = try await operations.failed(Self.failedShown)
        let done = visit.request.query("done").flatMap {
            Self.operationsPage.word("operations-done-\($0)", in: visit.language)
        }
        let parts = [
            letterValues(board, look, latest, visit.language), waitingValues(look, visit.language),
            messageValues(failed, visit.language), try await termValues(look, visit.language),
        ]
        return parts.reduce(["done": .optional(done)]) { $0.merging($1) { $1 } }
    }

    private func letterValues(
        _ board: LetterBoard, _ look: OperationsLook, _ latest: [LetterOrder], _ language: Language
    ) -> [String: TemplateValue] {
        [
            "letterCount": .text("\(board.openCount)"), "isQuiet": .flag(board.heaps.isEmpty && look.isWhole),
            "isPartial": .flag(!look.isWhole),
            "cut": .optional(cutWords(board, look, language)),
            "heaps": .list(board.heaps.prefix(Self.heapCountMax).map { shown($0, board, language) }),
            "hasReturns": .flag(!latest.isEmpty),
            "returns": .list(latest.map { shown($0, board.standing(of: $0.place), language) }),
        ]
    }

    /// What there is besides, which does not stand on the page.
    private func cutWords(_ board: LetterBoard, _ look: OperationsLook, _ language: Language) -> String? {
        let page = Self.operationsPage
        var sentences: [String] = []
        if !look.cutServices.isEmpty {
            let services = look.cutServices.sorted().joined(separator: ", ")
            sentences.append(page.say("letters-cut", in: language, ["services": services]))
        }
        let rest = board.heaps.dropFirst(Self.heapCountMax)
        if !rest.isEmpty {
            let places = ["reasons": "\(rest.count)", "count": "\(rest.reduce(0) { $0 + $1.letters.count })"]
            sentences.append(page.say("letters-rest", in: language, places))
        }
        return sentences.isEmpty ? nil : sentences.joined(separator: language == .chinese ? "" : " ")
    }

    private func shown(_ heap: LetterBoard.Heap, _ board: LetterBoard, _ language: Language) -> TemplateValue {
        let page = Self.operationsPage
        let times = heap.letters.compactMap(\.buriedAt)
        return .object([
            "service": .text(heap.service), "reason": .text(heap.reason), "count": .text("\(heap.letters.count)"),
            "serviceName": .text(page.say("service", heap.service, in: language)),
            "words": .text(page.say("reason-\(DeadReason(heap.reason).rawValue)", in: language)),
            "since": .text(
                times.last.map { page.say("letters-since", in: language, ["time": door.time.text($0, in: language)]) }
                    ?? ""),
            "unreadable": .optional(
                heap.unreadableCount == 0
                    ? nil : page.say("letters-unreadable", in: language, ["count": "\(heap.unreadableCount)"])),
            "all": .text(
                page.say(
                    "letters-all", in: language,
                    ["count": "\(min(heap.letters.count, Self.lettersAtOnceMax))"])),
            "letters": .list(
                heap.letters.prefix(Self.lettersOfHeapShown).map { letter in
                    .object([
                        "place": .text("\(letter.place)"),
                        "type": .text(letter.type ?? page.say("type-unknown", in: language)),
                        "topic": .text(letter.topic ?? page.say("topic-none", in: language)),
                        "at": .text(letter.buriedAt.map { door.time.text($0, in: language) } ?? ""),
                    ])
                }),
        ])
    }

    private func shown(_ order: LetterOrder, _ standing: LetterStanding, _ language: Language) -> TemplateValue {
        let page = Self.operationsPage
        let (word, successor): (String, LetterPlace?) =
            switch standing {
            case .open, .asked: ("asked", nil)
            case .waiting: ("waiting", nil)
            case .done: ("done", nil)
            case .back(let place, _): ("back", place)
            case .gone: ("gone", nil)
            case .unreadable: ("unreadable", nil)
            }
        let isSettled = ["done", "gone"].contains(word)
        return .object([
            "place": .text("\(order.place)"), "state": .text(word), "isWarned": .flag(!isSettled),
            "words": .text(
                page.say("return-\(word)", in: language, successor.map { ["place": "\($0)"] } ?? [:])),
            "by": .text(
                page.say(
                    "return-by", in: language,
                    ["who": order.decidedBy.text, "time": door.time.text(order.decidedAt, in: language)])),
        ])
    }

    private func waitingValues(_ look: OperationsLook, _ language: Language) -> [String: TemplateValue] {
        let page = Self.operationsPage
        let heaps = look.reports.flatMap { report in report.waiting.map { (report.service, $0) } }
        let silent = look.reports.filter { $0.at < now().advanced(byMilliseconds: -Self.silenceMilliseconds) }
        return [
            "isIdle": .flag(heaps.isEmpty && !look.reports.isEmpty), "isUnheard": .flag(look.reports.isEmpty),
            "hasWaiting": .flag(!heaps.isEmpty),
            "waiting": .list(
                heaps.map { service, heap in
                    .object([
                        "serviceName": .text(page.say("service", service, in: language)),
                        "service": .text(service), "name": .text(heap.name), "reason": .text(heap.reason),
                        "count": .text(page.say("waiting-count", in: language, ["count": "\(heap.count)"])),
                        "kind": .text(page.say("kind-of-\(heap.kind.rawValue)", in: language)),
                        "since": .text(
                            page.say(
                                "waiting-since", in: language, ["time": door.time.text(heap.since, in: language)])),
                    ])
                }),
            "silent": .list(
                silent.map { report in
                    .text(
                        page.say(
                            "service-silent", in: language,
                            [
                                "service": page.say("service", report.service, in: language),
                                "time": door.time.text(report.at, in: language),
                            ]))
                }),
            "heard": .optional(
                look.reports.isEmpty
                    ? nil
                    : page.say(
                        "services-heard", in: language,
                        ["services": look.reports.map(\.service).joined(separator: ", ")])),
        ]
    }

    private func messageValues(_ views: [ApplicationView], _ language: Language) -> [String: TemplateValue] {
        let page = Self.operationsPage
        let failed = views.flatMap { view in
            view.deliveries.filter { $0.status == .failed }.map { (view.applicationID, $0) }
        }
        return [
            "hasFailed": .flag(!failed.isEmpty), "failedCount": .text("\(failed.count)"),
            "isFullOfFailed": .flag(views.count == Self.failedShown),
            "failed": .list(
                failed.map { application, delivery in
                    .object([
                        "applicationID": .text(application.text), "deliveryID": .text(delivery.deliveryID),
                        "name": .text(page.say("mail", delivery.template, in: language)),
                        "to": .text(page.say("to", delivery.recipient.rawValue, in: language)),
                        "code": .text(delivery.code.map { page.say("failure", $0, in: language) } ?? ""),
                        "at": .text(door.time.text(delivery.at, in: language)), "key": Self.formKey(),
                    ])
                }),
        ]
    }

    private func termValues(_ look: OperationsLook, _ language: Language) async throws -> [String: TemplateValue] {
        let page = Self.operationsPage
        let retention = look.reports.compactMap(\.retention).first
        let ending = try await machineKeys.all().map(\.key).filter { $0.state(at: now()) == .ending }
        func time(_ name: String, _ instant: Instant) -> String {
            page.say(name, in: language, ["time": door.time.text(instant, in: language)])
        }
        return [
            "hasRetention": .flag(retention != nil),
            "ranAt": .text(retention.map { time("retention-ran", $0.ranAt) } ?? ""),
            "nextAt": .text(retention.map { time("retention-next", $0.nextAt) } ?? ""),
            "isNothingDeleted": .flag(retention?.deleted.isEmpty ?? true),
            "deleted": .list(
                (retention?.deleted ?? [:]).sorted { $0.key < $1.key }.map { purpose, count in
                    .object([
                        "purpose": .text(page.say("purpose", purpose, in: language)), "count": .text("\(count)"),
                    ])
                }),
            "hasEndingKeys": .flag(!ending.isEmpty),
            "endingKeys": .list(
                ending.map { key in
                    .object([
                        "name": .text(key.actorID.text), "hint": .text(key.hint),
                        "ends": .text(time("key-ends", key.endsAt)),
                    ])
                }),
        ]
    }
}

/// What a letter's reason begins with, as far as there are words for it.
enum DeadReason: String, Sendable, CaseIterable {
    case malformed, foreign, unknown, refused
    case gaveUp = "gave-up"
    case other

    init(_ reason: String) {
        let beginnings: [(String, DeadReason)] = [
            ("malformed-event", .malformed), ("foreign-source", .foreign), ("unknown-type", .unknown),
            ("refused, and nobody is told", .refused), ("gave up", .gaveUp),
        ]
        self = beginnings.first { reason.hasPrefix($0.0) }?.1 ?? .other
    }
}
