package io.github.bits4j.deliveryoptimization;

import io.github.bits4j.com.HResult;
import io.github.bits4j.internal.Removal;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Aborts a download for somebody who wants it gone. */
final class DownloadRemoval extends Removal {
    private static final Logger LOG = System.getLogger("io.github.bits4j");

    private final Download download;

    DownloadRemoval(Download download) {
        this.download = download;
    }

    @Override
    protected boolean end() {
        try {
            download.abort();
        } catch (DeliveryOptimizationException e) {
            if (!isHopeless(e)) {
                LOG.log(Level.DEBUG, "the download could not be aborted yet", e);
                return false;
            }
        } catch (IllegalStateException e) {
            LOG.log(Level.WARNING, "the download was closed before it could be aborted, and stays", e);
        }
        return true;
    }

    private boolean isHopeless(DeliveryOptimizationException e) {
        if (e.isServiceGone() || e.hresult() == HResult.E_ACCESSDENIED) {
            LOG.log(Level.WARNING, "the download could not be aborted, and stays", e);
            return true;
        }
        try {
            return download.status().state().isFinal(); // it was finalized or aborted meanwhile
        } catch (DeliveryOptimizationException unknown) {
            return unknown.isServiceGone();
        } catch (IllegalStateException closed) {
            LOG.log(Level.WARNING, "the download was closed before it could be aborted, and stays", e);
            return true;
        }
    }
}
