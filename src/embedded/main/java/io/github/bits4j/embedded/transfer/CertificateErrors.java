package io.github.bits4j.embedded.transfer;

import java.util.Set;

/** The HRESULTs by which Windows reports which check a server's certificate did not pass. */
public final class CertificateErrors {
    public static final int WRONG_NAME = 0x80072F06;
    public static final int WRONG_DATE = 0x80072F05;
    public static final int UNKNOWN_CA = 0x80072F0D;
    public static final int REVOKED = 0x80072F8A;
    public static final int REVOCATION_UNKNOWN = 0x80072F19;
    public static final int WRONG_USAGE = 0x80072F93;
    public static final int INVALID = 0x80072F89;

    private static final Set<Integer> ALL =
            Set.of(WRONG_NAME, WRONG_DATE, UNKNOWN_CA, REVOKED, REVOCATION_UNKNOWN, WRONG_USAGE, INVALID);

    private CertificateErrors() {}

    /** Whether it is one of them. */
    public static boolean include(int hresult) {
        return ALL.contains(hresult);
    }
}
