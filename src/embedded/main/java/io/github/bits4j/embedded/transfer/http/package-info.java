/** HTTP/1.1 over sockets: connections, TLS, proxies' tunnels, messages. One request, one response; nothing is decided here. */
@NullMarked
package io.github.bits4j.embedded.transfer.http;

import org.jspecify.annotations.NullMarked;
