import Foundation
import Testing

/// What C gives has one owner. A class's `deinit` runs also when its initialiser throws after the last property was set, so
/// what the one frees the other must leave alone.
struct OwnershipTests {
    private static let freeing =
        #"\b\w*(?:[fF]ree|[dD]estroy|[cC]lose|[cC]leanup|[fF]inish|[dD]eallocate|[rR]elease)\w*(?=\()"#

    /// The functions that both a `deinit` and a throwing initialiser of one file call to free something.
    static func freedTwice(_ code: [String]) -> Set<String> {
        func names(_ pattern: String) -> Set<String> {
            var found: Set<String> = []
            for (index, line) in code.enumerated() where line.range(of: pattern, options: .regularExpression) != nil {
                for line in body(code, from: index) { found.formUnion(matches(line)) }
            }
            return found
        }
        return names(#"^\s*deinit \{"#).intersection(names(#"^\s*(package |private )?(convenience )?init\b"#))
    }

    /// From the line where a body begins to the line that closes it; none when its initialiser throws nothing.
    private static func body(_ code: [String], from start: Int) -> ArraySlice<String> {
        var depth = 0
        var head = ""
        for index in start..<code.count {
            if depth == 0 { head += code[index] }
            depth += code[index].filter { $0 == "{" }.count - code[index].filter { $0 == "}" }.count
            guard depth <= 0, head.contains("{") else { continue }
            return head.contains("init(") && !head.contains("throws") ? [] : code[start...index]
        }
        return []
    }

    private static func matches(_ line: String) -> [String] {
        guard let expression = try? NSRegularExpression(pattern: freeing) else { return [] }
        return expression.matches(in: line, range: NSRange(line.startIndex..., in: line)).compactMap {
            Range($0.range, in: line).map { String(line[$0]) }
        }
    }

    @Test func `a throwing initialiser never frees what deinit frees`() {
        for source in Checkout.sources where !source.isTest {
            let found = OwnershipTests.freedTwice(source.code.map(\.text))
            #expect(found == [], "\(source.path): make the handle in a function that frees it when it fails")
        }
    }

    @Test func `the search finds the fault`() {
        let fault = """
            package final class Connection {
                let handle: OpaquePointer
                package init(
                    _ url: String
                ) throws(PostgresError) {
                    handle = PQconnectdb(url)
                    guard PQstatus(handle) == CONNECTION_OK else {
                        PQfinish(handle)
                        throw .connection("")
                    }
                }
                deinit { PQfinish(handle) }
            }
            """.components(separatedBy: "\n")
        #expect(OwnershipTests.freedTwice(fault) == ["PQfinish"])
        let harmless = fault.map { $0.replacingOccurrences(of: "throws(PostgresError) ", with: "") }
        #expect(OwnershipTests.freedTwice(harmless) == [])
    }

    @Test func `a thread holds what it works on`() {
        for source in Checkout.sources where !source.isTest {
            for line in source.code where line.text.contains("OwnThread(") {
                #expect(
                    !line.text.contains("[unowned") && !line.text.contains("[weak"), "\(source.path):\(line.number)")
            }
        }
    }
}
