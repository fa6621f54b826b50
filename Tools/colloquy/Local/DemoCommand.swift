import FoundationEssentials
import Glibc

extension Command {
    static let demo = Command(
        name: "demo", usage: "demo",
        summary:
            "Plays a hiring story from outside on a fresh private environment (STAY=1 leaves it up, ANSWER=file.webm)."
    ) { arguments in
        try Words(arguments).noMore()
        let environment = ProcessInfo.processInfo.environment
        let stays = !(environment["STAY"] ?? "").isEmpty
        return try LocalHouse.open(name: "demo", fresh: true, durable: true) { house in
            let status = try play(house, environment: environment)
            guard stays else { return status }
            house.describe()
            Progress.note("STAY=1: everything stays up; Ctrl-C ends it")
            while true { try house.tend() }
        }
    }
}

/// Runs the outside player, which shares no code with the services, and looks after the services meanwhile.
@MainActor private func play(_ house: LocalHouse, environment: [String: String]) throws -> Int32 {
    let place = house.place
    var command = [
        "/usr/bin/python3", "\(place.checkout)/Tools/demo/play.py", "--environment", "\(place.root)/environment.json",
        "--result", "\(place.checkout)/.colloquy/demo/result.json", "--browser",
    ]
    if let answer = environment["ANSWER"], !answer.isEmpty { command += ["--answer", answer] }
    if !(environment["STAY"] ?? "").isEmpty { command += ["--stay"] }
    let player = try Child.start(.init(name: "the story", command: command, environment: environment))
    defer { player.stop(millisecondsMax: 3000) }
    while player.isRunning { try house.tend() }
    return player.status ?? 1
}
