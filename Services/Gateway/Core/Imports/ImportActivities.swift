import Flow

/// What is done outside for imports.
package struct ImportActivities: Sendable {
    package let check: Activity<CheckImport, ImportCheck>
    package let write: Activity<WriteImportPart, WrittenPart>
    package let discard: Activity<DiscardImport, Bool>

    package init(
        check: @escaping Activity<CheckImport, ImportCheck>, write: @escaping Activity<WriteImportPart, WrittenPart>,
        discard: @escaping Activity<DiscardImport, Bool>
    ) {
        self.check = check
        self.write = write
        self.discard = discard
    }
}
