/// The names of all settings, so that one that has no effect can be told from one that another service reads. They are those of
/// `.env.example`, which the build puts into every service.
enum KnownSettings {
    static let names: Set<String> = {
        let lines = String(decoding: PackageResources.settings_env, as: UTF8.self).split(separator: "\n")
        let keys = lines.filter { !$0.hasPrefix("#") }.compactMap { line in
            line.firstIndex(of: "=").map { String(line[..<$0]) }
        }
        // `KEY_FILE` is `KEY` in a file.
        return Set(keys.flatMap { $0.hasSuffix("_FILE") ? [$0, String($0.dropLast(5))] : [$0] } + ["MIGRATE_ONLY"])
    }()

    /// Where one may be meant although the name is not known. What a platform or another program sets is nobody's mistake.
    static func strangers(among keys: [String]) -> [String] {
        let known = names.union(names.map { "\($0)_FILE" })
        let prefixes = Set(names.compactMap { $0.split(separator: "_").first.map(String.init) }).subtracting([
            "API", "HTTP", "LOG", "PUBLIC",
        ])
        return keys.filter { key in
            guard !known.contains(key), key.contains("_") else { return false }
            guard let prefix = key.split(separator: "_").first, prefixes.contains(String(prefix)) else { return false }
            return !isForeign(key)
        }.sorted()
    }

    private static func isForeign(_ key: String) -> Bool {
        // Kubernetes tells every container where each service is: KAFKA_SERVICE_HOST, KAFKA_PORT_9092_TCP_ADDR.
        key.contains("_SERVICE_HOST") || key.contains("_SERVICE_PORT") || key.contains("_PORT_")
            || key.hasSuffix("_PORT")
            // Names of the tool and of the images of PostgreSQL.
            || key.hasPrefix("COLLOQUY_") || key.hasPrefix("POSTGRES_URL_") || key.hasPrefix("POSTGRES_ADMIN_")
            || ["POSTGRES_PASSWORD", "POSTGRES_PASSWORD_FILE", "POSTGRES_USER", "POSTGRES_DB", "KAFKA_HOME"].contains(
                key)
    }

    /// The known name that differs least, if it differs little.
    static func nearest(to key: String, among known: Set<String> = names) -> String? {
        let ranked = known.map { ($0, distance(Array($0.utf8), Array(key.utf8))) }
            .min { ($0.1, $0.0) < ($1.1, $1.0) }
        return ranked.flatMap { $0.1 <= 3 ? $0.0 : nil }
    }

    /// Letters to be inserted, left out or changed (Levenshtein).
    private static func distance(_ one: [UInt8], _ other: [UInt8]) -> Int {
        var row = Array(0...other.count)
        for (index, letter) in one.enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for column in 0..<other.count {
                let above = row[column + 1]
                row[column + 1] = min(above + 1, row[column] + 1, diagonal + (letter == other[column] ? 0 : 1))
                diagonal = above
            }
        }
        return row[other.count]
    }
}
