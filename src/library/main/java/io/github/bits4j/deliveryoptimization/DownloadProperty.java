package io.github.bits4j.deliveryoptimization;

import static io.github.bits4j.deliveryoptimization.DownloadProperty.Access.READ_ONLY;
import static io.github.bits4j.deliveryoptimization.DownloadProperty.Access.READ_WRITE;
import static io.github.bits4j.deliveryoptimization.DownloadProperty.Access.WRITE_ONLY;

import java.util.Locale;
import java.util.Optional;

/**
 * A property of a download. {@link Download} and its views have a method of a fitting type for each; the constants are for
 * {@link Download#supports}, {@link DeliveryOptimizationManager#downloads(DownloadProperty, String)} and messages.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/api/deliveryoptimization/ne-deliveryoptimization-dodownloadproperty">DODownloadProperty</a>
 */
public enum DownloadProperty {
    /** {@link Download#id()}. */
    ID(0, READ_ONLY),
    /** {@link Download#uri()}. */
    URI(1, READ_WRITE),
    /** {@link Download#contentId()}. */
    CONTENT_ID(2, READ_WRITE),
    /** {@link Download#displayName()}. */
    DISPLAY_NAME(3, READ_WRITE),
    /** {@link Download#localPath()}. */
    LOCAL_PATH(4, READ_WRITE),
    /** {@link DownloadHttp#customHeaders()}. */
    HTTP_CUSTOM_HEADERS(5, READ_WRITE),
    /** {@link Download#costPolicy()}. */
    COST_POLICY(6, READ_WRITE),
    /** {@link DownloadHttp#setSecurityFlags}. */
    SECURITY_FLAGS(7, WRITE_ONLY),
    /** {@link Download#callbackPercent()}. */
    CALLBACK_FREQ_PERCENT(8, READ_WRITE),
    /** {@link Download#callbackInterval()}. */
    CALLBACK_FREQ_SECONDS(9, READ_WRITE),
    /** {@link Download#noProgressTimeout()}. */
    NO_PROGRESS_TIMEOUT_SECONDS(10, READ_WRITE),
    /** {@link Download#isForeground()}. */
    FOREGROUND_PRIORITY(11, READ_WRITE),
    /** {@link Download#isBlocking()}. */
    BLOCKING_MODE(12, READ_WRITE),
    /** {@link Download#statusCallback()}. */
    CALLBACK_INTERFACE(13, READ_WRITE),
    /** {@link Download#stream()}. */
    STREAM_INTERFACE(14, READ_WRITE),
    /** {@link DownloadHttp#setCertificateContext}. */
    SECURITY_CONTEXT(15, WRITE_ONLY),
    /** {@link DownloadHttp#captureNetworkToken()}. */
    NETWORK_TOKEN(16, WRITE_ONLY),
    /** {@link Download#correlationVector()}. */
    CORRELATION_VECTOR(17, READ_WRITE),
    /** {@link DownloadIntegrity#setDecryptionInfo}. */
    DECRYPTION_INFO(18, WRITE_ONLY),
    /** {@link DownloadIntegrity#setCheckInfo}. */
    INTEGRITY_CHECK_INFO(19, WRITE_ONLY),
    /** {@link DownloadIntegrity#isCheckMandatory()}. */
    INTEGRITY_CHECK_MANDATORY(20, READ_WRITE),
    /** {@link Download#totalSize()}. */
    TOTAL_SIZE_BYTES(21, READ_WRITE),
    /** {@link Download#isDisallowedOnCellular()}. */
    DISALLOW_ON_CELLULAR(22, READ_WRITE, "20H2"),
    /** {@link DownloadHttp#customAuthHeaders()}. */
    HTTP_CUSTOM_AUTH_HEADERS(23, READ_WRITE, "20H2"),
    /** {@link DownloadHttp#allowsSecureToNonSecureRedirect()}. */
    HTTP_ALLOW_SECURE_TO_NON_SECURE_REDIRECT(24, READ_WRITE, "21H2"),
    /** {@link Download#isNonVolatile()}. */
    NON_VOLATILE(25, READ_WRITE, "21H2"),
    /** {@link DownloadHttp#redirectionTarget()}. */
    HTTP_REDIRECTION_TARGET(26, READ_ONLY, "23H2"),
    /** {@link DownloadHttp#responseHeaders()}. */
    HTTP_RESPONSE_HEADERS(27, READ_ONLY, "23H2"),
    /** {@link DownloadHttp#serverAddress()}. */
    HTTP_SERVER_IP_ADDRESS(28, READ_ONLY, "23H2"),
    /** {@link DownloadHttp#statusCode()}. */
    HTTP_STATUS_CODE(29, READ_ONLY, "23H2");

    /** What can be done with a property. */
    public enum Access {
        /** It can be read and set. */
        READ_WRITE,
        /** The service alone sets it; others get DO_E_READ_ONLY_PROPERTY. */
        READ_ONLY,
        /** It cannot be read: DO_E_WRITE_ONLY_PROPERTY. */
        WRITE_ONLY
    }

    private final int id;
    private final Access access;
    private final String windowsVersion;

    /** Of the service's first version. */
    DownloadProperty(int id, Access access) {
        this(id, access, "1809");
    }

    DownloadProperty(int id, Access access, String windowsVersion) {
        this.id = id;
        this.access = access;
        this.windowsVersion = windowsVersion;
    }

    /** The value in the Windows headers. */
    public int id() {
        return id;
    }

    /** Whether it can be read, and set. */
    public Access access() {
        return access;
    }

    /** The version of Windows whose SDK has it first: 1809, 20H2, 21H2, 23H2. */
    public String windowsVersion() {
        return windowsVersion;
    }

    /** The property with a value of the Windows headers; empty if it has no name here. */
    public static Optional<DownloadProperty> of(int id) {
        return id >= 0 && id < values().length ? Optional.of(values()[id]) : Optional.empty();
    }

    /** The name in the Windows headers, such as {@code NoProgressTimeoutSeconds}. */
    public String headerName() {
        StringBuilder name = new StringBuilder();
        for (String word : name().split("_")) {
            name.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
        }
        return this == HTTP_SERVER_IP_ADDRESS ? "HttpServerIPAddress" : name.toString();
    }
}
