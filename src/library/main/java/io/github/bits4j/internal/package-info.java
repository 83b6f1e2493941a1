/** What the API of BITS and that of Delivery Optimization share, and nobody else sees: checks of arguments, threads for events. */
@NullMarked
package io.github.bits4j.internal;

import org.jspecify.annotations.NullMarked;
