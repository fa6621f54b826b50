import Events

/// Compares the length of work experience with the required one: as stated in words, and as the posts' dates add up.
///
/// Posts at the same time count once. A year without a month is a range of possible lengths.
func judgeExperience(_ id: String, atLeastMonths required: Int, in resume: Resume, today: Month) -> Finding {
    let periods = workPeriods(in: resume, today: today)
    let certain = monthsCovered(periods.compactMap(\.certain))
    let possible = monthsCovered(periods.map(\.possible))
    let stated = findStatedYears(in: resume.text).max { $0.months < $1.months }
    let place = periods.first?.range

    if certain >= required { return Finding(id, .met, .longEnough, at: place, months: certain) }
    guard let stated else {
        if periods.isEmpty { return Finding(id, .unclear, .lengthNotStated) }
        return possible >= required
            ? Finding(id, .unclear, .datesTooCoarse, at: place, months: possible)
            : Finding(id, .notMet, .tooShort, at: place, months: possible)
    }
    if stated.months >= required {
        // The dates can show less than was worked, but a clear gap between word and dates is for a person.
        return periods.isEmpty || possible >= required
            ? Finding(id, .met, .longEnough, at: stated.range, months: stated.months)
            : Finding(id, .unclear, .datesDisagree, at: stated.range, months: possible)
    }
    return possible >= required
        ? Finding(id, .unclear, .datesTooCoarse, at: place, months: possible)
        : Finding(id, .notMet, .tooShort, at: stated.range, months: max(stated.months, possible))
}
