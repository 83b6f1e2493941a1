package io.github.bits4j;

import java.util.EnumSet;
import java.util.Set;

/**
 * A kind of notification that a job sends to its notify interface.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/api/bits/nf-bits-ibackgroundcopyjob-setnotifyflags">IBackgroundCopyJob::SetNotifyFlags</a>
 */
public enum NotifyFlag implements BitFlag {
    /** All files have been transferred. */
    JOB_TRANSFERRED(1),
    /** The job failed for good. */
    JOB_ERROR(2),
    /** No notifications at all; the other flags are ignored. Not on Delivery Optimization. */
    DISABLE(4),
    /** A property, the state or the progress changed. Not for command lines. */
    JOB_MODIFICATION(8),
    /** One file has been transferred. Not for command lines. */
    FILE_TRANSFERRED(16),
    /** Ranges of a file asked for on demand have been transferred. Not on Delivery Optimization. */
    FILE_RANGES_TRANSFERRED(32);

    /** The bits that have a name. */
    static final int ALL = BitFlags.bits(EnumSet.allOf(NotifyFlag.class));

    private final int code;

    NotifyFlag(int code) {
        this.code = code;
    }

    /** The value in the Windows headers. */
    @Override
    public int code() {
        return code;
    }

    /** The flags of which {@code bits} is made; bits without a name here are left out. */
    public static EnumSet<NotifyFlag> setOf(int bits) {
        return BitFlags.setOf(NotifyFlag.class, bits);
    }

    /** The flags as the bits that the service takes. */
    public static int bits(Set<NotifyFlag> flags) {
        return BitFlags.bits(flags);
    }
}
