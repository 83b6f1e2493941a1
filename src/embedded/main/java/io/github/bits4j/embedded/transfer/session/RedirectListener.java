package io.github.bits4j.embedded.transfer.session;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Hears where a file is now, if the policy says that this is to be reported. */
public interface RedirectListener {
    void redirected(URI target) throws InterruptedException;

    /** A request has been answered. @param elsewhere where redirects led; null if there were none */
    default void arrived(@Nullable URI elsewhere) throws InterruptedException {}
}
