import FoundationEssentials
import Vault

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
        // The vault is shared: a role that may make roles brings it up to date and says what services may do in it.
        if let url = try Surroundings(words).optional("POSTGRES_URL_VAULT") {
            for sentence in try VaultSchema.prepare(url) { say(sentence) }
            say("up to date  vault")
        }
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
