package io.github.bits4j;

/**
 * The properties of a job that newer versions of the service have: maximum times and sizes, costs, modes of transfer.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/api/bits5_0/nn-bits5_0-ibackgroundcopyjob5">IBackgroundCopyJob5</a>
 */
public final class JobProperties {
    private final ServiceInterface job4;
    private final ServiceInterface job5;

    JobProperties(BackgroundCopyJob job) {
        this.job4 = job.newer.methods("IBackgroundCopyJob4", InterfaceIds.IBACKGROUND_COPY_JOB4);
        this.job5 = job.newer.methods("IBackgroundCopyJob5", InterfaceIds.IBACKGROUND_COPY_JOB5);
    }
}
