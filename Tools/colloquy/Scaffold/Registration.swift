/// Where the house lists its services: one line each.
enum Registration {
    /// The changed files, none of them written yet. Throws ``WrongWords`` when a list does not look as expected.
    static func edits(of name: ServiceName, in checkout: Checkout) throws(WrongWords) -> [(path: String, text: String)]
    {
        var edits: [(path: String, text: String)] = []
        func edit(_ path: String, _ change: (inout [String]) -> Bool) throws(WrongWords) {
            guard
                var lines = checkout.text(path)?.split(separator: "\n", omittingEmptySubsequences: false).map(
                    String.init)
            else { throw WrongWords("there is no \(path)") }
            guard change(&lines) else { throw WrongWords("\(path) has no list of services where one is expected") }
            edits.append((path, lines.joined(separator: "\n")))
        }
        try edit("Package.swift") { lines in
            insert(#"    service("\#(name.type)"),"#, below: { $0.hasPrefix("    service(\"") }, in: &lines)
        }
        try edit("Tools/Topology/ServiceMap.swift") { lines in
            let row = #"        MappedService("\#(name)", \#(name.type)Core.reactions),"#
            return insert(row, below: { $0.hasPrefix("        MappedService(\"") }, in: &lines)
                && insertImport("import \(name.type)Core", in: &lines)
        }
        try edit("docker-compose.yml") { lines in
            let url = "      POSTGRES_URL_\(name.description.uppercased())_FILE: /run/secrets/postgres-url-\(name)"
            guard insert(url, below: { $0.hasPrefix("      POSTGRES_URL_") && $0.contains("_FILE: ") }, in: &lines),
                let volumes = lines.firstIndex(of: "volumes:")
            else { return false }
            lines.insert(contentsOf: container(name), at: volumes)
            return true
        }
        try edit("deploy/Dockerfile") { lines in
            insert("FROM base AS base-\(name)", below: { $0.hasPrefix("FROM base AS base-workflow") }, in: &lines)
        }
        return edits
    }

    /// What a service needs that has nothing but the database, the broker and the vault.
    private static func container(_ name: ServiceName) -> [String] {
        """
          \(name):
            <<: *service
            image: ${COLLOQUY_IMAGE_PREFIX:-colloquy/}\(name):${COLLOQUY_TAG:-latest}
            build: {context: ., dockerfile: deploy/Dockerfile, args: {SERVICE: \(name)}}
            environment:
              <<: *environment
            volumes:
              - vault:/var/lib/colloquy/vault
              - {type: volume, source: secrets, target: /run/secrets, read_only: true, volume: {subpath: \(name)}}

        """.split(separator: "\n", omittingEmptySubsequences: false).map { $0.isEmpty ? "" : "\($0)" }
    }

    /// Puts a line below the last one that is like it.
    private static func insert(_ line: String, below isLike: (String) -> Bool, in lines: inout [String]) -> Bool {
        guard let last = lines.lastIndex(where: isLike) else { return false }
        lines.insert(line, at: last + 1)
        return true
    }

    /// Imports stand in the order of the alphabet.
    private static func insertImport(_ line: String, in lines: inout [String]) -> Bool {
        guard let last = lines.lastIndex(where: { $0.hasPrefix("import ") }) else { return false }
        let place = lines[...last].firstIndex { $0.hasPrefix("import ") && $0 > line } ?? last + 1
        lines.insert(line, at: place)
        return true
    }
}
