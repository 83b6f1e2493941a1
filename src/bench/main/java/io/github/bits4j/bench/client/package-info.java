/** The Java clients that are compared, each in a JVM of its own. */
@NullMarked
package io.github.bits4j.bench.client;

import org.jspecify.annotations.NullMarked;
