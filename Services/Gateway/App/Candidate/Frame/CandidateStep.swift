/// The way through an interview, as the head of its pages shows it.
enum CandidateStep: String, Sendable, CaseIterable {
    case welcome, consent, devices, questions, end
}
