/// A place where a test can make the process die, wait or fail, by name: `failpoint("C6")`.
///
/// In a release build it is nothing: no call, no name, no symbol; `scripts/without-failpoints` looks for them in what was built.
/// What the names mean stands in docs/proving.md.
#if DEBUG
    package func failpoint(_ name: @autoclosure () -> StaticString) {
        Failpoints.shared.pass("\(name())")
    }

    /// The same where the step can also fail: `error` throws from here.
    package func failpoint(throwing name: @autoclosure () -> StaticString) throws {
        let name = "\(name())"
        if Failpoints.shared.pass(name) == .error { throw InjectedFault(name: name) }
    }

    /// What a failpoint threw because a test asked for it.
    package struct InjectedFault: Error, CustomStringConvertible {
        package let name: String
        package var description: String { "failpoint \(name)" }
    }
#else
    // Only for the caller to inline: no empty function is left in the module either.
    @_alwaysEmitIntoClient @inline(__always) package func failpoint(_ name: @autoclosure () -> StaticString) {}
    @_alwaysEmitIntoClient @inline(__always)
    package func failpoint(throwing name: @autoclosure () -> StaticString) throws {}
#endif
