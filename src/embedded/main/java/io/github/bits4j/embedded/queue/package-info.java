/**
 * The queue of the embedded service: its jobs, their states, whose turn it is, and who is told.
 *
 * <p>One lock guards everything here ({@link io.github.bits4j.embedded.queue.QueueLock}). It is held for moments only:
 * never while waiting, never during file or network operations, never during a call to a client.
 */
@NullMarked
package io.github.bits4j.embedded.queue;

import org.jspecify.annotations.NullMarked;
