import Domain
import Events
import JSON

/// Compares a value with the shape that its event's schema promises; gives every difference as a sentence.
enum ShapeCheck {
    static func flaws(_ value: JSONValue, _ shape: Shape, at path: String = "") -> [String] {
        func flaw(_ text: String) -> [String] { ["\(path.isEmpty ? "the event" : path) \(text)"] }
        switch shape {
        case .text(let max):
            guard let text = value.string else { return flaw("is no text") }
            return text.unicodeScalars.count <= max ? [] : flaw("is longer than \(max)")
        case .identifier:
            guard let text = value.string, (try? JobID(text)) != nil else { return flaw("is no identifier") }
            return []
        case .instant:
            guard let text = value.string, (try? JSON.decode(Instant.self, from: quoted(text))) != nil else {
                return flaw("is no instant")
            }
            return []
        case .date:
            guard let text = value.string, (try? JSON.decode(CalendarDate.self, from: quoted(text))) != nil else {
                return flaw("is no date")
            }
            return []
        case .integer(let low, let high):
            guard let integer = value.integer else { return flaw("is no integer") }
            return (low...high).contains(integer) ? [] : flaw("is outside of \(low) to \(high)")
        case .number(let low, let high):
            guard let number = value.double else { return flaw("is no number") }
            return (low...high).contains(number) ? [] : flaw("is outside of \(low) to \(high)")
        case .boolean:
            return value.bool == nil ? flaw("is no boolean") : []
        case .word(let words):
            guard let word = value.string else { return flaw("is no word") }
            return words.contains(word) ? [] : flaw("is none of \(words)")
        case .list(let element, let max):
            guard let elements = value.array else { return flaw("is no list") }
            return (elements.count <= max ? [] : flaw("has more than \(max) elements"))
                + elements.enumerated().flatMap { flaws($1, element, at: "\(path)[\($0)]") }
        case .map(let shape):
            guard let members = value.object else { return flaw("is no map") }
            return members.flatMap { flaws($0.value, shape, at: "\(path).\($0.key)") }
        case .object(let fields):
            guard let members = value.object else { return flaw("is no object") }
            return objectFlaws(members, fields, path)
        case .any:
            return []
        }
    }

    private static func objectFlaws(_ members: [JSONValue.Member], _ fields: [Field], _ path: String) -> [String] {
        let known = Set(fields.map(\.name))
        var found = members.filter { !known.contains($0.key) }.map { "\(path).\($0.key) is not in the schema" }
        for field in fields {
            let inner = path.isEmpty ? field.name : "\(path).\(field.name)"
            if let member = members.first(where: { $0.key == field.name }) {
                found += flaws(member.value, field.shape, at: inner)
            } else if field.isRequired {
                found.append("\(inner) is missing")
            }
        }
        return found
    }

    private static func quoted(_ text: String) -> String { (try? JSONValue.string(text).text()) ?? "" }
}
