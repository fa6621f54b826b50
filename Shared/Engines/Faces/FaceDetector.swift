import CFaces
import Domain
import Threads

/// Where a face is in a picture, and where its eyes, nose and mouth are (libfacedetection). It says that there is a face, not whose,
/// and nothing of what it shows.
package struct FoundFace: Sendable, Hashable {
    package struct Point: Sendable, Hashable {
        package var x: Int
        package var y: Int
    }

    /// 0 to 100.
    package var confidence: Int
    package var width: Int
    package var height: Int
    /// As the person has them: the right eye is on the left of the picture.
    package var rightEye: Point
    package var leftEye: Point
    package var nose: Point
    package var rightMouth: Point
    package var leftMouth: Point
}

/// Why faces cannot be looked for.
package enum FaceEngineError: Classified, CustomStringConvertible {
    /// The library would end the process on this processor.
    case processorLacks
    case libraryMissing

    package var kind: FailureKind { .environment }

    package var description: String {
        switch self {
        case .processorLacks: "the processor lacks AVX2 or FMA"
        case .libraryMissing: "the folder holds no libfacedetection"
        }
    }
}

/// Finds faces in pictures: 8 ms of a processor for one of 320 by 180 pixels. The library is loaded with the first of these, and
/// looks at one picture at a time.
package struct FaceDetector: Sendable {
    /// More faces than an interview can hold.
    private static let countMax = 64

    package init(folder: String) throws(FaceEngineError) {
        switch cfaces_open(folder) {
        case Int32(CFACES_OPEN): break
        case Int32(CFACES_PROCESSOR): throw .processorLacks
        default: throw .libraryMissing
        }
    }

    /// The faces of a picture of three bytes a pixel, red first; none in one of a size that no recording has. Blocks.
    package func faces(in pixels: [UInt8], width: Int, height: Int) -> [FoundFace] {
        guard width > 0, height > 0, pixels.count == width * height * 3 else { return [] }
        var found = [cfaces_face](repeating: cfaces_face(), count: Self.countMax)
        let count = cfaces_find(pixels, Int32(width), Int32(height), &found, Int32(Self.countMax))
        return found.prefix(Int(max(0, count))).map(FoundFace.init)
    }

    /// The same of many pictures, on a thread of their own.
    package func faces(in pictures: [(pixels: [UInt8], width: Int, height: Int)]) async -> [[FoundFace]] {
        await onOwnThread { pictures.map { faces(in: $0.pixels, width: $0.width, height: $0.height) } }
    }
}

extension FoundFace {
    fileprivate init(_ face: cfaces_face) {
        let points = face.points
        self.init(
            confidence: Int(face.confidence), width: Int(face.width), height: Int(face.height),
            rightEye: Point(x: Int(points.0), y: Int(points.1)), leftEye: Point(x: Int(points.2), y: Int(points.3)),
            nose: Point(x: Int(points.4), y: Int(points.5)), rightMouth: Point(x: Int(points.6), y: Int(points.7)),
            leftMouth: Point(x: Int(points.8), y: Int(points.9)))
    }
}
