import CPosix
import FoundationEssentials
import Glibc

/// Runs parts of the services' work alone, for the bench modules, and prints what it cost as lines of JSON.
@main struct App {
    static func main() async {
        let words = Array(CommandLine.arguments.dropFirst())
        _ = cposix_adopt_orphans()
        do {
            switch words.first {
            case "hear" where words.count == 7: try await hear(words)
            case "words" where words.count == 4: try await heardWords(words)
            case "document" where words.count == 4: try await document(words)
            case "score" where words.count == 2: try await score(words)
            case "rescore" where words.count == 3: try await rescore(words)
            default:
                tell("workbench score MODELS < LINES")
                tell("workbench rescore COUNT AT_ONCE")
                tell("workbench hear RECORDING LANGUAGE QUESTION REFERENCE MODELS ROUNDS")
                tell("workbench words RECORDING LANGUAGE MODELS")
                tell("workbench document HTML COUNT AT_ONCE")
                exit(2)
            }
        } catch {
            tell("workbench: \(error)")
            exit(1)
        }
    }
}

/// Writes one line to standard output at once.
func tell(_ line: String) {
    let bytes = Array((line + "\n").utf8)
    bytes.withUnsafeBytes { _ = write(1, $0.baseAddress, $0.count) }
}

struct WrongInput: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}

func content(of path: String) throws(WrongInput) -> [UInt8] {
    guard let bytes = FileManager.default.contents(atPath: path) else { throw WrongInput("cannot read \(path)") }
    return Array(bytes)
}

/// Processor seconds of this process and of its descendants that have ended. No child may run meanwhile.
func processorSeconds() -> Double {
    // A jail does not wait for the program within it, so its time is counted only when we do.
    while wait(nil) > 0 {}
    func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
    var (own, children) = (rusage(), rusage())
    getrusage(RUSAGE_SELF.rawValue, &own)
    getrusage(RUSAGE_CHILDREN.rawValue, &children)
    return seconds(own.ru_utime) + seconds(own.ru_stime) + seconds(children.ru_utime) + seconds(children.ru_stime)
}
