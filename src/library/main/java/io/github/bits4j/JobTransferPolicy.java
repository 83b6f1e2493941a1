package io.github.bits4j;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * On which networks a job may transfer, by what they cost. The constants are those that Windows names; other ones are made by
 * {@link #of}.
 *
 * <p>A job whose network costs more than it may spend is in {@link JobState#TRANSIENT_ERROR} with
 * BG_E_BLOCKED_BY_COST_TRANSFER_POLICY, until the network is another one.
 *
 * @param bits BITS_COST_STATE_… and BITS_COST_OPTION_… bits, those that {@link CostFlag} has no name for too
 * @see <a href="https://learn.microsoft.com/windows/win32/api/bits5_0/ne-bits5_0-bits_job_transfer_policy">BITS_JOB_TRANSFER_POLICY</a>
 */
public record JobTransferPolicy(int bits) {
    /** On any network; what a new job has. */
    public static final JobTransferPolicy ALWAYS = new JobTransferPolicy(0x8000_00FF);
    /** Not while roaming. */
    public static final JobTransferPolicy NOT_ROAMING = new JobTransferPolicy(0x8000_007F);
    /** Not where what goes over the cap is charged, nor while roaming. */
    public static final JobTransferPolicy NO_SURCHARGE = new JobTransferPolicy(0x8000_006F);
    /** Not where the cap is near or exceeded and charged, nor while roaming. */
    public static final JobTransferPolicy STANDARD = new JobTransferPolicy(0x8000_0067);
    /** Only where nothing is charged. */
    public static final JobTransferPolicy UNRESTRICTED = new JobTransferPolicy(0x8000_0021);

    /** The policy that allows exactly these. */
    public static JobTransferPolicy of(Set<CostFlag> flags) {
        return new JobTransferPolicy(CostFlag.bits(flags));
    }

    /** The flags of which it is made; bits without a name are left out. */
    public EnumSet<CostFlag> flags() {
        return CostFlag.setOf(bits);
    }

    /** Whether it has that flag. */
    public boolean allows(CostFlag flag) {
        return (bits & flag.code()) != 0;
    }

    /** Its flags, and the bits that have no name. */
    @Override
    public String toString() {
        int rest = bits & ~CostFlag.bits(flags());
        String names = flags().stream().map(CostFlag::name).collect(Collectors.joining(" | "));
        return rest == 0 ? names : names + (names.isEmpty() ? "" : " | ") + "0x%08X".formatted(rest);
    }
}
