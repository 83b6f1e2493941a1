/**
 * Raw bindings, made by jextract from deliveryoptimization.h, deliveryoptimizationerrors.h and deliveryoptimization_legacy.h.
 *
 * <p>They follow the headers, not the version of this library: a class or a method may change or go with any release.
 * Whoever calls them is on his own: a wrong pointer, a wrong slot or memory freed too early ends the JVM.
 */
package io.github.bits4j.bindings.deliveryoptimization;
