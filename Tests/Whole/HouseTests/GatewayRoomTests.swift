import Testing

/// The rooms of the gateway say who may be in them.
struct GatewayRoomTests {
    private static let candidates = ["Role.candidate", "Role.everyCandidate"]
    private static let staff = ["Role.may", "Role.staff"]

    @Test(arguments: [
        ("Candidate", staff), ("Uploads", staff), ("Staff", candidates), ("Outside", candidates),
        ("Views", candidates + staff),
    ])
    func `a room lets nobody in whom its name does not say`(room: String, others: [String]) {
        let sources = Checkout.sources.filter { $0.hasPrefix("Services/Gateway/App/\(room)/") }
        #expect(sources.count > 3)
        for source in sources {
            for line in source.code where others.contains(where: line.text.contains) {
                Issue.record("\(source.path):\(line.number) lets others in than \(room) says")
            }
        }
    }

    /// One table says who may do what; a route says what is done by it.
    @Test func `no route names a role of the employer's side by itself`() {
        for source in Checkout.sources where source.hasPrefix("Services/Gateway/App/") {
            for line in source.code where line.text.contains("roles: [") && !line.text.contains("roles: [String]") {
                #expect(line.text.contains("Role.candidate"), "\(source.path):\(line.number)")
            }
        }
    }

    @Test func `every route lies in a room`() {
        let rooms = ["Access", "Candidate", "Outside", "Staff", "Uploads"].map { "Services/Gateway/App/\($0)/" }
        for source in Checkout.sources where source.hasPrefix("Services/Gateway/App/") {
            let hasRoles = source.code.contains { $0.text.contains(" roles: [") || $0.text.contains(" roles: Role.") }
            #expect(!hasRoles || rooms.contains { source.path.hasPrefix($0) }, "\(source.path)")
        }
    }
}
