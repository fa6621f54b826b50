import Domain
import GatewayCore
import HTTP
import Templates

extension Gateway {
    /// Lists that somebody keeps under a name: found above the list, named, shared and deleted on a page of their own.
    var savedViewRoutes: [Route] { [viewsShown, viewKept, viewRenamed, viewShared, viewDeleted] }

    private static let viewsPage = ConsolePage("views", words: .views, PackageResources.views_html)
    private var savedViews: SavedViews { SavedViews(database: staff.database) }

    private var viewsShown: Route {
        consolePage("/hr/views", Self.viewsPage, for: .seeApplications) { visit in
            try await viewsValues(visit, fault: nil)
        }
    }

    private var viewKept: Route {
        consoleForm("/hr/views", for: .seeApplications) { visit, form in
            let question = ListQuestion({ form[$0] }, may: visit.may)
            let isShared = form["shared"] == "yes"
            guard !isShared || visit.may(.shareViews) else { throw Problem.notYours }
            do {
                try await savedViews.keep(
                    form["called"] ?? "", query(question.items), isShared: isShared, by: visit.member.actorID, at: now()
                )
            } catch let fault as SavedView.Fault {
                let kept = KeptView(typed: form["called"] ?? "", isShared: isShared, fault: fault)
                let values = try await listValues(question, after: nil, visit, kept)
                return .show(Self.applicationsPage, values, .unprocessableContent)
            }
            return .go("/hr/applications" + query(question.items + [("done", "view")]))
        }
    }

    private var viewRenamed: Route {
        consoleForm("/hr/views/{viewID}/name", for: .seeApplications) { visit, form in
            let view = try await ownView(visit)
            return try await viewChanged(visit) { try await savedViews.rename(view, form["name"] ?? "") }
        }
    }

    private var viewShared: Route {
        consoleForm("/hr/views/{viewID}/sharing", for: .shareViews) { visit, form in
            let view = try await ownView(visit)
            return try await viewChanged(visit) { try await savedViews.share(view, form["shared"] == "yes") }
        }
    }

    private var viewDeleted: Route {
        consoleForm("/hr/views/{viewID}/removal", for: .seeApplications) { visit, _ in
            let view = try await ownView(visit)
            return try await viewChanged(visit) { try await savedViews.delete(view) }
        }
    }

    private func viewChanged(
        _ visit: StaffVisit, _ change: () async throws -> Void
    ) async throws -> ConsoleAnswer {
        do { try await change() } catch let fault as SavedView.Fault {
            return .show(Self.viewsPage, try await viewsValues(visit, fault: fault), .unprocessableContent)
        }
        return .go("/hr/views")
    }

    /// One's own; whoever shares views answers for all that are shared, also of those who have left.
    private func ownView(_ visit: StaffVisit) async throws -> SavedView {
        let id = try visit.request.parameter("viewID") { $0.utf8.count <= 100 ? $0 : nil }
        guard let view = try await savedViews.find(id), mayChange(view, visit) else { throw Problem.notFound }
        return view
    }

    private func mayChange(_ view: SavedView, _ visit: StaffVisit) -> Bool {
        view.owner == visit.member.actorID || view.isShared && visit.may(.shareViews)
    }

    private func viewsValues(_ visit: StaffVisit, fault: SavedView.Fault?) async throws -> [String: TemplateValue] {
        let views = try await savedViews.all(for: visit.member.actorID).filter { mayChange($0, visit) }
        return [
            "isEmpty": .flag(views.isEmpty), "mayShare": .flag(visit.may(.shareViews)),
            "nameMax": .text("\(SavedView.nameCharactersMax)"),
            "fault": .optional(fault.map { viewFault($0, visit.language) }),
            "views": .list(
                views.map { view in
                    .object([
                        "id": .text(view.viewID), "name": .text(view.name),
                        "href": .text("/hr/applications" + view.query),
                        "isShared": .flag(view.isShared), "by": .optional(by(view, visit)),
                    ])
                }),
        ]
    }

    private func by(_ view: SavedView, _ visit: StaffVisit) -> String? {
        view.owner == visit.member.actorID
            ? nil : Self.viewsPage.say("views-by", in: visit.language, ["who": view.owner.text])
    }

    private func viewFault(_ fault: SavedView.Fault, _ language: Language) -> String {
        let limits: [SavedView.Fault: Int] = [
            .long: SavedView.nameCharactersMax, .full: SavedView.countMax, .sharedFull: SavedView.sharedCountMax,
        ]
        let places = limits[fault].map { ["count": "\($0)"] } ?? [:]
        return Self.viewsPage.say("views-fault-\(fault.rawValue)", in: language, places)
    }

    /// What stands above the list: the views that this reader finds, and a form to keep the present one.
    func viewsAboveList(
        _ question: ListQuestion, _ visit: StaffVisit, _ kept: KeptView?
    ) async throws -> [String: TemplateValue] {
        let present = query(question.items)
        let views = try await savedViews.all(for: visit.member.actorID)
        return [
            "hasViews": .flag(!views.isEmpty),
            "views": .list(
                views.map { view in
                    .object([
                        "href": .text("/hr/applications" + view.query), "name": .text(view.name),
                        "isPresent": .flag(view.query == present), "by": .optional(by(view, visit)),
                    ])
                }),
            "items": .list(question.items.map { .object(["name": .text($0.name), "value": .text($0.value)]) }),
            "mayShare": .flag(visit.may(.shareViews)), "nameMax": .text("\(SavedView.nameCharactersMax)"),
            "keptName": .text(kept?.typed ?? ""), "isKeptShared": .flag(kept?.isShared == true),
            "isKeeping": .flag(kept != nil),
            "keepFault": .optional(kept.map { viewFault($0.fault, visit.language) }),
        ]
    }
}

/// A view that was not kept, and why.
struct KeptView: Sendable {
    let typed: String
    let isShared: Bool
    let fault: SavedView.Fault
}
