/**
 * What the embedded service writes down so that its jobs survive the process: records under keys, changed in atomic batches
 * that are on the disk before a client hears of success. It knows nothing of jobs.
 *
 * <p>The store is a journal of our own because no library on Maven Central was fit in November 2026. It had to be a named
 * module that jlink accepts, without JNI, still cared for, and one that tells the caller when a commit did not reach the disk.
 * H2 MVStore, MapDB, Xodus, Nitrite, Tupl, Berkeley DB JE, Artemis Journal and lmdbjava are automatic modules. HSQLDB 2.7.4 is
 * a named one, but on a full file system it acknowledged 8 MB of commits that 2 MB could not hold: its log writer only logs
 * the failure of a flush. Its log has no checksums, and it brings java.desktop. Apache Derby was retired in October 2025.
 * EclipseStore 2.1.3 never forces what it stores to the disk, and rests on sun.misc.Unsafe. Apache Lucene keeps all of these
 * promises, but it is a search index: 31 ms for each change where a forced write takes 2.4 ms, and no promise to read
 * its own files two major versions later.
 *
 * <p>Layout: {@link io.github.bits4j.embedded.store.Frame}. Recovery:
 * {@link io.github.bits4j.embedded.store.JournalReader}. Group commit and compaction:
 * {@link io.github.bits4j.embedded.store.JobStore}.
 */
@NullMarked
package io.github.bits4j.embedded.store;

import org.jspecify.annotations.NullMarked;
