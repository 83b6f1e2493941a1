package io.github.bits4j;

import java.util.EnumSet;
import java.util.Set;

/**
 * What a job does with the rights of its helper token, rather than with its owner's.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/api/bits4_0/nf-bits4_0-ibitstokenoptions-sethelpertokenflags">SetHelperTokenFlags</a>
 */
public enum HelperTokenFlag implements BitFlag {
    /** Opens the local file of an upload; creates and renames the temporary file of a download and the file of a reply. */
    LOCAL_FILE(1),
    /**
     * Opens the remote file on a file server; answers HTTP servers and proxies that ask for NTLM or Kerberos, if the job has
     * implicit credentials. A job that also has a client certificate fails with ERROR_WINHTTP_CLIENT_CERT_NO_ACCESS_PRIVATE_KEY
     * unless LocalSystem owns it.
     */
    NETWORK(2);

    /** The bits that have a name. */
    static final int ALL = BitFlags.bits(EnumSet.allOf(HelperTokenFlag.class));

    private final int code;

    HelperTokenFlag(int code) {
        this.code = code;
    }

    /** The value in the Windows headers. */
    @Override
    public int code() {
        return code;
    }

    /** The flags of which {@code bits} is made; bits without a name here are left out. */
    public static EnumSet<HelperTokenFlag> setOf(int bits) {
        return BitFlags.setOf(HelperTokenFlag.class, bits);
    }

    /** The flags as the bits that the service takes. */
    public static int bits(Set<HelperTokenFlag> flags) {
        return BitFlags.bits(flags);
    }
}
