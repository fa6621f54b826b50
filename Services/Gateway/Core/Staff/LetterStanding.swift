import Domain
import Events

/// How a dead letter stands, from what is known of it: whether somebody gave it back, what its service made of that, and
/// whether it came back as another letter.
package enum LetterStanding: Sendable, Hashable {
    /// Nobody has given it back.
    case open
    /// It was given back, and this program of its service cannot take it up.
    case unreadable(LetterOrder?)
    /// It was given back, and its service has not taken it up yet.
    case asked(LetterOrder)
    /// It waits in the service's table or is at work.
    case waiting(LetterOrder?)
    /// It was decided on, and no other letter came of it.
    case done(LetterOrder?)
    /// It was decided on and buried again, as the letter that lies there.
    case back(LetterPlace, LetterOrder?)
    /// Its topic has it no more.
    case gone(LetterOrder?)

    /// What its service told of it.
    package enum Told: String, Sendable, CaseIterable { case waiting, done, gone, unreadable }

    /// - Parameter successor: the letter that names this one as what it was.
    package init(order: LetterOrder?, told: Told?, successor: LetterPlace?) {
        if let successor {
            self = .back(successor, order)
            return
        }
        switch (told, order) {
        case (.unreadable, _): self = .unreadable(order)
        case (.waiting, _): self = .waiting(order)
        case (.done, _): self = .done(order)
        case (.gone, _): self = .gone(order)
        case (nil, let order?): self = .asked(order)
        case (nil, nil): self = .open
        }
    }

    /// It still asks for somebody.
    package var isOpen: Bool {
        switch self {
        case .open, .unreadable: true
        case .asked, .waiting, .done, .back, .gone: false
        }
    }
}
