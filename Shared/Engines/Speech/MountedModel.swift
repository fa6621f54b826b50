import Glibc

/// A folder with a model of sherpa-onnx that the operator mounted, as it is unpacked: `tokens.txt`, and `model.int8.onnx` or
/// `model.onnx`.
package struct MountedModel: Sendable, Hashable {
    package enum Kind: String, CaseIterable, Sendable {
        case senseVoice = "sense-voice"
        case paraformer

        /// What stands in the model's own description. The engine ends the process where it misses them.
        fileprivate var keys: [String] {
            switch self {
            case .senseVoice: ["vocab_size", "lfr_window_size", "with_itn"]
            case .paraformer: ["vocab_size", "lfr_window_size", "inv_stddev"]
            }
        }

        /// What stands only in the other's.
        fileprivate var foreignKeys: [String] {
            switch self {
            case .senseVoice: []
            case .paraformer: ["with_itn"]
            }
        }
    }

    package let kind: Kind
    package let tokens: String
    package let model: String

    /// Throws ``EngineError`` with the file that is not there, or is another model than the kind says.
    package init(_ kind: Kind, folder: String) throws(EngineError) {
        func readable(_ names: [String]) throws(EngineError) -> String {
            guard let name = names.first(where: { access("\(folder)/\($0)", R_OK) == 0 }) else {
                throw .modelMissing(names.last ?? folder)
            }
            return "\(folder)/\(name)"
        }
        self.kind = kind
        tokens = try readable(["tokens.txt"])
        // A quarter of the size, and as good within a tenth of a percent of errors.
        model = try readable(["model.int8.onnx", "model.onnx"])
        let description = Self.end(of: model)
        guard kind.keys.allSatisfy({ description.contains(Array($0.utf8)) }),
            !kind.foreignKeys.contains(where: { description.contains(Array($0.utf8)) })
        else { throw .modelUnusable(String(model.split(separator: "/").last ?? "")) }
    }

    /// A model's description stands behind its weights.
    private static let descriptionBytesMax = 1 << 20

    private static func end(of path: String) -> [UInt8] {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return [] }
        defer { close(file) }
        let size = lseek(file, 0, SEEK_END)
        guard size > 0 else { return [] }
        let start = max(0, size - descriptionBytesMax)
        var bytes = [UInt8](repeating: 0, count: size - start)
        let count = bytes.withUnsafeMutableBytes { pread(file, $0.baseAddress, $0.count, start) }
        return Array(bytes.prefix(max(0, count)))
    }
}
