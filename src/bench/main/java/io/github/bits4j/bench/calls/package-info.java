/** What a call through the COM runtime costs, measured by JMH. */
@NullMarked
package io.github.bits4j.bench.calls;

import org.jspecify.annotations.NullMarked;
