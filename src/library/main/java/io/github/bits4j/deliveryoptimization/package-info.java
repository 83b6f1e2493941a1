/**
 * Delivery Optimization, by the interfaces of its own that Windows has had since version 10 1809: IDOManager, IDODownload.
 * What it has of BITS' interfaces is in {@link io.github.bits4j}.
 */
@NullMarked
package io.github.bits4j.deliveryoptimization;

import org.jspecify.annotations.NullMarked;
