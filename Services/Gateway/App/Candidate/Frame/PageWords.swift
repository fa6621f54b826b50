import Domain
import Templates

/// Words of pages by a name in kebab case, each in both languages. One table for each area of the door; `{{say.name}}` in a
/// template is the word of that name.
struct PageWords: Sendable, ExpressibleByDictionaryLiteral {
    let table: [String: Bilingual]

    init(dictionaryLiteral elements: (String, Bilingual)...) { table = Dictionary(uniqueKeysWithValues: elements) }

    private init(_ table: [String: Bilingual]) { self.table = table }

    /// Both tables in one; a name that stands in both is a bug.
    func joined(with other: PageWords) -> PageWords {
        PageWords(
            table.merging(other.table) { own, _ in
                preconditionFailure("A word of pages stands in two tables: \(own.english)")
            })
    }

    /// The word of a name with its `{places}` filled in.
    func say(_ name: String, in language: Language, _ places: [String: String] = [:]) -> String {
        guard let word = table[name] else { preconditionFailure("No table of words has \(name)") }
        return places.reduce(into: word[language]) { text, place in
            text = text.replacing("{\(place.key)}", with: place.value)
        }
    }

    /// What a template that says `{{say.name}}` is given in each language: the words that it names, a few of some hundred. One that
    /// stands in no table is missing when the page is rendered.
    func said(by template: Result<Template, any Error>) -> [Language: TemplateValue] {
        let names = (try? template.get().names(under: "say")) ?? []
        let words = table.filter { names.contains($0.key) }
        return Dictionary(
            uniqueKeysWithValues: Language.allCases.map { language in
                (language, .object(words.mapValues { .text($0[language]) }))
            })
    }
}
