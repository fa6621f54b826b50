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
            let own = "POSTGRES_URL_\(service.uppercased())"
            if let url = environment[own] {
                variables["POSTGRES_URL"] = url
            } else if let file = environment["\(own)_FILE"] {
                variables["POSTGRES_URL"] = nil
                variables["POSTGRES_URL_FILE"] = file
            }
            variables["MIGRATE_ONLY"] = "true"
            try Child.run(
                .init(name: service, command: ["\(OwnProgram.folder)/\(service)"], environment: variables),
                millisecondsMax: 120_000)
            say("up to date  \(service)")
        }
        return 0
    }
}
