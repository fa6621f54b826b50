import Domain
import Events
import GatewayCore
import Host

/// The dead letters as they stand: each with what became of it, and those that ask for somebody in heaps of one reason.
struct LetterBoard: Sendable {
    struct Heap: Sendable {
        let service: String
        let reason: String
        /// The newest first.
        let letters: [BuriedLetter]
        /// Of those some could not be taken up when they were given back.
        let unreadableCount: Int
    }

    let heaps: [Heap]
    private let standings: [LetterPlace: LetterStanding]

    init(_ look: OperationsLook, _ orders: [LetterOrder]) {
        let orders = Dictionary(orders.map { ($0.place, $0) }, uniquingKeysWith: { first, _ in first })
        let successors = Dictionary(
            look.letters.compactMap { letter in letter.earlier.map { ($0, letter.place) } },
            uniquingKeysWith: { first, _ in first })
        let told = Dictionary(
            look.reports.flatMap { report in report.returns.map { ($0.place, LetterStanding.Told($0.state)) } },
            uniquingKeysWith: { first, _ in first })
        func standing(_ place: LetterPlace) -> LetterStanding {
            LetterStanding(order: orders[place], told: told[place.description], successor: successors[place])
        }
        let places = Set(look.letters.map(\.place)).union(orders.keys)
        let standings = Dictionary(uniqueKeysWithValues: places.map { ($0, standing($0)) })
        self.standings = standings
        let open = look.letters.filter { standings[$0.place]?.isOpen ?? true }
        heaps = Dictionary(grouping: open) { [$0.place.service, Self.kind(of: $0.reason)] }.map { key, letters in
            Heap(
                service: key[0], reason: key[1], letters: letters,
                unreadableCount: letters.count { if case .unreadable = standings[$0.place] { true } else { false } })
        }.sorted { ($1.letters.count, $0.service, $0.reason) < ($0.letters.count, $1.service, $1.reason) }
    }

    /// A reason without the place in the text at which it was found, which differs from letter to letter.
    private static func kind(of reason: String) -> String { reason.replacing(/,? (at )?byte \d+$/, with: "") }

    var openCount: Int { heaps.reduce(0) { $0 + $1.letters.count } }

    func standing(of place: LetterPlace) -> LetterStanding { standings[place] ?? .open }
}

extension LetterStanding.Told {
    init(_ state: ServiceReport.Return.State) {
        switch state {
        case .waiting: self = .waiting
        case .done: self = .done
        case .gone: self = .gone
        case .unreadable: self = .unreadable
        }
    }
}
