package io.github.bits4j;

/**
 * Where Delivery Optimization takes a file from, besides its server.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/delivery_optimization/downloadmode">DownloadMode</a>
 */
public enum DownloadMode {
    /** From no peers; with what Microsoft's cloud service knows of the file. */
    CDN_ONLY(0),
    /** From peers of the same network. */
    LAN(1),
    /** From peers of the same group, such as a domain. */
    GROUP(2),
    /** From peers anywhere. */
    INTERNET(3),
    /** From the server alone, without peers and without the cloud service: what embedded services do, too. */
    SIMPLE(99),
    /** By BITS instead. */
    BYPASS(100),
    /** A value that this version does not know. */
    UNKNOWN(-1);

    private final int code;

    DownloadMode(int code) {
        this.code = code;
    }

    /** The value in the Windows headers. */
    public int code() {
        return code;
    }

    /** The constant of the given value; {@link #UNKNOWN} if there is none. */
    public static DownloadMode of(int code) {
        for (DownloadMode value : values()) {
            if (value.code == code) {
                return value;
            }
        }
        return UNKNOWN;
    }
}
