/**
 * What the API of BITS and that of Delivery Optimization share, and nobody else sees: checks of arguments, the manager's pointer,
 * VARIANTs, events and those who get them, futures that end in every case, threads for all that.
 */
@NullMarked
package io.github.bits4j.internal;

import org.jspecify.annotations.NullMarked;
