import Telemetry
import Testing

struct TraceContextTests {
    @Test func `a header is read and written`() throws {
        let text = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
        let context = try #require(TraceContext(traceparent: text))
        #expect(context.traceIDHigh == 0x4bf9_2f35_77b3_4da6 && context.traceIDLow == 0xa3ce_929d_0e0e_4736)
        #expect(context.spanID == 0x00f0_67aa_0ba9_02b7 && context.flags == 1)
        #expect(context.traceparent == text)
    }

    @Test func `a later version is read as far as it is known`() {
        let known = "4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7"
        #expect(TraceContext(traceparent: "01-\(known)-03-more")?.traceparent == "00-\(known)-01")
    }

    @Test func `what is handed on is written anew`() {
        let known = "4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7"
        #expect(TraceContext.kept("00-\(known)-00") == "00-\(known)-00")
        #expect(TraceContext.kept("01-\(known)-ff-13812345678") == "00-\(known)-01")
        #expect(TraceContext.kept("Ann Example 13812345678") == nil)
    }

    @Test(arguments: [
        "", "00", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7", "no-header-at-all",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
        "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
        "01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01more",
        "00-4bf92f3577b34da6a3ce929d0e0e473g-00f067aa0ba902b7-01",
    ])
    func `what the standard says to ignore is ignored`(text: String) {
        #expect(TraceContext(traceparent: text) == nil)
    }
}
