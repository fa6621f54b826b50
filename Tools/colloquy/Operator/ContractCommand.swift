import Domain
import FoundationEssentials
import Glibc
import Vault

extension Command {
    static let contract = Command(
        name: "contract",
        usage:
            "contract ended APPLICATION --on DAY | export APPLICATION --to FILE, with --reason TEXT [--by NAME] [--at NAME]",
        summary:
            "Says on which day a contract really ended, which its retention is counted from; or writes the signed paper "
            + "into a file, also of somebody who was erased."
    ) { arguments in
        let words = try Words(arguments, keys: Surroundings.keys.union(["on", "to", "reason", "by"]))
        guard words.rest.count == 2, ["ended", "export"].contains(words.rest[0]) else {
            throw WrongWords("ended or export, and which application?")
        }
        let application = try ApplicationID(words.rest[1])
        guard let reason = words["reason"], !reason.isEmpty else {
            throw WrongWords("say why with --reason: it is kept in the audit, so write no personal data into it")
        }
        return try await Surroundings(words).withVault(actor: auditor(words)) { vault in
            guard let contract = try await vault.contract(of: application) else {
                throw WrongWords("the vault keeps no signed contract of \(application)")
            }
            if words.rest[0] == "ended" {
                guard let day = words["on"].flatMap({ try? CalendarDate($0) }), day >= contract.startsOn else {
                    throw WrongWords(
                        "--on names a day, such as 2029-11-30, not before the contract's first: \(contract.startsOn)")
                }
                _ = try await vault.noteContractEnd(of: application, on: day, reason: reason)
                say("noted  the contract of \(application) ended on \(day)")
                return 0
            }
            guard let path = words["to"] else { throw WrongWords("--to names the file to write") }
            let bytes = try await vault.signedPaper(of: contract, purpose: reason)
            guard
                FileManager.default.createFile(
                    atPath: path, contents: Data(bytes), attributes: [.posixPermissions: 0o600])
            else { throw WrongWords("\(path) cannot be written") }
            say("written  \(path), \(bytes.count) bytes")
            return 0
        }
    }
}
