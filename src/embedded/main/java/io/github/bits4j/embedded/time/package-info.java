/** The time by which an embedded service lives. */
@NullMarked
package io.github.bits4j.embedded.time;

import org.jspecify.annotations.NullMarked;
