import Domain

/// A résumé as text with its parts, ready to be screened.
package struct Resume: Sendable {
    /// How well the text could be taken out of the document, 0 to 100.
    package let quality: Score
    package let text: FoldedText
    package let sections: [ResumeSection]
    /// What was noticed while the text was taken out of the document.
    package let notes: [MatchResult.Note]

    /// Below this a missing word proves nothing.
    package static let readableQuality: Score = 50

    /// `text` must be clean already (`CleanText.clean`), since spans point into it. Sections are found when not given.
    package init(text: String, sections: [ResumeSection]? = nil, quality: Score? = nil, notes: [MatchResult.Note] = [])
    {
        let folded = FoldedText(text)
        self.text = folded
        self.notes = notes
        self.sections = sections ?? ResumeSection.find(in: folded)
        self.quality = quality ?? TextQuality.measure(folded)
    }

    package var isReadable: Bool { quality >= Self.readableQuality }

    func ranges(of kinds: Set<ResumeSection.Kind>) -> [Range<Int>] {
        sections.filter { kinds.contains($0.kind) }.map(\.range)
    }

    /// The part that an offset lies in.
    func kind(at offset: Int) -> ResumeSection.Kind {
        sections.first { $0.range.contains(offset) }?.kind ?? .other
    }
}
