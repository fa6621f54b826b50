#if DEBUG
    /// What is to happen at one place: `kill@3` at the third hit, `sleep(200)%0.05` at one in twenty.
    package struct FailpointOrder: Equatable, Sendable {
        package enum Action: Equatable, Sendable {
            case kill, exit, error
            case sleep(milliseconds: Int)
        }

        package var action: Action
        /// Nil: at every hit.
        package var hit: Int?
        package var share: Double?

        package init(action: Action, hit: Int? = nil, share: Double? = nil) {
            self.action = action
            self.hit = hit
            self.share = share
        }

        /// Nil for what is no `NAME=ACTION[@HIT][%SHARE]`.
        package static func parse(_ text: Substring) -> (name: String, FailpointOrder)? {
            let sides = text.split(separator: "=", maxSplits: 1)
            guard sides.count == 2 else { return nil }
            var rest = sides[1]
            var order = FailpointOrder(action: .kill)
            if let place = rest.firstIndex(of: "%") {
                guard let share = Double(rest[rest.index(after: place)...]), (0...1).contains(share) else { return nil }
                order.share = share
                rest = rest[..<place]
            }
            if let place = rest.firstIndex(of: "@") {
                guard let hit = Int(rest[rest.index(after: place)...]), hit > 0 else { return nil }
                order.hit = hit
                rest = rest[..<place]
            }
            switch rest {
            case "kill": order.action = .kill
            case "exit": order.action = .exit
            case "error": order.action = .error
            default:
                guard rest.hasPrefix("sleep("), rest.hasSuffix(")"),
                    let milliseconds = Int(rest.dropFirst(6).dropLast()), milliseconds >= 0
                else { return nil }
                order.action = .sleep(milliseconds: milliseconds)
            }
            return (String(sides[0]), order)
        }
    }
#endif
