/**
 * How fast it is: whole downloads beside curl, aria2 and other HTTP clients, from an nginx on loopback; many jobs in the
 * queue; and the calls of the COM runtime.
 *
 * <p>Downloads are measured as processes, from start to exit, with the time, the processor time and the heap that each took.
 * JMH is for code that runs hot inside one JVM, and would measure neither curl nor the start of a JVM; it measures the calls.
 *
 * <p>Clients take turns (A B C A B C …), so that what else the machine does falls on all of them; the median of the rounds
 * counts, and the least and the most are shown.
 */
@NullMarked
package io.github.bits4j.bench;

import org.jspecify.annotations.NullMarked;
