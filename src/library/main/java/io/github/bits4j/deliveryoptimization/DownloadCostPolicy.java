package io.github.bits4j.deliveryoptimization;

/**
 * Over which networks a download may go, by their costs.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/api/deliveryoptimization/ne-deliveryoptimization-dodownloadcostpolicy">DODownloadCostPolicy</a>
 */
public enum DownloadCostPolicy {
    /** Whatever it costs. */
    ALWAYS(0),
    /** Unless there are costs or limits. */
    UNRESTRICTED(1),
    /** Unless there is a surcharge, or the plan's limit is near. */
    STANDARD(2),
    /** Unless there are surcharges for roaming. */
    NO_ROAMING(3),
    /** Unless there is a surcharge. */
    NO_SURCHARGE(4),
    /** Not over cellular networks. Deprecated by the Windows SDK: use {@link Download#setDisallowedOnCellular}. */
    NO_CELLULAR(5),
    /** A value that this version does not know; {@code download.property(DownloadProperty.COST_POLICY.id())} has it. */
    UNKNOWN(-1);

    private final int code;

    DownloadCostPolicy(int code) {
        this.code = code;
    }

    /** The value in the Windows headers. */
    public int code() {
        return code;
    }

    /** The constant of the given value; {@link #UNKNOWN} if there is none. */
    public static DownloadCostPolicy of(int code) {
        for (DownloadCostPolicy value : values()) {
            if (value.code == code) {
                return value;
            }
        }
        return UNKNOWN;
    }
}
