import Vault

extension Command {
    static let retention = Command(
        name: "retention", usage: "retention [--dry-run] [--by NAME] [--at NAME]",
        summary:
            "Deletes what was kept long enough, as screening does every hour; or says what that would be, by purpose."
    ) { arguments in
        let words = try Words(arguments, keys: Surroundings.keys.union(["by"]), flags: ["dry-run"])
        guard words.rest.isEmpty else { throw WrongWords("--dry-run, or nothing") }
        let surroundings = try Surroundings(words)
        let terms = try RetentionTerms { surroundings.optional($0) }
        let counts = try await surroundings.withVault(actor: auditor(words)) { vault in
            if words.has("dry-run") { return try await vault.expiring(terms) }
            var all: [RetentionPurpose: Int] = [:]
            while true {
                let counts = try await vault.expire(terms)
                if counts.isEmpty { return all }
                all.merge(counts, uniquingKeysWith: +)
            }
        }
        for purpose in RetentionPurpose.allCases {
            let days = terms.days(purpose).map { "after \($0) days" } ?? "after everything else"
            guard purpose != .person || !words.has("dry-run") else { continue }
            say(
                "\(words.has("dry-run") ? "would delete" : "deleted")  \(counts[purpose] ?? 0)  \(purpose.rawValue)  \(days)"
            )
        }
        return 0
    }
}
