import CPosix
import Glibc

/// Everything the kernel needs to start a child.
struct Launch {
    var program: String
    var arguments: [String]
    var environment: [String: String]
    var folder: String
    var limits: Limits
    var isJailed: Bool
    /// The jail puts a lone program under a filter of system calls.
    var isFiltered = false

    static let searchPath = ["/usr/local/bin", "/usr/bin", "/bin"]

    init(
        program: String, arguments: [String], environment: [String: String], folder: String, limits: Limits,
        isJailed: Bool
    ) {
        self.program = program
        self.arguments = arguments
        self.environment = environment
        self.folder = folder
        self.limits = limits
        self.isJailed = isJailed
    }

    /// - Parameter variables: for the program alone, not for the jail around it.
    init(
        _ command: Command, folder: String, limits: Limits, isJailed: Bool, variables: [String: String] = [:]
    ) throws(SandboxError) {
        let program = try Self.find(command.executable)
        var environment = [
            "HOME": folder, "TMPDIR": folder, "PATH": Self.searchPath.joined(separator: ":"), "LANG": "C.UTF-8",
        ]
        environment.merge(command.environment) { $1 }
        if !isJailed { environment.merge(variables) { $1 } }
        guard !(command.arguments + environment.values + environment.keys).contains(where: { $0.contains("\0") }) else {
            throw .system(step: "arguments", errno: EINVAL)
        }
        self.init(
            program: isJailed ? Jail.program : program,
            arguments: isJailed
                ? Jail.arguments(
                    for: command, program: program, folder: folder, fileBytesMax: limits.fileBytesMax,
                    variables: variables)
                : command.arguments,
            environment: environment, folder: folder, limits: limits, isJailed: isJailed)
        isFiltered = isJailed && command.isLone
    }

    private static func find(_ name: String) throws(SandboxError) -> String {
        let places = name.contains("/") ? [name] : searchPath.map { "\($0)/\(name)" }
        guard let found = places.first(where: { access($0, X_OK) == 0 }) else { throw .notFound(name) }
        return found
    }

    /// Starts the child with these descriptors as its three streams.
    func start(input: Int32, output: Int32, error: Int32) throws(SandboxError) -> pid_t {
        var pid: pid_t = 0
        let filter = isFiltered ? cposix_lone_filter() : -1
        guard filter >= 0 || !isFiltered else { throw .system(step: "filter", errno: errno) }
        defer { if filter >= 0 { close(filter) } }
        let variables = environment.map { "\($0.key)=\($0.value)" }
        let failure = withCStrings([program, folder]) { paths in
            withCStrings([program] + arguments) { arguments in
                withCStrings(variables) { environment in
                    var child = cposix_child(
                        path: paths[0]!, arguments: arguments, environment: environment, directory: paths[1]!,
                        standard_input: input, standard_output: output, standard_error: error, fourth: filter,
                        cpu_seconds_max: limits.cpuSecondsMax,
                        address_space_bytes_max: limits.addressSpaceBytesMax,
                        file_bytes_max: limits.fileBytesMax, open_files_max: limits.openFilesMax)
                    return cposix_start(&child, &pid)
                }
            }
        }
        if failure != 0 { throw .system(step: "start", errno: failure) }
        return pid
    }
}

private func withCStrings<Value>(
    _ strings: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Value
) -> Value {
    let copies = strings.map { strdup($0) } + [nil]
    defer { copies.forEach { free($0) } }
    return copies.withUnsafeBufferPointer { body($0.baseAddress!) }
}
