package io.github.bits4j.deliveryoptimization;

/**
 * The status callback itself, shaped as COM has it. Most want a {@link DownloadListener} instead.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/api/deliveryoptimization/nn-deliveryoptimization-idodownloadstatuscallback">IDODownloadStatusCallback</a>
 */
@FunctionalInterface
public interface DownloadStatusCallback {
    /**
     * The state has changed, or the download has come further: at intervals of {@link Download#callbackInterval()}, and by
     * steps of {@link Download#callbackPercent()}.
     *
     * <p>Runs on the service's threads; who blocks here holds up further calls for this download, and perhaps the download.
     *
     * @param download that on which the callback was set
     * @return an HRESULT; what is thrown becomes one: a {@link io.github.bits4j.com.ComException} its own, all else E_FAIL. The
     *     service is not known to do anything with it
     */
    int onStatusChange(Download download, DownloadStatus status);
}
