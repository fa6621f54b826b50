#pragma once

/// Makes the filter of system calls that children are confined by. Returns 0 or an errno.
int prepare_confinement(void);

/// Confines this process from now on; needs no further memory and no lock. Returns 0 or an errno.
int confine(void);
