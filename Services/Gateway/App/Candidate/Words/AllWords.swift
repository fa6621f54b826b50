extension PageWords {
    /// Every table of words of the candidates' pages.
    static let all: [PageWords] = [
        .frame, .problem, .entry, .consent, .identity, .devices, .question, .writing, .after, .appointments, .requests,
        .offer,
        .helping,
    ]
}
