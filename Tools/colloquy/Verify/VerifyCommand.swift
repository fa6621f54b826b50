import FoundationEssentials
import Glibc
import JSON
import Kafka
import Postgres

extension Command {
    static let verification = Command(
        name: "verify",
        usage: """
            verify [--ledger FILE,…] [--mails FOLDER] [--search FOLDER,…] [--personal] [--wait SECONDS]
                    [--save FILE | --evidence FILE] [--json] [--at NAME]
              colloquy verify --replay [--at NAME]
            """,
        summary: "Looks whether anything was lost or doubled: topics, tables, files, dead letters against each other."
    ) { arguments in
        let words = try Words(
            arguments, keys: Surroundings.keys.union(["ledger", "mails", "search", "wait", "save", "evidence"]),
            flags: ["personal", "json", "replay"])
        guard words.rest.isEmpty else { throw WrongWords("verify takes options alone") }
        if words.has("replay") {
            let surroundings = try Surroundings(words)
            let url = try surroundings.required("POSTGRES_URL")
            return try compareWithReplay(try surroundings.kafka(), try Connection(url, name: "colloquy-verify"))
        }
        let evidence: Evidence
        if let path = words["evidence"] {
            guard let bytes = FileManager.default.contents(atPath: path) else {
                throw WrongWords("\(path) cannot be read")
            }
            evidence = try JSON.decode(Evidence.self, from: [UInt8](bytes))
        } else {
            evidence = try await gathered(words)
        }
        if let path = words["save"] {
            try Data(try JSON.encode(evidence)).write(to: URL(filePath: path), options: .atomic)
        }
        return words.has("json") ? try reportAsJSON(evidence) : report(evidence)
    }
}

private func gathered(_ words: Words) async throws -> Evidence {
    let surroundings = try Surroundings(words)
    let kafka = try surroundings.kafka()
    let url = try surroundings.required("POSTGRES_URL")
    var ledger = ClientLedger()
    let ledgers = words["ledger"]?.split(separator: ",").map(String.init) ?? []
    for path in ledgers { try ledger.read(path) }
    let seconds = try words.number("wait", default: 0, in: 0...3600)
    try Quiet.await(kafka, try Connection(url, name: "colloquy-verify"), seconds: seconds)

    let gatheredByVault = try await surroundings.withVault(actor: "operator/verify") { [ledger] vault in
        let connection = try Connection(url, name: "colloquy-verify")
        var texts = ledger.canaries
        if words.has("personal") { texts += try Evidence.addresses(vault, connection) }
        let canaries = Canaries(texts)
        var evidence = Evidence()
        evidence.canariesSearched = canaries.count
        // In this order, so that what happens meanwhile is never taken for a loss: states before the topics that must say so,
        // topics before the positions and inboxes that must have them, what waits before what it becomes.
        try evidence.gatherStates(connection)
        try evidence.gatherTopics(kafka, canaries)
        try evidence.gatherLag(kafka, of: try Evidence.servicesThere(connection))
        try evidence.gatherDatabase(connection)
        try evidence.searchTables(canaries, connection)
        let directory = surroundings.optional("VAULT_DIRECTORY")
        try await evidence.gatherVault(vault, connection, directory: directory)
        let folders = words["search"]?.split(separator: ",").map(String.init) ?? []
        for folder in folders + (directory.map { [$0] } ?? []) where canaries.count > 0 {
            let (found, count) = canaries.files(below: folder)
            evidence.placesSearched += count
            evidence.leaks += found
        }
        return evidence
    }
    var evidence = gatheredByVault
    if !ledgers.isEmpty {
        evidence.acknowledged = ledger.acknowledged.isEmpty ? nil : ledger.acknowledged
        evidence.crashesByService = ledger.crashesByService
    }
    evidence.mails = words["mails"].map { folder in
        Canaries.tree(folder).filter { $0.hasSuffix(".eml") }.compactMap { Evidence.MailFound(file: $0) }
    }
    return evidence
}

extension Evidence.MailFound {
    /// Nil for a file without an identity in its head.
    init?(file: String) {
        guard let bytes = FileManager.default.contents(atPath: file) else { return nil }
        let text = String(decoding: bytes.prefix(16 * 1024), as: UTF8.self)
        guard
            let line = text.split(whereSeparator: \.isNewline).first(where: { $0.lowercased().hasPrefix("message-id:") }
            ),
            let start = line.firstIndex(of: "<"), let end = line.lastIndex(of: ">")
        else { return nil }
        messageID = String(line[line.index(after: start)..<end])
    }
}

/// Waiting until nothing is under way.
private enum Quiet {
    static func await(_ kafka: KafkaSettings, _ connection: Connection, seconds: Int) throws {
        let end = Uptime.milliseconds + seconds * 1000
        while Uptime.milliseconds < end, !(try isQuiet(kafka, connection)) { usleep(300_000) }
    }

    /// Everything is read, published and done that can be done now.
    private static func isQuiet(_ kafka: KafkaSettings, _ connection: Connection) throws -> Bool {
        let services = try Evidence.servicesThere(connection)
        for service in services {
            guard try Evidence.outboxBlocks(service, connection) == 0 else { return false }
            if try Evidence.parked(service, connection).contains(where: { $0.overdueSeconds >= 0 }) { return false }
        }
        var evidence = Evidence()
        try evidence.gatherLag(kafka, of: services)
        return evidence.services.values.allSatisfy(\.lag.isEmpty)
    }
}

private let examplesMax = 5

private func report(_ evidence: Evidence) -> Int32 {
    var violated = 0
    for invariant in Invariant.all {
        let judgement = invariant.judge(evidence)
        let isGood = judgement.violations.isEmpty
        violated += isGood ? 0 : 1
        let name = invariant.name.count == 2 ? " " + invariant.name : invariant.name
        say("\(name)  \(isGood ? "holds   " : "VIOLATED")  \(invariant.title): \(judgement.counted)")
        if let caveat = judgement.caveat { say("                   (\(caveat))") }
        for example in judgement.violations.prefix(examplesMax) { say("                   \(example)") }
        if judgement.violations.count > examplesMax {
            say("                   and \(judgement.violations.count - examplesMax) more")
        }
    }
    let equation = Invariant.conservation.judge(evidence).counted
    say("")
    say("acknowledged = ended + waiting visibly + dead letters: \(equation)")
    say(
        violated == 0
            ? "all \(Invariant.all.count) invariants hold"
            : "\(violated) of \(Invariant.all.count) invariants are violated")
    return violated == 0 ? 0 : 1
}

private func reportAsJSON(_ evidence: Evidence) throws -> Int32 {
    struct Line: Encodable {
        let invariant: String
        let holds: Bool
        let counted: String
        let violations: [String]
    }
    let lines = Invariant.all.map { invariant in
        let judgement = invariant.judge(evidence)
        return Line(
            invariant: invariant.name, holds: judgement.violations.isEmpty, counted: judgement.counted,
            violations: judgement.violations)
    }
    say(String(decoding: try JSON.encode(lines), as: UTF8.self))
    return lines.allSatisfy(\.holds) ? 0 : 1
}
