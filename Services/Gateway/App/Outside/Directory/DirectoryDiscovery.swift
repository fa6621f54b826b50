import GatewayCore
import HTTP
import JSON

extension Gateway {
    /// What a directory asks before it tells anything (RFC 7644 §4).
    var directoryDiscoveryRoutes: [Route] {
        let (types, schemas) = (Self.resourceTypes, Self.directorySchemas)
        return [
            directoryRoute(.get, "/ServiceProviderConfig", "What this server can do.") { _, _ in
                try Self.scim(located(Self.providerConfig, "ServiceProviderConfig", nil))
            },
            directoryRoute(.get, "/ResourceTypes", "Which kinds of resources there are.") { _, _ in
                try Self.scim(listed(types, "ResourceType", "ResourceTypes"))
            },
            directoryRoute(.get, "/ResourceTypes/{id}", "One kind of resources.") { _, request in
                try Self.scim(one(types, "ResourceType", "ResourceTypes", try Self.scimID(request)))
            },
            directoryRoute(.get, "/Schemas", "What of them is kept.") { _, _ in
                try Self.scim(listed(schemas, "Schema", "Schemas"))
            },
            directoryRoute(.get, "/Schemas/{id}", "What of one kind is kept.") { _, request in
                try Self.scim(one(schemas, "Schema", "Schemas", try Self.scimID(request)))
            },
        ]
    }

    private func one(_ all: [JSONValue], _ type: String, _ kind: String, _ id: String) throws -> JSONValue {
        guard let found = all.first(where: { $0["id"]?.string == id }) else { throw Problem.notFound }
        return located(found, type, kind)
    }

    private func listed(_ all: [JSONValue], _ type: String, _ kind: String) -> JSONValue {
        [
            "schemas": [.string(DirectoryList.schema)], "totalResults": .integer(Int64(all.count)),
            "startIndex": 1, "itemsPerPage": .integer(Int64(all.count)),
            "Resources": .array(all.map { located($0, type, kind) }),
        ]
    }

    private func located(_ document: JSONValue, _ type: String, _ kind: String?) -> JSONValue {
        let place = kind.map { directoryDocument.location($0, document["id"]?.string ?? "") }
        let own = "\(directoryDocument.origin)\(DirectoryDocument.path)/\(type)"
        return document.adding("meta", ["resourceType": .string(type), "location": .string(place ?? own)])
    }

    private static let providerConfig: JSONValue = [
        "schemas": ["urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig"],
        "patch": ["supported": true],
        "bulk": ["supported": false, "maxOperations": 0, "maxPayloadSize": 0],
        "filter": ["supported": true, "maxResults": .integer(Int64(DirectoryList.countMax))],
        "changePassword": ["supported": false], "sort": ["supported": false], "etag": ["supported": false],
        "authenticationSchemes": [
            [
                "type": "oauthbearertoken", "name": "Key",
                "description": "A key with the role directory, made on the console under Keys.", "primary": true,
            ]
        ],
    ]

    private static let resourceTypes: [JSONValue] = [("User", "Users"), ("Group", "Groups")].map { name, kind in
        [
            "schemas": ["urn:ietf:params:scim:schemas:core:2.0:ResourceType"], "id": .string(name),
            "name": .string(name), "endpoint": .string("/\(kind)"),
            "description": .string("\(kind) of the employer's directory."),
            "schema": .string("urn:ietf:params:scim:schemas:core:2.0:\(name)"),
        ]
    }

    private static let directorySchemas: [JSONValue] = [
        schema(
            "User",
            [
                attribute("userName", "The name under which they are known there.", isRequired: true, unique: "server"),
                attribute("externalId", "The directory's own number.", isExact: true, unique: "server"),
                attribute("displayName", "What they are called."),
                attribute("active", "Whether they may come in.", type: "boolean"),
                attribute(
                    "groups", "The groups they are in.", type: "complex", isMany: true, mutability: "readOnly",
                    parts: [
                        attribute("value", "Its id.", isExact: true, mutability: "readOnly"),
                        attribute("$ref", "Where it is.", type: "reference", mutability: "readOnly", to: ["Group"]),
                        attribute("display", "Its name.", isExact: true, mutability: "readOnly"),
                    ]),
            ]),
        schema(
            "Group",
            [
                attribute("displayName", "Its name, which GROUP_ROLES knows.", isRequired: true, isExact: true),
                attribute("externalId", "The directory's own number.", isExact: true),
                attribute(
                    "members", "Who is in it.", type: "complex", isMany: true,
                    parts: [
                        attribute("value", "The user's id.", isExact: true, mutability: "immutable"),
                        attribute("$ref", "Where they are.", type: "reference", mutability: "immutable", to: ["User"]),
                        attribute("type", "User.", mutability: "immutable", values: ["User"]),
                    ]),
            ]),
    ]

    private static func schema(_ name: String, _ attributes: [JSONValue]) -> JSONValue {
        [
            "schemas": ["urn:ietf:params:scim:schemas:core:2.0:Schema"],
            "id": .string("urn:ietf:params:scim:schemas:core:2.0:\(name)"), "name": .string(name),
            "description": .string("\(name) of the employer's directory."), "attributes": .array(attributes),
        ]
    }

    private static func attribute(
        _ name: String, _ meaning: String, type: String = "string", isRequired: Bool = false, isMany: Bool = false,
        isExact: Bool = false, mutability: String = "readWrite", unique: String = "none", to kinds: [String] = [],
        values: [String] = [], parts: [JSONValue] = []
    ) -> JSONValue {
        let plain: JSONValue = [
            "name": .string(name), "type": .string(type), "multiValued": .bool(isMany),
            "description": .string(meaning), "required": .bool(isRequired), "caseExact": .bool(isExact),
            "mutability": .string(mutability), "returned": "default", "uniqueness": .string(unique),
        ]
        return
            plain
            .adding("referenceTypes", kinds.isEmpty ? nil : .array(kinds.map { .string($0) }))
            .adding("canonicalValues", values.isEmpty ? nil : .array(values.map { .string($0) }))
            .adding("subAttributes", parts.isEmpty ? nil : .array(parts))
    }
}
