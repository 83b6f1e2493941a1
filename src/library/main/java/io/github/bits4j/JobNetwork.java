package io.github.bits4j;

/**
 * The way to the server: proxies and credentials.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/bits/authentication">Authentication in BITS</a>
 */
public final class JobNetwork {
    private final ServiceInterface job;
    private final ServiceInterface job2;

    JobNetwork(BackgroundCopyJob job) {
        this.job = job.methods;
        this.job2 = job.newer.methods("IBackgroundCopyJob2", InterfaceIds.IBACKGROUND_COPY_JOB2);
    }
}
