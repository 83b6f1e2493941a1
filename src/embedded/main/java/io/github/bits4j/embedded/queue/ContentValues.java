package io.github.bits4j.embedded.queue;

import io.github.bits4j.JobTransferPolicy;
import io.github.bits4j.com.ComException;
import io.github.bits4j.com.HResult;
import java.util.List;

/** What the numbers of Delivery Optimization are in those of BITS. */
final class ContentValues {
    /** By DODownloadCostPolicy; NoCellular, which is obsolete, is Standard, since cellular networks are the metered ones. */
    private static final List<JobTransferPolicy> COST_POLICIES = List.of(JobTransferPolicy.ALWAYS,
            JobTransferPolicy.UNRESTRICTED, JobTransferPolicy.STANDARD, JobTransferPolicy.NOT_ROAMING,
            JobTransferPolicy.NO_SURCHARGE, JobTransferPolicy.STANDARD);

    private static final int REVOCATION = 0x1;
    /** SECURITY_FLAG_IGNORE_… of WinHTTP, and the BG_SSL_IGNORE_… that is the same. */
    private static final int[][] SECURITY_FLAGS = {{0x100, 0x8}, {0x200, 0x10}, {0x1000, 0x2}, {0x2000, 0x4}};

    private ContentValues() {}

    static int costFlags(int policy) {
        if (policy < 0 || policy >= COST_POLICIES.size()) {
            throw new ComException(HResult.E_INVALIDARG, ContentSettings.SET, "no such cost policy: " + policy);
        }
        return COST_POLICIES.get(policy).bits();
    }

    /** Where revocation is asked about, no other flag counts, as documented. */
    static int securityFlags(int flags) {
        int rest = flags & ~REVOCATION;
        int result = 0;
        for (int[] pair : SECURITY_FLAGS) {
            result |= (flags & pair[0]) == 0 ? 0 : pair[1];
            rest &= ~pair[0];
        }
        if (rest != 0) {
            throw new ComException(HResult.E_INVALIDARG, ContentSettings.SET, "unknown security flags");
        }
        return (flags & REVOCATION) == 0 ? result : REVOCATION;
    }
}
