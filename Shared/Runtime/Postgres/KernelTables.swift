/// The tables that every service has in its schema: proof of what was seen, what is to be published, what waits.
package enum KernelTables {
    package static let migrations = [
        Migration("k0001_create_kernel_tables", PackageResources.k0001_create_kernel_tables_sql),
        Migration("k0002_create_given_back", PackageResources.k0002_create_given_back_sql),
    ]
}
