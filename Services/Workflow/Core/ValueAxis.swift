import Domain
import Events

/// The values of one measure, cut into intervals by the thresholds that rules name.
struct ValueAxis {
    let measure: String
    /// One value of each interval with the interval's name, in rising order.
    let values: [(value: Double, name: String)]

    /// The axes of all measures that the rules look at.
    static func of(_ set: RuleSet) -> [ValueAxis] {
        var thresholds: [String: Set<Double>] = [:]
        for condition in set.rules.flatMap(\.when) {
            thresholds[condition.measure, default: []].insert(condition.value)
        }
        return thresholds.sorted { $0.key < $1.key }.map { ValueAxis(measure: $0.key, cuts: $0.value.sorted()) }
    }

    private init(measure: String, cuts: [Double]) {
        self.measure = measure
        var values: [(value: Double, name: String)] = []
        if let first = cuts.first { values.append((first - 1, "\(measure) below \(first)")) }
        for (index, cut) in cuts.enumerated() {
            let name = index + 1 < cuts.count ? "\(measure) in \(cut)..<\(cuts[index + 1])" : "\(measure) from \(cut)"
            values.append((cut, name))
        }
        self.values = values
    }

    /// Visits every combination of intervals.
    static func forEachCell(_ axes: [ValueAxis], _ visit: (_ measures: [String: Double], _ names: [String]) -> Void) {
        var indices = [Int](repeating: 0, count: axes.count)
        while true {
            var measures: [String: Double] = [:]
            var names: [String] = []
            for (axis, index) in zip(axes, indices) {
                measures[axis.measure] = axis.values[index].value
                names.append(axis.values[index].name)
            }
            visit(measures, names)
            guard let next = indices.indices.last(where: { indices[$0] + 1 < axes[$0].values.count }) else { return }
            indices[next] += 1
            for later in (next + 1)..<max(next + 1, indices.count) { indices[later] = 0 }
        }
    }
}
