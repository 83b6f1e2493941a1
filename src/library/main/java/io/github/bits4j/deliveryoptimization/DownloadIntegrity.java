package io.github.bits4j.deliveryoptimization;

import io.github.bits4j.internal.Arguments;

/**
 * How a download's content is checked and decrypted. All of it is set before the first start.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/api/deliveryoptimization/ne-deliveryoptimization-dodownloadproperty">DODownloadProperty</a>
 */
public final class DownloadIntegrity {
    private final DownloadProperties properties;

    DownloadIntegrity(DownloadProperties properties) {
        this.properties = properties;
    }

    /**
     * Says where the piece hashes are by which the service checks the content while it comes. Write-only.
     *
     * @param json in the format that the publisher of the content has documented; Microsoft has published none
     */
    public void setCheckInfo(String json) {
        properties.set(DownloadProperty.INTEGRITY_CHECK_INFO, Arguments.text("json", json));
    }

    /** Whether the download fails if its pieces cannot be checked; false in a new download. */
    public boolean isCheckMandatory() {
        return properties.flag(DownloadProperty.INTEGRITY_CHECK_MANDATORY).orElse(false);
    }

    /**
     * Makes the download fail if its pieces cannot be checked, or are wrong. An embedded service has no piece hashes: it fails to
     * start then, with DO_E_INTEGRITYCHECKINFO_UNAVAILABLE.
     */
    public void setCheckMandatory(boolean mandatory) {
        properties.set(DownloadProperty.INTEGRITY_CHECK_MANDATORY, mandatory);
    }

    /**
     * Says how the content is decrypted. Write-only; our native copy of it is wiped.
     *
     * @param json in the format that the publisher of the content has documented; Microsoft has published none
     * @throws DeliveryOptimizationException E_NOTIMPL from an embedded service, which decrypts nothing
     */
    public void setDecryptionInfo(String json) {
        properties.set(DownloadProperty.DECRYPTION_INFO, Arguments.text("json", json));
    }
}
