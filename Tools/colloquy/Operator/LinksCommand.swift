import Domain
import Events
import Flow
import Host
import JSON
import Kernel

extension Command {
    static let links = Command(
        name: "links", usage: "links revoke APPLICATION --reason CODE [--by NAME] [--at NAME]",
        summary: "Ends every link and session of an application made so far; what is mailed afterwards is good again."
    ) { arguments in
        let words = try Words(arguments, keys: Surroundings.keys.union(["reason", "by"]))
        guard words.rest.count == 2, words.rest[0] == "revoke" else { throw WrongWords("links revoke APPLICATION") }
        let application = try ApplicationID(words.rest[1])
        guard let reason = words["reason"], isCode(reason) else {
            throw WrongWords("say why with --reason, as a code such as mail-forwarded")
        }
        let event = LinksRevoked(
            applicationID: application, revokedBy: try ActorID(words["by"] ?? "operator"), reason: reason,
            revokedAt: Host.now())
        let value = try JSON.encode(event)
        // The fact is the gateway's, and only its owner's word is obeyed on a topic.
        let source = EventHeaders.source(of: "gateway")
        let id = EventID.outsider(source: source, id: "\(application)/\(event.revokedAt)").description
        let headers = [
            Header("ce_specversion", "1.0"), Header("ce_id", id), Header("ce_type", LinksRevoked.schema.type),
            Header("ce_source", source), Header("ce_subject", event.key), Header("content-type", "application/json"),
        ]
        let record = Outgoing(
            topic: LinksRevoked.schema.topic.name, key: Array(event.key.utf8), headers: headers, value: value)
        try Outgoing.send([record], try Surroundings(words).kafka())
        say("revoked  \(application)")
        return 0
    }
}

/// 1 to 100 characters of a–z, 0–9 and hyphens.
private func isCode(_ text: String) -> Bool {
    (1...100).contains(text.utf8.count)
        && text.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }
}
