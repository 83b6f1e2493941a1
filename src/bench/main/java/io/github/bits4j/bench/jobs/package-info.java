/** What a job costs in a queue of many. */
@NullMarked
package io.github.bits4j.bench.jobs;

import org.jspecify.annotations.NullMarked;
