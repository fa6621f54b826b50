import Domain

/// What was said in an answer as captions that a player shows beside the recording, as WebVTT (W3C, "WebVTT: The Web Video Text
/// Tracks Format").
///
/// A caption holds words that belong together. It ends with a sentence, before a silence of more than 0.8 s, after 6 s, or when two
/// lines are full, of 42 letters or of 16 Chinese characters, as broadcasters count them.
package enum Captions {
    private static let silenceMilliseconds = 800
    private static let millisecondsMax = 6_000
    private static let millisecondsMin = 700
    private static let sentenceEnds: Set<Unicode.Scalar> = [".", "?", "!", "。", "？", "！", "；", ";"]

    package static func webVTT(of transcript: Transcript) -> String {
        let scalars = Array(transcript.text.unicodeScalars)
        let cues = cues(of: transcript, scalars)
        var lines = ["WEBVTT", ""]
        for (index, words) in cues.enumerated() {
            let next = index + 1 < cues.count ? cues[index + 1].first : nil
            guard let first = words.first, let last = words.last else { continue }
            let text = shown(scalars[first.start..<(next?.start ?? scalars.count)])
            let end = max(last.endMilliseconds, first.startMilliseconds + millisecondsMin)
            let bounded = max(min(end, next?.startMilliseconds ?? end), first.startMilliseconds + 1)
            lines += ["\(time(first.startMilliseconds)) --> \(time(bounded))", text, ""]
        }
        return lines.joined(separator: "\n")
    }

    private static func cues(of transcript: Transcript, _ scalars: [Unicode.Scalar]) -> [[Transcript.Word]] {
        let lengthMax = transcript.language == .chinese ? 2 * 16 : 2 * 42
        var cues: [[Transcript.Word]] = []
        // What points beside the text cannot be shown.
        for word in transcript.words where 0 <= word.start && word.start < word.end && word.end <= scalars.count {
            guard let begun = cues.last, let first = begun.first, let last = begun.last, last.end <= word.start else {
                if cues.isEmpty { cues.append([word]) }
                continue
            }
            let isNew =
                word.startMilliseconds - last.endMilliseconds > silenceMilliseconds
                || word.endMilliseconds - first.startMilliseconds > millisecondsMax
                || word.end - first.start > lengthMax
                || scalars[last.end..<word.start].contains { sentenceEnds.contains($0) }
            if isNew { cues.append([word]) } else { cues[cues.count - 1].append(word) }
        }
        return cues
    }

    /// One line of text; what would be markup is shown as it is written.
    private static func shown(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        var text = ""
        for scalar in scalars {
            switch scalar {
            case "&": text += "&amp;"
            case "<": text += "&lt;"
            case ">": text += "&gt;"
            case _ where scalar.properties.isWhitespace || scalar.value < 0x20:
                if !text.isEmpty, text.last != " " { text += " " }
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text.last == " " ? String(text.dropLast()) : text
    }

    private static func time(_ milliseconds: Int) -> String {
        let milliseconds = max(0, milliseconds)
        func digits(_ number: Int, _ count: Int) -> String {
            String(repeating: "0", count: max(0, count - "\(number)".count)) + "\(number)"
        }
        let seconds = milliseconds / 1000
        return digits(seconds / 3600, 2) + ":" + digits(seconds / 60 % 60, 2) + ":" + digits(seconds % 60, 2) + "."
            + digits(milliseconds % 1000, 3)
    }
}
