package io.github.bits4j;

import java.util.EnumSet;
import java.util.Set;

/**
 * What of a file's owner and access lists goes along when it is copied from or to a file server (SMB). HTTP transfers have none
 * of it.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/api/bits2_0/nf-bits2_0-ibackgroundcopyjob3-setfileaclflags">SetFileACLFlags</a>
 */
public enum FileAclFlag implements BitFlag {
    /** The owner, else he who calls Complete; needs SeRestorePrivilege. */
    OWNER(1),
    /** The group, else the primary group of the job's owner; needs SeRestorePrivilege. */
    GROUP(2),
    /** The explicit entries of the access list, beside those inherited from the destination directory. */
    DACL(4),
    /** The explicit entries of the audit list, beside the inherited ones; needs SeSecurityPrivilege on both machines. */
    SACL(8);

    /** The bits that have a name. */
    static final int ALL = BitFlags.bits(EnumSet.allOf(FileAclFlag.class));

    private final int code;

    FileAclFlag(int code) {
        this.code = code;
    }

    /** The value in the Windows headers. */
    @Override
    public int code() {
        return code;
    }

    /** The flags of which {@code bits} is made; bits without a name here are left out. */
    public static EnumSet<FileAclFlag> setOf(int bits) {
        return BitFlags.setOf(FileAclFlag.class, bits);
    }

    /** The flags as the bits that the service takes. */
    public static int bits(Set<FileAclFlag> flags) {
        return BitFlags.bits(flags);
    }
}
