package io.github.bits4j.embedded.queue;

import io.github.bits4j.ErrorContext;
import io.github.bits4j.JobState;
import io.github.bits4j.com.ComException;
import io.github.bits4j.com.HResult;
import io.github.bits4j.embedded.transfer.TransferFailure;

/**
 * The flags of IBackgroundCopyJob3, IBackgroundCopyJob4 and IBitsTokenOptions: what is copied along from an SMB server, whether
 * peers give or take, and for what there is to be a helper token. They are kept for who asks; the service copies neither owners
 * nor access lists, has no peers, and no token ever.
 */
public final class JobFlags {
    private static final int ALL_OF_ACL = 0xF;
    private static final int ALL_OF_PEERS = 7;
    private static final int ALL_OF_TOKEN = 3;

    private final Engine engine;
    private final Job job;

    JobFlags(Engine engine, Job job) {
        this.engine = engine;
        this.job = job;
    }

    public int fileAcl() {
        return engine.lock.call(() -> job.data.fileAclFlags);
    }

    /** @param flags BG_COPY_FILE_…; E_INVALIDARG if there are others, BG_E_INVALID_STATE once the job is transferred */
    public void setFileAcl(int flags) {
        String operation = "SetFileACLFlags";
        engine.lock.run(() -> {
            job.requireAlive(operation);
            if (job.data.state == JobState.TRANSFERRED) {
                throw new ComException(engine.rules.invalidState(), operation, "the files are there");
            }
            job.set(operation, unknown(flags, ALL_OF_ACL), data -> data.fileAclFlags = flags);
        });
    }

    public int peerCaching() {
        return engine.lock.call(() -> job.data.peerCachingFlags);
    }

    /** @param flags BG_JOB_ENABLE_PEERCACHING_… and BG_JOB_DISABLE_BRANCH_CACHE; E_INVALIDARG if there are others */
    public void setPeerCaching(int flags) {
        job.set("SetPeerCachingFlags", unknown(flags, ALL_OF_PEERS), data -> data.peerCachingFlags = flags);
    }

    public int helperToken() {
        return engine.lock.call(() -> job.data.helperTokenFlags);
    }

    /** @param flags BG_TOKEN_…; E_INVALIDARG if there are others. With any, attempts fail until there are none again */
    public void setHelperToken(int flags) {
        job.set("SetHelperTokenFlags", unknown(flags, ALL_OF_TOKEN), data -> data.helperTokenFlags = flags);
    }

    /** Before an attempt. */
    void requireNoToken() throws TransferFailure {
        if (helperToken() != 0) {
            throw TransferFailure.lasting(HResult.BG_E_TOKEN_REQUIRED, ErrorContext.GENERAL_QUEUE_MANAGER,
                    "the job is to work with a helper token, and has none");
        }
    }

    private static int unknown(int flags, int known) {
        return (flags & ~known) == 0 ? 0 : HResult.E_INVALIDARG;
    }
}
