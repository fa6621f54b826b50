/// One SQL statement as a value: text, parameters and the reading of its rows side by side.
package struct Statement<Value>: Sendable {
    package let sql: String
    package let parameters: [Parameter]
    package let read: @Sendable (Row) throws -> Value

    /// `$1`, `$2`, … stand for the parameters. The text must be a constant: it is prepared once per connection.
    package init(_ sql: String, _ parameters: [Parameter] = [], read: @escaping @Sendable (Row) throws -> Value) {
        self.sql = sql
        self.parameters = parameters
        self.read = read
    }
}

extension Statement where Value == Void {
    package init(_ sql: String, _ parameters: [Parameter] = []) {
        self.init(sql, parameters, read: { _ in })
    }
}
