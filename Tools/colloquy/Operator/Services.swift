import Events

/// The services' names, as the topics' owners say them.
enum Services {
    static let names: [String] = Topic.all.compactMap(\.owner).reduce(into: []) { names, owner in
        if !names.contains(owner) { names.append(owner) }
    }
}
