package io.github.bits4j.deliveryoptimization;

import io.github.bits4j.com.ComPointer;
import io.github.bits4j.com.HResult;
import io.github.bits4j.com.Variant;
import io.github.bits4j.internal.Arguments;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** What a download is told beside what it is to fetch: the properties that belong to no view. */
abstract sealed class DownloadSettings permits Download {
    private static final Duration SHORTEST_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration DEFAULT_CALLBACK_INTERVAL = Duration.ofSeconds(1);
    private static final int ALL_PERCENT = 100;

    final DownloadProperties properties;

    DownloadSettings(DownloadProperties properties) {
        this.properties = properties;
    }

    // What it is

    /** The identifier, by which {@link DeliveryOptimizationManager#findDownload} finds the download again. */
    public String id() {
        return properties.text(DownloadProperty.ID).orElseThrow(() -> new DeliveryOptimizationException(HResult.E_NOT_SET,
                "IDODownload::GetProperty(Id)", "The download has no identifier", null));
    }

    /**
     * Where the file comes from; empty if nobody has set it.
     *
     * @throws IllegalArgumentException if another program has set what is no URI; {@link Download#property(int)} has the text
     */
    public Optional<URI> uri() {
        return properties.text(DownloadProperty.URI).map(URI::create);
    }

    /**
     * Chooses where the file comes from. Needed, unless there is a {@linkplain #setContentId content id}.
     *
     * @param uri absolute; the service escapes nothing, so it must be legal as it is
     * @throws DeliveryOptimizationException DO_E_INVALID_STATE while the download transfers, and once all is there. In a paused
     *     download another URI drops what has come
     */
    public void setUri(URI uri) {
        properties.set(DownloadProperty.URI, Arguments.absolute("uri", uri));
    }

    /** By which name the cloud service and peers know the content; empty if nobody has set it. */
    public Optional<String> contentId() {
        return properties.text(DownloadProperty.CONTENT_ID);
    }

    /**
     * Names the content as the cloud service and peers know it, before the first start. An embedded service has neither: with
     * this alone it fails to start, with DO_E_DOWNLOAD_NO_URI.
     */
    public void setContentId(String contentId) {
        properties.set(DownloadProperty.CONTENT_ID, Arguments.text("contentId", contentId));
    }

    /** The name for people; empty if nobody has set it. */
    public Optional<String> displayName() {
        return properties.text(DownloadProperty.DISPLAY_NAME);
    }

    /** Gives the download a name for people, which need not be unique. */
    public void setDisplayName(String displayName) {
        properties.set(DownloadProperty.DISPLAY_NAME, Arguments.text("displayName", displayName));
    }

    /** The file that the content goes to; empty if nobody has set it. */
    public Optional<Path> localPath() {
        return properties.text(DownloadProperty.LOCAL_PATH).map(Path::of);
    }

    /**
     * Chooses the file that the content goes to, before the first start. Needed, unless there is a stream. It has its name, and
     * replaces one that is there, when the download is {@linkplain Download#finalizeDownload() finalized}.
     *
     * @param local an absolute path. What is missing of it the service makes, as the caller
     * @throws DeliveryOptimizationException DO_E_FILE_DOWNLOADSINK_ALREADY_SET if a stream is set
     */
    public void setLocalPath(Path local) {
        properties.set(DownloadProperty.LOCAL_PATH, Arguments.local("local", local));
    }

    /** How large the file is: as it was set, or as the server has told; empty as long as nobody knows. */
    public OptionalLong totalSize() {
        return properties.longNumber(DownloadProperty.TOTAL_SIZE_BYTES).map(OptionalLong::of).orElse(OptionalLong.empty());
    }

    /** Says beforehand how large the file is; a server that says otherwise makes the download fail. */
    public void setTotalSize(long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("bytes: must not be negative, is " + bytes);
        }
        properties.set(DownloadProperty.TOTAL_SIZE_BYTES.id(), new Variant.UInt8(bytes));
    }

    /** The mark for telemetry; empty if nobody has set one. */
    public Optional<String> correlationVector() {
        return properties.text(DownloadProperty.CORRELATION_VECTOR);
    }

    /** Marks the download for telemetry. */
    public void setCorrelationVector(String correlationVector) {
        properties.set(DownloadProperty.CORRELATION_VECTOR, Arguments.text("correlationVector", correlationVector));
    }

    // How it goes

    /** Over which networks it may go; empty if nobody has chosen. */
    public Optional<DownloadCostPolicy> costPolicy() {
        return properties.number(DownloadProperty.COST_POLICY).map(DownloadCostPolicy::of);
    }

    /** Chooses the networks, by their costs. On others the download stands still: DO_E_BLOCKED_BY_COST_TRANSFER_POLICY. */
    public void setCostPolicy(DownloadCostPolicy policy) {
        properties.set(DownloadProperty.COST_POLICY,
                Arguments.known("policy", policy, DownloadCostPolicy.UNKNOWN).code());
    }

    /** Whether cellular networks are out of the question, whatever the cost policy says. Needs Windows 20H2. */
    public boolean isDisallowedOnCellular() {
        return properties.flag(DownloadProperty.DISALLOW_ON_CELLULAR).orElse(false);
    }

    /**
     * Rules out cellular networks, or lets the cost policy decide. Needs Windows 20H2. An embedded service cannot tell which
     * networks are cellular: it keeps the value, and goes by the cost policy alone.
     */
    public void setDisallowedOnCellular(boolean disallowed) {
        properties.set(DownloadProperty.DISALLOW_ON_CELLULAR, disallowed);
    }

    /** Whether somebody waits for it; otherwise it goes in the background, as a new one does. */
    public boolean isForeground() {
        return properties.flag(DownloadProperty.FOREGROUND_PRIORITY).orElse(false);
    }

    /** Chooses the foreground or the background; also under way. */
    public void setForeground(boolean foreground) {
        properties.set(DownloadProperty.FOREGROUND_PRIORITY, foreground);
    }

    /** After how long without a byte the service gives up; empty if that is left to the service. */
    public Optional<Duration> noProgressTimeout() {
        return properties.number(DownloadProperty.NO_PROGRESS_TIMEOUT_SECONDS).filter(seconds -> seconds != 0)
                .map(DownloadSettings::seconds);
    }

    /**
     * Chooses after how long without a byte the service gives up, with DO_E_DOWNLOAD_NO_PROGRESS.
     *
     * @param timeout a minute at least, in whole seconds (rounded up); zero to leave it to the service
     */
    public void setNoProgressTimeout(Duration timeout) {
        if (!timeout.isZero() && timeout.compareTo(SHORTEST_TIMEOUT) < 0) {
            throw new IllegalArgumentException("timeout: must be 60 seconds at least, or zero, is " + timeout);
        }
        properties.set(DownloadProperty.NO_PROGRESS_TIMEOUT_SECONDS, Arguments.seconds("timeout", timeout));
    }

    /**
     * Whether {@link Download#start()} returns at the download's end only. False in a new download.
     */
    public boolean isBlocking() {
        return properties.flag(DownloadProperty.BLOCKING_MODE).orElse(false);
    }

    /**
     * Makes {@link Download#start()} and its like wait until all is there, or throw what stopped the download, or return at once.
     *
     * <p>Better wait for {@link Download#whenTransferred()}: a blocking start cannot be interrupted, ends only when the download
     * does, or when another thread pauses or aborts it. It pins a virtual thread to its carrier for all that time; in an STA (the
     * threads of JavaFX and SWT) no message is handled meanwhile, and the application looks frozen.
     */
    public void setBlocking(boolean blocking) {
        properties.set(DownloadProperty.BLOCKING_MODE, blocking);
    }

    /**
     * Whether the download survives the end of the service and of the machine; otherwise it is aborted by that. False in a new
     * download. Needs Windows 21H2.
     */
    public boolean isNonVolatile() {
        return properties.flag(DownloadProperty.NON_VOLATILE).orElse(false);
    }

    /** Makes the download survive the end of the service, before the first start. Needs Windows 21H2. */
    public void setNonVolatile(boolean nonVolatile) {
        properties.set(DownloadProperty.NON_VOLATILE, nonVolatile);
    }

    // How often the status callback is called

    /** By how much the download grows until the status callback is called again, in percent; empty if nobody has chosen. */
    public OptionalInt callbackPercent() {
        return properties.number(DownloadProperty.CALLBACK_FREQ_PERCENT).map(OptionalInt::of).orElse(OptionalInt.empty());
    }

    /** Has the status callback called whenever so much more has come, beside the calls at intervals. */
    public void setCallbackPercent(int percent) {
        if (percent < 0 || percent > ALL_PERCENT) {
            throw new IllegalArgumentException("percent: must be from 0 to 100, is " + percent);
        }
        properties.set(DownloadProperty.CALLBACK_FREQ_PERCENT, percent);
    }

    /** How long it takes at least from one call of the status callback about progress to the next; a second by default. */
    public Duration callbackInterval() {
        return properties.number(DownloadProperty.CALLBACK_FREQ_SECONDS).map(DownloadSettings::seconds)
                .orElse(DEFAULT_CALLBACK_INTERVAL);
    }

    /** @param interval in whole seconds, rounded up */
    public void setCallbackInterval(Duration interval) {
        properties.set(DownloadProperty.CALLBACK_FREQ_SECONDS, Arguments.seconds("interval", interval));
    }

    private static Duration seconds(int seconds) {
        return Duration.ofSeconds(Integer.toUnsignedLong(seconds));
    }

    // The service's pointers

    /** The IDODownloadStatusCallback that the service calls, owned by the caller; empty if there is none. */
    public Optional<ComPointer> statusCallback() {
        return properties.object(DownloadProperty.CALLBACK_INTERFACE);
    }

    /** The IStream that the service writes to, owned by the caller; empty if there is none. */
    public Optional<ComPointer> stream() {
        return properties.object(DownloadProperty.STREAM_INTERFACE);
    }
}
