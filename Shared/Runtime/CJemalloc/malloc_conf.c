/*
 * jemalloc reads this when the process starts. Freed memory is kept for half a minute: a lane needs a block's megabyte again at
 * its next transaction, and giving it back in between costs a page fault for each page. The same holds for the large pieces into
 * which records are fetched, which jemalloc otherwise gives back at once.
 */
const char *malloc_conf = "dirty_decay_ms:30000,oversize_threshold:0";
