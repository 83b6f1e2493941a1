/**
 * How the embedded service uploads a file: the client's side of the BITS upload protocol.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/bits/bits-upload-protocol">BITS Upload Protocol</a>
 * @see <a href="https://learn.microsoft.com/openspecs/windows_protocols/mc-bup/">[MC-BUP]</a>
 */
@NullMarked
package io.github.bits4j.embedded.transfer.upload;

import org.jspecify.annotations.NullMarked;
