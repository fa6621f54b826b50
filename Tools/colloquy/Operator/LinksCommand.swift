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
        guard let reason = words["reason"], isReasonCode(reason) else {
            throw WrongWords("say why with --reason, as a code such as mail-forwarded")
        }
        let event = LinksRevoked(
            applicationID: application, revokedBy: try ActorID(words["by"] ?? "operator"), reason: reason,
            revokedAt: Host.now())
        let value = try JSON.encode(event)
        // The fact is the gateway's, and only its owner's word is obeyed on a topic.
        let source = EventHeaders.source(of: "gateway")
        let id = EventID.outsider(source: source, id: "\(application)/\(event.revokedAt)").description
        let record = Outgoing(LinksRevoked.schema, source: source, id: id, key: event.key, value: value)
        try Outgoing.send([record], try Surroundings(words).kafka())
        say("revoked  \(application)")
        return 0
    }
}
