import FoundationEssentials
import Glibc

extension Command {
    static let up = Command(
        name: "up", usage: "up [--name N] [--fresh] [--only screening,workflow]",
        summary:
            "Starts database, broker, mail sink and the services, keeps them up until Ctrl-C, keeps the data."
    ) { arguments in
        let words = try Words(arguments, keys: ["name", "only"], flags: ["fresh"])
        try words.noMore()
        let only = words["only"]?.split(separator: ",").map(String.init) ?? []
        if let stranger = only.first(where: { !Services.names.contains($0) }) {
            throw WrongWords("there is no service '\(stranger)'; there are \(Services.names.joined(separator: ", "))")
        }
        return try LocalHouse.open(name: words["name"] ?? "up", fresh: words.has("fresh"), durable: true, only: only) {
            house in
            house.describe()
            Progress.note("everything is up; Ctrl-C ends it")
            while true { try house.tend() }
        }
    }
}
