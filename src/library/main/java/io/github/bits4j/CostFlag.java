package io.github.bits4j;

import java.util.EnumSet;
import java.util.Set;

/**
 * A state of the network's costs in which a job may transfer, or an option of that; a {@link JobTransferPolicy} is made of them.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/api/bits5_0/ne-bits5_0-bits_job_transfer_policy">BITS_JOB_TRANSFER_POLICY</a>
 */
public enum CostFlag implements BitFlag {
    /** The network costs nothing and has no cap. */
    UNRESTRICTED(0x1),
    /** There is a cap, and nobody knows how much of it is used. */
    CAPPED_USAGE_UNKNOWN(0x2),
    /** There is a cap, and it is not near. */
    BELOW_CAP(0x4),
    /** There is a cap, and it is nearly reached. */
    NEAR_CAP(0x8),
    /** The cap is exceeded, and the rest is charged. */
    OVERCAP_CHARGED(0x10),
    /** The cap is exceeded, and the rest is slow. */
    OVERCAP_THROTTLED(0x20),
    /** Each byte is charged. */
    USAGE_BASED(0x40),
    /** The machine is in another provider's network. */
    ROAMING(0x80),
    /** Also while the network is congested. */
    IGNORE_CONGESTION(0x8000_0000);

    private final int code;

    CostFlag(int code) {
        this.code = code;
    }

    /** The value in the Windows headers. */
    @Override
    public int code() {
        return code;
    }

    /** The flags of which {@code bits} is made; bits without a name here are left out. */
    public static EnumSet<CostFlag> setOf(int bits) {
        return BitFlags.setOf(CostFlag.class, bits);
    }

    /** The flags as the bits that the service takes. */
    public static int bits(Set<CostFlag> flags) {
        return BitFlags.bits(flags);
    }
}
