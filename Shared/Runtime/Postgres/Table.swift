import Domain
import Flow
import Kernel

/// How a type of state is stored: a table of the service's schema with `key text PRIMARY KEY, version bigint NOT NULL,
/// state json NOT NULL, updated_at timestamptz NOT NULL` and columns derived from the state, for queries.
package struct Table: Sendable {
    package let name: String
    package let kind: StateKind
    let columns: [ErasedColumn]

    package init<State: Codable & Sendable>(_ name: String, of state: State.Type, columns: [Column<State>] = []) {
        self.name = name
        kind = StateKind(state)
        self.columns = columns.map { column in
            ErasedColumn(name: column.name, arrayType: column.arrayType) { values in
                column.encode(
                    values.map { value in
                        guard let state = value as? State else { preconditionFailure("a slot has its table's type") }
                        return state
                    })
            }
        }
    }

    struct ErasedColumn: Sendable {
        let name: String
        let arrayType: String
        let encode: @Sendable ([Any]) -> Parameter
    }
}

/// A column that is derived from the state at every write.
package struct Column<State>: Sendable {
    let name: String
    let arrayType: String
    let encode: @Sendable ([State]) -> Parameter

    package static func text(_ name: String, _ value: @escaping @Sendable (State) -> String?) -> Column {
        Column(name: name, arrayType: "text[]") { .optionalTexts($0.map(value)) }
    }

    package static func int(_ name: String, _ value: @escaping @Sendable (State) -> Int64?) -> Column {
        Column(name: name, arrayType: "bigint[]") { .optionalInts($0.map(value)) }
    }

    package static func double(_ name: String, _ value: @escaping @Sendable (State) -> Double?) -> Column {
        Column(name: name, arrayType: "double precision[]") { .optionalDoubles($0.map(value)) }
    }

    package static func bool(_ name: String, _ value: @escaping @Sendable (State) -> Bool?) -> Column {
        Column(name: name, arrayType: "boolean[]") { .optionalBools($0.map(value)) }
    }

    package static func instant(_ name: String, _ value: @escaping @Sendable (State) -> Instant?) -> Column {
        Column(name: name, arrayType: "timestamptz[]") { .optionalInstants($0.map(value)) }
    }
}
