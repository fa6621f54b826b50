import Domain
import Events

/// Shows in every answer, whatever was asked.
private let communication = "communication"

/// What keeps the answers from coming to a score.
func checkDimensions(of interview: InterviewTemplate) -> [OpeningFinding] {
    let place = "/interview/dimensions"
    var findings: [OpeningFinding] = []
    // Weights can be any integers here; they are cut off where only their sum matters.
    let sum = interview.dimensions.reduce(0) { $0 + min(max($1.weight, -1000), 1000) }
    if sum != 100 { findings.append(OpeningFinding(.weights, at: place, "\(sum)")) }
    let asked = Set(interview.questions.map(\.competency) + [communication])
    var names: Set<String> = []
    for (index, dimension) in interview.dimensions.enumerated() {
        let (place, name) = ("\(place)/\(index)", dimension.dimension)
        if !names.insert(name).inserted {
            findings.append(OpeningFinding(.dimensionTwice, at: "\(place)/dimension", name))
        }
        if dimension.weight < 0 { findings.append(OpeningFinding(.negativeWeight, at: "\(place)/weight", name)) }
        if dimension.isOutside == true, asked.contains(name) {
            findings.append(OpeningFinding(.outsideAsked, at: "\(place)/isOutside", name))
        }
        if dimension.isOutside != true, dimension.weight > 0, !asked.contains(name) {
            findings.append(OpeningFinding(.notAsked, at: "\(place)/dimension", name, "\(dimension.weight)"))
        }
    }
    // How somebody speaks cannot be heard in writing.
    let isSpoken = interview.questions.contains { $0.form == .video || $0.competency == communication }
    if !interview.questions.isEmpty, !isSpoken,
        let index = interview.dimensions.firstIndex(where: { $0.dimension == communication && $0.weight > 0 })
    {
        findings.append(OpeningFinding(.notHeard, at: "\(place)/\(index)/dimension"))
    }
    return findings
}
