import Domain
import Events

// What is scored, and how much it weighs.

func scoreGroups(of job: JobDescription, _ say: JobWords) -> [JobFieldGroup] {
    let dimensions = job.interview.dimensions.map(Optional.some) + Array(repeating: nil, count: JobWords.emptyRows)
    return dimensions.enumerated().map { index, dimension in
        let place = "/interview/dimensions/\(index)"
        return JobFieldGroup(
            legend: say("job-dimension", ["number": "\(index + 1)"]),
            fields: [
                JobField("\(place)/dimension", "job-name", .line(charactersMax: 60), dimension?.dimension ?? ""),
                JobField(
                    "\(place)/weight", "job-percent", .number(0...100), dimension.map { "\($0.weight)" } ?? ""),
                JobField(
                    "\(place)/minimum", "job-minimum", .line(charactersMax: 6),
                    dimension?.minimum.map { "\($0)" } ?? ""),
                JobField(
                    "\(place)/isOutside", "job-outside", say.yesOrNo, dimension?.isOutside == true ? "yes" : "no"),
            ])
    }
}

func applyScores(_ form: inout JobForm, to job: JobDescription) -> JobDescription {
    var job = job
    var dimensions: [DimensionWeight] = []
    var renamed: [String: String] = [:]
    for (index, row) in form.rows("/interview/dimensions", "/dimension", ["/weight", "/minimum"]).enumerated() {
        let (place, shown) = ("/interview/dimensions/\(row)", "/interview/dimensions/\(index)")
        let weight = form.number("\(place)/weight", shownAt: "\(shown)/weight") ?? 0
        let minimum = form.score("\(place)/minimum", shownAt: "\(shown)/minimum")
        let name = form.text("\(place)/dimension")
        if let before = job.interview.dimensions[at: row]?.dimension, before != name { renamed[before] = name }
        dimensions.append(
            DimensionWeight(
                name, weight: weight, minimum: minimum,
                isOutside: form.isYes("\(place)/isOutside") ? true : nil))
    }
    // A rubric goes with its dimension when that gets another name.
    let names = Set(dimensions.map(\.dimension))
    job.interview.rubrics = job.interview.rubrics?.map { rubric in
        var rubric = rubric
        if !names.contains(rubric.dimension) { rubric.dimension = renamed[rubric.dimension] ?? rubric.dimension }
        return rubric
    }
    job.interview.dimensions = dimensions
    return job
}
