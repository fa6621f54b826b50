import FoundationEssentials

extension Command {
    static let migrate = Command(
        name: "migrate", usage: "migrate [SERVICE…]",
        summary: "Brings the services' schemas up to date and ends; each service also does so when it starts."
    ) { arguments in
        let words = try Words(arguments)
        for service in words.rest where !Services.names.contains(service) {
            throw WrongWords("there is no service \(service)")
        }
        let environment = ProcessInfo.processInfo.environment
        for service in words.rest.isEmpty ? Services.names : words.rest {
            var variables = environment
            // Each service has a role of its own, hence an address of its own.
            if let own = environment["POSTGRES_URL_\(service.uppercased())"] { variables["POSTGRES_URL"] = own }
            variables["MIGRATE_ONLY"] = "true"
            try Child.run(
                .init(name: service, command: ["\(OwnProgram.folder)/\(service)"], environment: variables),
                millisecondsMax: 120_000)
            say("up to date  \(service)")
        }
        return 0
    }
}
