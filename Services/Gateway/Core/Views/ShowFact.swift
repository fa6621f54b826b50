import Domain
import Events
import Flow

extension ApplicationView {
    /// The bound of a timeline; an application has some thirty facts and a few per answer and delivery.
    package static let timelineCountMax = 400
    package static let deliveryCountMax = 100
}

/// Notes a fact in the timeline and lets `change` write the part that is its own.
func show(
    _ event: any Event, _ applicationID: ApplicationID, _ view: ApplicationView?, _ cause: Cause,
    _ details: [String: String?] = [:], _ change: (inout ApplicationView) -> Void = { _ in }
) -> Decision<ApplicationView> {
    var view = view ?? ApplicationView(applicationID, at: cause.now)
    let at = cause.occurredAt ?? cause.now
    let entry = TimelineEntry(
        at: at, what: type(of: event).schema.name, details: details.compactMapValues { $0 })
    view.receivedAt = min(view.receivedAt ?? view.timeline.first?.at ?? at, at)
    // Topics are read side by side, so a fact may come after one that happened later.
    let index = view.timeline.lastIndex { $0.at <= at }.map { $0 + 1 } ?? 0
    view.timeline.insert(entry, at: index)
    if view.timeline.count > ApplicationView.timelineCountMax { view.timeline.removeFirst() }
    view.updatedAt = cause.now
    change(&view)
    return Decision(view)
}
