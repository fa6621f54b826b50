import Faces
import Host

/// Whether this deployment looks at faces, where a job and a candidate allow it.
struct FaceSettings: Sendable {
    /// Nil unless `FACE_CHANNEL` is on: then nothing of the library is in this process.
    let detector: FaceDetector?

    init(_ config: ConfigReader) {
        let folder = config.string("FACE_ENGINE_DIRECTORY", default: ".colloquy/faces")
        guard config.faceChannel() else {
            detector = nil
            return
        }
        do throws(FaceEngineError) {
            detector = try FaceDetector(folder: folder)
        } catch {
            detector = nil
            switch error {
            case .processorLacks: config.complain("FACE_CHANNEL is on, and the processor lacks AVX2 or FMA")
            case .libraryMissing:
                config.complain(
                    "FACE_ENGINE_DIRECTORY holds no libfacedetection: run `make setup`, or leave FACE_CHANNEL off")
            }
        }
    }
}
