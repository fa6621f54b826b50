import Domain
import Glibc

/// The model files of the engines in one folder, as set-up leaves them.
package struct EngineModels: Sendable {
    package let recognizer: String
    package let detector: String
    package let embedder: String
    /// What the bundled recogniser is called where it is kept who heard.
    package static let recognizerName = "whisper-base-q8_0"

    /// Throws ``EngineError/modelMissing(_:)`` with the name of the first file that cannot be read.
    package init(folder: String) throws(EngineError) {
        recognizer = try Self.readable("ggml-base-q8_0.bin", in: folder)
        detector = try Self.readable("silero_vad.onnx", in: folder)
        embedder = try Self.readable("e5-small-q4.bin", in: folder)
    }

    private static func readable(_ name: String, in folder: String) throws(EngineError) -> String {
        let path = "\(folder)/\(name)"
        guard access(path, R_OK) == 0 else { throw .modelMissing(name) }
        return path
    }
}

/// Why an engine gave no answer.
package enum EngineError: Classified, Sendable, Equatable {
    /// The model file is not there or not readable: run set-up, or set the folder of the models.
    case modelMissing(String)
    /// The file is there, but the engine does not take it.
    case modelUnusable(String)
    /// The processor has no such instructions, or the library for them is not beside the engine.
    case processorLacks(String)
    /// The engine failed on this input with its own code.
    case failed(engine: String, code: Int)
    /// No connection to the recogniser's server, or none that lasted.
    case unreachable
    /// The server answered with a status that means no, and maybe when it may be asked again.
    case refused(status: Int, afterSeconds: Int?)
    /// The server answered with something else than what was asked for.
    case unintelligible

    /// A model can be put in its place, a key renewed and a server mended while the answers wait; an engine that fails is a mistake of ours, not the speaker's.
    package var kind: FailureKind {
        switch self {
        case .modelMissing, .modelUnusable, .processorLacks, .unreachable, .refused, .unintelligible: .environment
        case .failed: .bug
        }
    }
}
