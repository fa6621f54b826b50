import JSON

/// What may not change inside of a version: whoever reads or writes the old schema must be able to go on.
///
/// Allowed are new optional fields, new words of a list (readers park what they do not know), wider bounds, and texts.
package enum SchemaChange {
    /// The forbidden changes from one document to the next, each as a sentence; empty: additive only.
    package static func breaking(from old: JSONValue, to new: JSONValue, at path: String = "") -> [String] {
        let place = path.isEmpty ? "the event" : path
        if old["type"] != new["type"] || old["format"] != new["format"] || old["pattern"] != new["pattern"] {
            return ["\(place) is of another type"]
        }
        var flaws: [String] = []
        flaws += bounds(old, new, place)
        let lost = words(old["enum"]).subtracting(words(new["enum"]))
        if new["enum"] != nil, old["enum"] == nil { flaws.append("\(place) is limited to a list of words") }
        if !lost.isEmpty { flaws.append("\(place) lost \(lost.sorted().joined(separator: ", "))") }
        flaws += members(old, new, path, place)
        for part in ["items", "additionalProperties"] {
            if let before = old[part], let after = new[part] {
                flaws += breaking(from: before, to: after, at: path + "[]")
            } else if old[part] == nil, new[part] != nil {
                flaws.append("\(place) is limited in what it holds")
            }
        }
        return flaws
    }

    private static func members(_ old: JSONValue, _ new: JSONValue, _ path: String, _ place: String) -> [String] {
        var flaws: [String] = []
        let required = words(new["required"])
        for member in old["properties"]?.object ?? [] {
            let inner = path.isEmpty ? member.key : "\(path).\(member.key)"
            if let after = new["properties"]?[member.key] {
                flaws += breaking(from: member.value, to: after, at: inner)
            } else {
                flaws.append("\(inner) is gone")
            }
        }
        for key in required.subtracting(words(old["required"])).sorted() {
            flaws.append("\(place) now requires \(key)")
        }
        for key in words(old["required"]).subtracting(required).sorted() {
            flaws.append("\(place) no longer promises \(key)")
        }
        return flaws
    }

    private static func bounds(_ old: JSONValue, _ new: JSONValue, _ place: String) -> [String] {
        var flaws: [String] = []
        for (bound, isUpper) in [("maximum", true), ("maxLength", true), ("maxItems", true), ("minimum", false)] {
            guard let after = new[bound]?.double else { continue }
            guard let before = old[bound]?.double, isUpper ? after >= before : after <= before else {
                flaws.append("\(place) has a narrower \(bound)")
                continue
            }
        }
        return flaws
    }

    private static func words(_ list: JSONValue?) -> Set<String> { Set(list?.array?.compactMap(\.string) ?? []) }
}
