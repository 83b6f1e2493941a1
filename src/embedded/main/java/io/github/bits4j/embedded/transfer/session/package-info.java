/** What a job's HTTP settings make of its requests: headers, credentials, proxies and redirects, over any transport. */
@NullMarked
package io.github.bits4j.embedded.transfer.session;

import org.jspecify.annotations.NullMarked;
