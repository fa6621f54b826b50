import Domain
import Vault

extension Command {
    static let erase = Command(
        name: "erase", usage: "erase CANDIDATE --reason TEXT [--anyway] [--by NAME] [--at NAME]",
        summary: "Destroys a candidate's key and deletes what was kept of them; the audit keeps who asked and why. "
            + "Signed contracts are kept apart, unless --anyway."
    ) { arguments in
        let words = try Words(arguments, keys: Surroundings.keys.union(["reason", "by"]), flags: ["anyway"])
        guard words.rest.count == 1 else { throw WrongWords("which candidate? Give the identifier the ATS uses") }
        let candidate = try CandidateID(words.rest[0])
        guard let reason = words["reason"], !reason.isEmpty else {
            throw WrongWords("say why with --reason: it is kept in the audit, so write no personal data into it")
        }
        return try await Surroundings(words).withVault(actor: auditor(words)) { vault in
            guard try await vault.knows(candidate) else {
                throw WrongWords("the vault knows no candidate \(candidate)")
            }
            let kept = try await vault.erase(candidate, purpose: reason, evenContracts: words.has("anyway"))
            say("erased  \(candidate); their applications end as soon as the gateway runs")
            if kept > 0 {
                say(
                    "kept    \(kept) signed contract\(kept == 1 ? "" : "s"), apart, until the time of the law is over; "
                        + "--anyway destroys what is signed")
            }
            return try await sweep(vault)
        }
    }
}

/// Whom the audit names.
func auditor(_ words: Words) throws -> String {
    guard let name = words["by"] else { return "operator" }
    return "operator/\(try ActorID(name))"
}

func sweep(_ vault: Vault) async throws -> Int32 {
    var total = 0
    while true {
        let count = try await vault.sweep()
        total += count
        if count == 0 { break }
    }
    say(total == 1 ? "1 recording or document deleted" : "\(total) recordings and documents deleted")
    return 0
}
