import Glibc

/// Processors that this process may use.
package let processorCount = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
