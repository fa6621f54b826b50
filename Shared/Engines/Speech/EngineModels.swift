import Domain
import Glibc

/// The model files of the engines in one folder, as set-up leaves them.
package struct EngineModels: Sendable {
    package let recognizer: String
    package let detector: String
    package let embedder: String

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
    /// The engine failed on this input with its own code.
    case failed(engine: String, code: Int)

    /// A model can be put in its place while the answers wait; an engine that fails is a mistake of ours, not the speaker's.
    package var kind: FailureKind {
        switch self {
        case .modelMissing, .modelUnusable: .environment
        case .failed: .bug
        }
    }
}
