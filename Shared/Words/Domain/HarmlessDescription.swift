/// What may be told of an error in a fact, a header, a log line or an answer.
///
/// Our own errors that describe themselves quote nothing that came in. Whatever else throws, be it the standard library, a system
/// or an error of ours without a description, may print the value it stumbled over, which may be personal: of those, the kind of
/// error alone is told.
package func harmlessDescription(of error: any Error) -> String {
    let name = String(reflecting: type(of: error))
    if error is any CustomStringConvertible, !foreignModules.contains(where: name.hasPrefix) { return "\(error)" }
    let short = name.split(separator: ".").last.map(String.init) ?? name
    let mirror = Mirror(reflecting: error)
    guard mirror.displayStyle == .enum else { return short }
    // A case with a payload is told by its label; without one its name is all it prints.
    return "\(short).\(mirror.children.first?.label ?? "\(error)")"
}

private let foreignModules = ["Swift.", "Foundation", "__C", "Dispatch"]
