/// The faces of one picture of an answer, in the pixels of a picture whose longer side has 320.
package struct FaceLook: Sendable, Hashable {
    package var faces: [SeenFace]

    package init(faces: [SeenFace]) {
        self.faces = faces
    }
}

/// A face as a detector found it.
package struct SeenFace: Sendable, Hashable {
    package struct Point: Sendable, Hashable {
        package var x: Double
        package var y: Double

        package init(_ x: Double, _ y: Double) {
            self.x = x
            self.y = y
        }

        static func - (left: Point, right: Point) -> Point { Point(left.x - right.x, left.y - right.y) }
        static func middle(_ one: Point, _ other: Point) -> Point {
            Point((one.x + other.x) / 2, (one.y + other.y) / 2)
        }
        func along(_ direction: Point) -> Double { x * direction.x + y * direction.y }
        var length: Double { (x * x + y * y).squareRoot() }
    }

    /// 0 to 100.
    package var confidence: Int
    package var width: Double
    package var height: Double
    /// As the person has them: the right eye is on the left of the picture.
    package var rightEye: Point
    package var leftEye: Point
    package var nose: Point
    package var rightMouth: Point
    package var leftMouth: Point

    package init(
        confidence: Int, width: Double, height: Double, rightEye: Point, leftEye: Point, nose: Point,
        rightMouth: Point, leftMouth: Point
    ) {
        self.confidence = confidence
        self.width = width
        self.height = height
        self.rightEye = rightEye
        self.leftEye = leftEye
        self.nose = nose
        self.rightMouth = rightMouth
        self.leftMouth = leftMouth
    }
}
