package io.github.bits4j;

import java.util.EnumSet;
import java.util.Set;

/**
 * What a job may have to do with the machines beside its own.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/api/bits3_0/nf-bits3_0-ibackgroundcopyjob4-setpeercachingflags">SetPeerCachingFlags</a>
 */
public enum PeerCachingFlag implements BitFlag {
    /** The job may fetch its files from peers. Without effect since BITS 4.0 (Windows 7). */
    ENABLE_CLIENT(1),
    /** The job's files may be served to peers. Without effect since BITS 4.0 (Windows 7). */
    ENABLE_SERVER(2),
    /** The job does not use BranchCache; other programs are not concerned. */
    DISABLE_BRANCH_CACHE(4);

    /** The bits that have a name. */
    static final int ALL = BitFlags.bits(EnumSet.allOf(PeerCachingFlag.class));

    private final int code;

    PeerCachingFlag(int code) {
        this.code = code;
    }

    /** The value in the Windows headers. */
    @Override
    public int code() {
        return code;
    }

    /** The flags of which {@code bits} is made; bits without a name here are left out. */
    public static EnumSet<PeerCachingFlag> setOf(int bits) {
        return BitFlags.setOf(PeerCachingFlag.class, bits);
    }

    /** The flags as the bits that the service takes. */
    public static int bits(Set<PeerCachingFlag> flags) {
        return BitFlags.bits(flags);
    }
}
