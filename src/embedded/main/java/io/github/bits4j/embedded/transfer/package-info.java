/** How the embedded service moves bytes: the transport to servers, and the download of one file over it. */
@NullMarked
package io.github.bits4j.embedded.transfer;

import org.jspecify.annotations.NullMarked;
