package io.github.bits4j;

import io.github.bits4j.com.HResult;
import io.github.bits4j.internal.Removal;
import java.lang.System.Logger.Level;
import java.lang.System.Logger;

/** Cancels a job for somebody who wants it out of the queue, and tries again if the service fails at it. */
final class JobRemoval extends Removal {
    private static final Logger LOG = System.getLogger("io.github.bits4j");
    private final BackgroundCopyJob job;

    JobRemoval(BackgroundCopyJob job) {
        this.job = job;
    }

    @Override
    protected boolean end() {
        try {
            job.cancel();
        } catch (BackgroundCopyException e) {
            if (!isHopeless(e)) {
                LOG.log(Level.DEBUG, "the job could not be cancelled yet", e);
                return false;
            }
        } catch (IllegalStateException e) {
            LOG.log(Level.WARNING, "the job was closed before it could be cancelled, and stays in the queue", e);
        }
        return true;
    }

    private boolean isHopeless(BackgroundCopyException e) {
        if (e.isServiceGone() || e.hresult() == HResult.E_ACCESSDENIED) {
            LOG.log(Level.WARNING, "the job could not be cancelled, and stays in the queue", e);
            return true;
        }
        try {
            return job.state().isFinal(); // it was completed or cancelled meanwhile
        } catch (BackgroundCopyException unknown) {
            return unknown.isServiceGone();
        } catch (IllegalStateException closed) {
            LOG.log(Level.WARNING, "the job was closed before it could be cancelled, and stays in the queue", e);
            return true;
        }
    }
}
