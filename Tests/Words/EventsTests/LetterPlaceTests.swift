import Events
import Testing

struct LetterPlaceTests {
    @Test func `a place is written in one way`() {
        let place = LetterPlace(service: "scoring", partition: 3, offset: 17)
        #expect(LetterPlace("\(place)") == place)
        let none = [
            "", "scoring", "scoring/3", "scoring/3/17/1", "scoring/-1/17", "scoring/3/-17", "scoring/03/17",
            "scoring/+3/17", "Scoring/3/17", "sco ring/3/17", "/3/17", "scoring/3/99999999999999999999",
            String(repeating: "s", count: LetterPlace.serviceBytesMax + 1) + "/3/17",
        ]
        for text in none { #expect(LetterPlace(text) == nil, "\(text)") }
    }
}
