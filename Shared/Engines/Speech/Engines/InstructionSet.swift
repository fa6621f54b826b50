import CSpeech

/// The instructions of the processor that the recogniser computes with. Each hears by the same model and a little faster than the one
/// before, and now and then another word: it is kept with what was heard.
package enum InstructionSet: String, CaseIterable, Sendable {
    /// The best that this processor has.
    case auto
    case avx2
    case avx512
    case avx512VNNI = "avx512-vnni"

    /// The first that is asked for serves the whole process. Throws ``EngineError/processorLacks(_:)`` when this processor lacks it.
    func use() throws(EngineError) {
        let asked = self == .auto ? nil : rawValue
        guard let used = cspeech_processor_use(asked).map({ String(cString: $0) }), asked == nil || asked == used else {
            throw .processorLacks(asked ?? "avx2")
        }
    }

    /// The one in use, the best where none was asked for; nil when the engine cannot compute here.
    package static var used: String? { cspeech_processor_use(nil).map { String(cString: $0) } }
}
