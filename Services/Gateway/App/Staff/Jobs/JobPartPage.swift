import Domain
import Events
import Flow
import GatewayCore
import HTTP
import Openings
import Templates

extension Gateway {
    private static let partPage = ConsolePage(
        "job-part", scripts: ["weights.js"], words: .jobs.joined(with: .jobFields).joined(with: .rubrics),
        PackageResources.job_part_html,
        partials: ["field": PackageResources.field_html])
    /// Reports that a preview of rules looks at, the newest.
    private static let previewCountMax = 1_000

    var jobPartShown: Route {
        consolePage("/hr/jobs/{jobID}/{section}", Self.partPage, for: .editJobs) { visit in
            let (view, section) = try await part(visit)
            // A copy of what judges now, to be edited; it counts when it is saved.
            if case .rubric(let index) = section, visit.request.query("copy") != nil {
                return partValues(view, section, view.job.copyingRubric(index, Self.builtInRubrics), visit)
            }
            return partValues(view, section, view.job, visit)
        }
    }

    /// Saves the part as the API's revision of a job does, or shows what is wrong at its field. A preview saves nothing.
    var jobPartSaved: Route {
        consoleForm("/hr/jobs/{jobID}/{section}", for: .editJobs) { visit, sent in
            let (view, section) = try await part(visit)
            var form = JobForm(sent)
            let job = section.apply(&form, to: view.job)
            let words = JobWords(page: Self.partPage, language: visit.language)
            let kinds = section.groups(of: job, words).flatMap(\.fields).map { ($0.pointer, $0.kind) }
            var faults = form.faults.map { fault in
                let kind = kinds.first { $0.0 == fault.pointer }?.1
                return JobFormFault(
                    pointer: fault.pointer,
                    words: fault.word.map { words($0) } ?? kind?.fault(words.page, in: visit.language)
                        ?? words("job-number-fault"), given: fault.given)
            }
            let isPreview = sent["preview"] != nil
            if sent["version"] != version(of: view) {
                faults.append(JobFormFault(words: Self.partPage.say("job-changed", in: visit.language)))
            }
            faults += checkOpening(job).errors.map {
                JobFormFault(pointer: $0.place, words: $0.words(in: visit.language))
            }
            guard faults.isEmpty, !isPreview else {
                var values = partValues(view, section, job, visit, faults, typed: sent)
                if isPreview {
                    let applications = try await records.reported(view.jobID, Self.previewCountMax)
                    let preview = RulePreview(of: job.ruleSet, insteadOf: view.job.ruleSet, over: applications)
                    values.merge(previewValues(preview, job, visit)) { $1 }
                }
                return .show(Self.partPage, values, isPreview ? .ok : .unprocessableContent)
            }
            _ = try await accept(
                ReviseJob(jobID: view.jobID, job: job), key: view.jobID.text,
                idempotencyKey: "staff/\(visit.member.actorID)/\(view.jobID)/\(version(of: view))/\(section.name)")
            return .go("/hr/jobs/\(view.jobID)?done=saved")
        }
    }

    private func part(_ visit: StaffVisit) async throws -> (JobView, JobSection) {
        let section = try visit.request.parameter("section") { JobSection($0) }
        guard let view = try await records.job(try visit.request.jobID()), view.isOpen else { throw Problem.notFound }
        guard section.exists(in: view.job) else { throw Problem.notFound }
        return (view, section)
    }

    /// Somebody else may have saved the job since the form was shown.
    private func version(of view: JobView) -> String { "\(view.updatedAt.millisecondsSinceEpoch)" }

    private func partValues(
        _ view: JobView, _ section: JobSection, _ job: JobDescription, _ visit: StaffVisit,
        _ faults: [JobFormFault] = [], typed: Form? = nil
    ) -> [String: TemplateValue] {
        let page = Self.partPage
        let say = JobWords(page: page, language: visit.language)
        let groups = section.groups(of: job, say)
        let pointers = groups.flatMap(\.fields).map(\.pointer)
        let placed = faults.map { $0.placed(among: pointers) }
        // Rows move together where one was left empty; single fields show again what was typed.
        let keepsTyped = section == .basics || section == .offer || section.word == "question"
        let heading = heading(of: section, view.job, say)
        let values: [String: TemplateValue] = [
            "title": .text("\(heading) · \(view.job.title)"), "heading": .text(heading),
            "hint": .text(say("part-\(section.word)-hint")), "job": .text(view.job.title),
            "jobID": .text(view.jobID.text), "section": .text(section.name), "version": .text(version(of: view)),
            "isScores": .flag(section == .scores), "isRules": .flag(section == .rules),
            "isRubric": .flag(section.word == "rubric"),
            "hasForm": .flag(!groups.isEmpty), "rowsHint": .text(say(section.rowsHint)),
            "remove": .optional(canRemove(section, view) ? say("\(section.word)-remove") : nil),
            "hasFaults": .flag(!faults.isEmpty), "hasPreview": false,
            "faults": .list(
                placed.map { fault in
                    .object([
                        "words": .text(fault.words), "href": .optional(fault.pointer.map { "#\(JobField.id(of: $0))" }),
                        "isAlone": .flag(fault.pointer == nil),
                    ])
                }),
            "groups": .list(
                groups.map { group in
                    .object([
                        "legend": .text(group.legend),
                        "fields": .list(
                            group.fields.map { field in
                                let given = keepsTyped ? typed?[field.pointer] : nil
                                let shown = JobField(
                                    field.pointer, field.label, field.kind, given ?? field.value, hint: field.hint)
                                return shown.shown(on: page, in: visit.language, faults: placed)
                            }),
                    ])
                }),
        ]
        return values.merging(rubricValues(section, view, isEdited: !groups.isEmpty, say)) { $1 }
            .merging(anchorValues(section, view, say)) { $1 }
    }

    private func anchorValues(
        _ section: JobSection, _ view: JobView, _ say: JobWords
    ) -> [String: TemplateValue] {
        guard case .anchors(let index) = section, let question = view.job.interview.questions[at: index] else {
            return [
                "anchorState": .optional(nil), "hasContradictions": false, "contradictions": [],
                "asked": .optional(nil),
            ]
        }
        return anchorValues(view, of: question.questionID, say).merging(["asked": .text(question.text)]) { $1 }
    }

    private func heading(of section: JobSection, _ job: JobDescription, _ say: JobWords) -> String {
        let heading = say("part-\(section.word)")
        switch section {
        case .rubric(let index):
            guard let dimension = job.interview.dimensions[at: index]?.dimension else { return heading }
            return "\(heading): \(Self.builtInRubrics.name(of: dimension, in: say.language))"
        case .anchors(let index): return "\(heading) \(index + 1)"
        default: return heading
        }
    }

    private func canRemove(_ section: JobSection, _ view: JobView) -> Bool {
        switch section {
        case .question(let index):
            view.job.interview.questions.count > 1 && view.job.interview.questions.indices.contains(index)
        case .rubric(let index): ownRubric(of: view.job, index) != nil
        default: false
        }
    }

    private func previewValues(
        _ preview: RulePreview, _ job: JobDescription, _ visit: StaffVisit
    ) -> [String: TemplateValue] {
        let say = JobWords(page: Self.partPage, language: visit.language)
        let warnings = checkOpening(job).warnings
        return [
            "hasPreview": true, "hasReports": .flag(preview.reportCount > 0),
            "sentences": .list(job.ruleSet.inOrder.map { .text($0.sentence(say)) }),
            "warnings": .list(warnings.map { .text($0.words(in: visit.language)) }),
            "counted": .text(
                say(
                    "preview-counted",
                    ["count": "\(preview.reportCount)", "changed": "\(preview.changedCount)"])),
            "outcomes": .list(
                preview.lines.map { line in
                    .object([
                        "name": .text(say.page.say("ruled", line.outcome.rawValue, in: visit.language)),
                        "now": .text("\(line.now)"), "then": .text("\(line.then)"),
                    ])
                }),
        ]
    }
}

extension JobFormFault {
    /// The field of the page that it is shown at: that of its place, or the first within it, or the nearest around it.
    fileprivate func placed(among pointers: [String]) -> JobFormFault {
        var fault = self
        fault.pointer = pointer.flatMap { place in
            if pointers.contains(place) { return place }
            if let within = pointers.first(where: { $0.hasPrefix("\(place)/") }) { return within }
            return pointers.filter { place.hasPrefix("\($0)/") }.max { $0.count < $1.count }
        }
        return fault
    }
}
