package io.github.bits4j.embedded.face;

import static io.github.bits4j.embedded.face.Parameters.setInt;

import io.github.bits4j.embedded.queue.Job;
import java.lang.foreign.MemorySegment;

/** IBackgroundCopyJob4: peers, the owner's rights, the time that a download may take. */
abstract class Job4Face extends Job3Face {
    private static final int SECURITY_MANDATORY_MEDIUM_RID = 0x2000;
    private static final int SECURITY_MANDATORY_HIGH_RID = 0x3000;

    Job4Face(Client client, Job job) {
        super(client, job);
    }

    public void setPeerCachingFlags(int flags) {
        owned("SetPeerCachingFlags").flags().setPeerCaching(flags);
    }

    public void getPeerCachingFlags(MemorySegment out) {
        setInt(out, job().flags().peerCaching());
    }

    public void getOwnerIntegrityLevel(MemorySegment out) {
        setInt(out, job().owner().administrator() ? SECURITY_MANDATORY_HIGH_RID : SECURITY_MANDATORY_MEDIUM_RID);
    }

    public void getOwnerElevationState(MemorySegment out) {
        setInt(out, job().owner().administrator() ? 1 : 0);
    }

    public void setMaximumDownloadTime(int seconds) {
        owned("SetMaximumDownloadTime").setMaximumDownloadTime(seconds);
    }

    public void getMaximumDownloadTime(MemorySegment out) {
        setInt(out, job().maximumDownloadTime());
    }
}
