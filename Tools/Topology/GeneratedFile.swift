import Events
import JSON

/// A file of the checkout that is written from the code.
package struct GeneratedFile: Sendable, Hashable {
    /// From the top of the checkout.
    package let path: String
    package let text: String

    /// All of them, in the order of their paths.
    package static func all(_ map: ServiceMap) throws -> [GeneratedFile] {
        var files = try Catalogue.all.map { event in
            GeneratedFile(
                path: "Schemas/\(event.schema.fileName)",
                text: try event.schema.document(samples: try samples(of: event)).prettyText())
        }
        files.append(GeneratedFile(path: "Schemas/asyncapi.yaml", text: try YAML.text(AsyncAPI(map).document)))
        files.append(GeneratedFile(path: "docs/flow.md", text: FlowPage(map).text))
        files.append(GeneratedFile(path: "deploy/kafka-acls.sh", text: AccessList(map).script))
        return files.sorted { $0.path < $1.path }
    }

    private static func samples<E: Event>(of event: E.Type) throws -> [JSONValue] {
        try event.samples.map { try JSONValue(parsing: JSON.encode($0)) }
    }
}
