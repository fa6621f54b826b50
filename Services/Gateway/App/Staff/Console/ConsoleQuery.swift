import Encoding

/// What stands behind a path: `?stage=review&job=j1`; nothing where there is nothing.
func query(_ items: [(name: String, value: String)]) -> String {
    let pairs = items.filter { !$0.value.isEmpty }.map {
        "\(PercentEncoding.encode($0.name))=\(PercentEncoding.encode($0.value))"
    }
    return pairs.isEmpty ? "" : "?" + pairs.joined(separator: "&")
}
