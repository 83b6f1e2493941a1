package io.github.bits4j.embedded.transfer.session;

import java.net.URI;

/** Hears where a file is now, if the policy says that this is to be reported. */
public interface RedirectListener {
    void redirected(URI target) throws InterruptedException;
}
