import Crypto
import Testing

struct ComparisonTests {
    @Test func `comparison finds every difference and keys hide their bytes`() {
        #expect(constantTimeEqual([1, 2, 3], [1, 2, 3]))
        #expect(!constantTimeEqual([1, 2, 3], [1, 2, 4]))
        #expect(!constantTimeEqual([1, 2], [1, 2, 3]))
        #expect(constantTimeEqual([], []))
        let key = SymmetricKey([0x41, 0x42])
        #expect("\(key)" == "SymmetricKey(16 bits)")
        #expect(randomBytes(count: 32) != randomBytes(count: 32))
    }
}
