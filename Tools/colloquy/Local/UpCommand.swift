import FoundationEssentials
import Glibc

extension Command {
    static let up = Command(
        name: "up", usage: "up [--name N] [--fresh] [--only screening,workflow]",
        summary:
            "Starts database, broker, mail sink and the services, keeps them up until Ctrl-C, keeps the data."
    ) { arguments in
        func word(after flag: String) -> String? {
            arguments.firstIndex(of: flag).flatMap { arguments.dropFirst($0 + 1).first }
        }
        let only = word(after: "--only")?.split(separator: ",").map(String.init) ?? []
        if let stranger = only.first(where: { !Services.names.contains($0) }) {
            throw LocalFailure("there is no service '\(stranger)'; there are \(Services.names.joined(separator: ", "))")
        }
        let fresh = arguments.contains("--fresh")
        return try House.open(name: word(after: "--name") ?? "up", fresh: fresh, durable: true, only: only) { house in
            house.describe()
            Progress.note("everything is up; Ctrl-C ends it")
            while true { try house.tend() }
        }
    }
}
