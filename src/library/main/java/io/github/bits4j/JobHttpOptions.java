package io.github.bits4j;

/**
 * What a job says to an HTTP server, and what it lets pass: headers, method, certificates, redirects.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/api/bits2_5/nn-bits2_5-ibackgroundcopyjobhttpoptions">IBackgroundCopyJobHttpOptions</a>
 */
public final class JobHttpOptions {
    private final ServiceInterface options;
    private final ServiceInterface options2;
    private final ServiceInterface options3;

    JobHttpOptions(BackgroundCopyJob job) {
        this.options = job.newer.methods("IBackgroundCopyJobHttpOptions", InterfaceIds.IBACKGROUND_COPY_JOB_HTTP_OPTIONS);
        this.options2 = job.newer.methods("IBackgroundCopyJobHttpOptions2", InterfaceIds.IBACKGROUND_COPY_JOB_HTTP_OPTIONS2);
        this.options3 = job.newer.methods("IBackgroundCopyJobHttpOptions3", InterfaceIds.IBACKGROUND_COPY_JOB_HTTP_OPTIONS3);
    }
}
