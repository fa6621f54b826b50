import Crypto
import Domain
import Encoding
import GatewayCore
import Host
import Postgres

extension Command {
    static let staff = Command(
        name: "staff", usage: "staff invite NAME --role ROLE [--emergency yes] [--by NAME] [--at NAME]",
        summary:
            "Prints a link by which somebody sets up an account of the console, or sets it up anew: the first administrator, "
            + "or one who is shut out. --emergency yes: the account lets in also where LOCAL_ACCOUNTS is false. Roles: \(StaffRole.ofPeople.map(\.rawValue).joined(separator: ", "))."
    ) { arguments in
        let words = try Words(arguments, keys: Surroundings.keys.union(["role", "by", "emergency"]))
        guard words.rest.count == 2, words.rest[0] == "invite" else {
            throw WrongWords("staff invite NAME --role ROLE")
        }
        guard let name = StaffAccount.name(words.rest[1]) else {
            throw WrongWords("a user name has 1 to \(StaffAccount.nameBytesMax) characters of A-Z a-z 0-9 . _ : -")
        }
        guard let role = words["role"].flatMap({ StaffRole(rawValue: $0) }), StaffRole.ofPeople.contains(role) else {
            throw WrongWords("--role is one of \(StaffRole.ofPeople.map(\.rawValue).joined(separator: ", "))")
        }
        let isEmergency = words["emergency"] == "yes"
        guard !isEmergency || role == .administrator else {
            throw WrongWords("--emergency is for an administrator alone")
        }
        let surroundings = try Surroundings(words)
        let invitation = StaffInvitation.made(
            for: name, as: role, by: try ActorID(words["by"] ?? "operator"), at: Host.now(), isEmergency: isEmergency)
        let token = Base64.url.encode(randomBytes(count: 32))
        let connection = try Connection(try surroundings.required("POSTGRES_URL"), name: "colloquy-staff")
        try connection.transaction { connection in
            guard try connection.query(StaffInviting.isOfProvider(name)).isEmpty else {
                throw WrongWords("\(name) comes in by the identity provider: choose another name")
            }
            for statement in StaffInviting.statements(invitation, hash: SHA256.hash(token).bytes) {
                try connection.query(statement)
            }
        }
        let place = surroundings.optional("PUBLIC_URL") ?? ""
        say("invited  \(name) as \(role.rawValue), until \(invitation.endsAt)")
        say("\(place)/hr/welcome#\(token)")
        return 0
    }
}

/// What the gateway does when an administrator asks somebody in, from outside of it: what was asked before is over, and an account
/// that is there lets nobody in until it is set up anew.
private enum StaffInviting {
    static func isOfProvider(_ name: ActorID) -> Statement<Bool> {
        Statement(
            "SELECT true FROM gateway.staff_accounts WHERE actor_id = $1 AND source = 'provider'", [.text(name.text)]
        ) { $0.bool(0) }
    }

    static func statements(_ invitation: StaffInvitation, hash: [UInt8]) -> [Statement<Void>] {
        let name = Parameter.text(invitation.actorID.text)
        return [
            Statement("DELETE FROM gateway.staff_invitations WHERE actor_id = $1", [name]),
            Statement(
                """
                INSERT INTO gateway.staff_invitations (token_hash, actor_id, role, made_by, ends_at, is_emergency)
                VALUES ($1, $2, $3, $4, $5, $6)
                """,
                [
                    .bytes(hash), name, .text(invitation.role.rawValue), .text(invitation.madeBy.text),
                    .instant(invitation.endsAt), .bool(invitation.isEmergency),
                ]),
            Statement("UPDATE gateway.staff_accounts SET is_closed = true WHERE actor_id = $1", [name]),
            Statement("DELETE FROM gateway.staff_sessions WHERE actor_id = $1", [name]),
        ]
    }
}
