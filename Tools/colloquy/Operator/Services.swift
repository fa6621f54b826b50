import Topology

/// The services' names, in the order of the house's map.
enum Services {
    static let names: [String] = ServiceMap.colloquy.services.map(\.name)
}
