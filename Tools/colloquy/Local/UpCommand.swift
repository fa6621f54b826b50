import FoundationEssentials
import Glibc

extension Command {
    static let up = Command(
        name: "up", usage: "up [--name N] [--fresh]",
        summary:
            "Starts database, broker, mail sink and the seven services, keeps them up until Ctrl-C, keeps the data."
    ) { arguments in
        let name = arguments.firstIndex(of: "--name").flatMap { arguments.dropFirst($0 + 1).first } ?? "up"
        return try House.open(name: name, fresh: arguments.contains("--fresh"), durable: true) { house in
            house.describe()
            Progress.note("everything is up; Ctrl-C ends it")
            while true { try house.tend() }
        }
    }
}
