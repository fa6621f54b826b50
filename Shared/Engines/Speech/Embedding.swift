/// The meaning of a text as a direction.
package struct Embedding: Sendable, Equatable {
    package enum Role: Sendable {
        case query
        case passage
    }

    package let components: [Float]

    package init(components: [Float]) {
        self.components = components
    }

    /// Likeness of meaning, −1…1: from 0.6 on surely alike for short phrases, from 0.45 on perhaps.
    package func cosine(with other: Embedding) -> Double {
        var (product, mine, theirs) = (0.0, 0.0, 0.0)
        for (left, right) in zip(components, other.components) {
            product += Double(left) * Double(right)
            mine += Double(left) * Double(left)
            theirs += Double(right) * Double(right)
        }
        let lengths = (mine * theirs).squareRoot()
        return lengths > 0 ? product / lengths : 0
    }

    func relative(to centre: Embedding) -> Embedding {
        Embedding(components: zip(components, centre.components).map { $0 - $1 })
    }

    static func mean(of vectors: [Embedding]) -> Embedding {
        guard let first = vectors.first else { return Embedding(components: []) }
        var sum = [Float](repeating: 0, count: first.components.count)
        for vector in vectors {
            for index in sum.indices { sum[index] += vector.components[index] }
        }
        return Embedding(components: sum.map { $0 / Float(vectors.count) })
    }
}
