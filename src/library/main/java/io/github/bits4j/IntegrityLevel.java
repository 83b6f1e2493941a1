package io.github.bits4j;

import java.util.Arrays;

/**
 * How far Windows trusts a process: one of lower level cannot change a job whose owner has a higher one.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/bits/user-account-control-and-bits">User Account Control and BITS</a>
 */
public enum IntegrityLevel {
    /** An anonymous one. */
    UNTRUSTED(0),
    /** In a sandbox, as a browser's pages. */
    LOW(0x1000),
    /** Of a usual user. */
    MEDIUM(0x2000),
    /** Of a usual user, with access to the windows of higher ones. */
    MEDIUM_PLUS(0x2100),
    /** Of an elevated administrator. */
    HIGH(0x3000),
    /** Of a service. */
    SYSTEM(0x4000),
    /** Protected from the system itself. */
    PROTECTED_PROCESS(0x5000),
    /** One that has no name here: see {@link JobOwnership#ownerIntegrityRid()}. */
    UNKNOWN(-1);

    private final int rid;

    IntegrityLevel(int rid) {
        this.rid = rid;
    }

    /** The mandatory integrity RID in the Windows headers, SECURITY_MANDATORY_…_RID; -1 for {@link #UNKNOWN}. */
    public int rid() {
        return rid;
    }

    /** The level of that RID, or {@link #UNKNOWN}. */
    public static IntegrityLevel of(int rid) {
        return Arrays.stream(values()).filter(level -> level.rid == rid).findAny().orElse(UNKNOWN);
    }
}
