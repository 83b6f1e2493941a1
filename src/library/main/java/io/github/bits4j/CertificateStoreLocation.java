package io.github.bits4j;

/**
 * Where Windows keeps a certificate store.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/api/bits2_5/ne-bits2_5-bg_cert_store_location">BG_CERT_STORE_LOCATION</a>
 */
public enum CertificateStoreLocation {
    /** With the user. */
    CURRENT_USER(0),
    /** With the computer. */
    LOCAL_MACHINE(1),
    /** With the service that calls. */
    CURRENT_SERVICE(2),
    /** With a service, which the store's name names. */
    SERVICES(3),
    /** With a user, whom the store's name names. */
    USERS(4),
    /** With the user, from the group policy. */
    CURRENT_USER_GROUP_POLICY(5),
    /** With the computer, from the group policy. */
    LOCAL_MACHINE_GROUP_POLICY(6),
    /** With the computer, from the directory of the enterprise. */
    LOCAL_MACHINE_ENTERPRISE(7),
    /** A value that this version does not know. */
    UNKNOWN(-1);

    private final int code;

    CertificateStoreLocation(int code) {
        this.code = code;
    }

    /** The value in the Windows headers. */
    public int code() {
        return code;
    }

    /** The constant of the given value; {@link #UNKNOWN} if there is none. */
    public static CertificateStoreLocation of(int code) {
        for (CertificateStoreLocation value : values()) {
            if (value.code == code) {
                return value;
            }
        }
        return UNKNOWN;
    }
}
