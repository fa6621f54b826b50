import Domain
import Encoding
import FoundationEssentials
import Vault

extension Command {
    static let vault = Command(
        name: "vault",
        usage: "vault sweep|rewrap|keys|index-names|verify|checkpoint [--checkpoint FILE] [--by NAME] [--at NAME]",
        summary:
            "Deletes what erased candidates left, wraps all keys under the newest one, says which keys are needed, "
            + "makes names findable that were kept before they were, "
            + "checks the audit's chain, "
            + "or prints its newest block to be kept elsewhere."
    ) { arguments in
        let words = try Words(arguments, keys: Surroundings.keys.union(["by", "checkpoint"]))
        guard words.rest.count == 1, let verb = words.rest.first,
            ["sweep", "rewrap", "keys", "index-names", "verify", "checkpoint"].contains(verb)
        else { throw WrongWords("sweep, rewrap, keys, index-names, verify or checkpoint?") }
        guard verb == "verify" || words["checkpoint"] == nil else { throw WrongWords("--checkpoint belongs to verify") }
        let checkpoints = try words["checkpoint"].map(checkpoints) ?? []
        let surroundings = try Surroundings(words)
        if verb == "keys" { return try await listKeys(surroundings) }
        return try await surroundings.withVault(actor: auditor(words)) { vault in
            switch verb {
            case "sweep": try await sweep(vault)
            case "rewrap": try await rewrap(vault)
            case "index-names": try await indexNames(vault)
            case "verify": try await verify(vault, checkpoints)
            default: try await printCheckpoint(vault)
            }
        }
    }
}

private func rewrap(_ vault: Vault) async throws -> Int32 {
    var total = 0
    var unreadable: [String: VaultError] = [:]
    var last: CandidateID?
    repeat {
        let done = try await vault.rewrap(after: last)
        total += done.count
        for (candidate, error) in done.unreadable { unreadable[candidate.text] = error }
        for (name, error) in done.unreadableSecrets { unreadable["secret \(name)"] = error }
        last = done.last
        if last != nil { say("\(total) keys so far") }
    } while last != nil
    for (name, error) in unreadable.sorted(by: { $0.key < $1.key }) { complain("\(name)  \(error)") }
    guard unreadable.isEmpty else {
        complain("\(total) data keys were wrapped anew; \(unreadable.count) could not be opened and stay as they are")
        return 1
    }
    say("all data keys are under the newest key-encryption key; \(total) were wrapped anew")
    return 0
}

private func indexNames(_ vault: Vault) async throws -> Int32 {
    var total = 0
    while case let count = try await vault.indexNames(), count > 0 {
        total += count
        say("\(total) names so far")
    }
    say("all names are found by what they are typed as; \(total) were not")
    return 0
}

private func checkpoints(in path: String) throws -> [AuditCheckpoint] {
    guard let bytes = FileManager.default.contents(atPath: path) else { throw WrongWords("\(path) cannot be read") }
    let found = AuditCheckpoint.all(in: String(decoding: bytes, as: UTF8.self))
    guard !found.isEmpty else { throw WrongWords("\(path) holds no line of a checkpoint") }
    return found
}

/// 1 when anything is wrong with the chain.
private func verify(_ vault: Vault, _ checkpoints: [AuditCheckpoint]) async throws -> Int32 {
    let verdict = try await vault.verifyAudit(against: checkpoints)
    let cut = verdict.cutRowCount == 0 ? "" : ", \(verdict.cutRowCount) deleted when their retention was over"
    say("\(verdict.blockCount) blocks, \(verdict.rowCount) rows sealed\(cut), \(verdict.unsealedCount) not sealed yet")
    if let newest = verdict.newest { say("newest block \(newest.block), hash \(newest.hash)") }
    if let first = verdict.lateRows.first {
        say("late  row \(first) and \(verdict.lateRows.count - 1) more were sealed a day after the moment they name")
    }
    for role in try await vault.auditWriters() { say("warning  the role \(role) may change the audit") }
    for fault in verdict.faults { say("WRONG  \(fault)") }
    say(verdict.faults.isEmpty ? "the chain holds" : "the chain is broken")
    return verdict.faults.isEmpty ? 0 : 1
}

private func printCheckpoint(_ vault: Vault) async throws -> Int32 {
    guard let block = try await vault.newestAuditBlock() else { throw WrongWords("no row of the audit is sealed yet") }
    say(
        #"{"block":\#(block.number),"hash":"\#(AuditCheckpoint(block).hash)","sealedAt":"\#(block.sealedAt)","keyVersion":"#
            + #"\#(block.keyVersion),"publicKey":"\#(Hex.encode(block.publicKey))","signature":"\#(Hex.encode(block.signature))"}"#
    )
    return 0
}
