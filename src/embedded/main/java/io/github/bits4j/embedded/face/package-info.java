/** The service's COM face: the objects whose vtables clients call, and the callbacks of clients that it calls. */
@NullMarked
package io.github.bits4j.embedded.face;

import org.jspecify.annotations.NullMarked;
