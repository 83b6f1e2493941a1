package io.github.bits4j.deliveryoptimization;

import io.github.bits4j.FileRange;
import io.github.bits4j.NotifyOptions;
import io.github.bits4j.TransferOptions;
import io.github.bits4j.bindings.deliveryoptimization.DO_DOWNLOAD_STATUS;
import io.github.bits4j.bindings.deliveryoptimization.IDODownloadVtbl;
import io.github.bits4j.com.ComException;
import io.github.bits4j.com.ComPointer;
import io.github.bits4j.com.HResult;
import io.github.bits4j.com.StreamObject;
import io.github.bits4j.com.Variant;
import io.github.bits4j.internal.Arguments;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.WritableByteChannel;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One download of Delivery Optimization: a file of a web server, whole or in parts, into a file or a stream.
 *
 * <p>It is made by {@link DeliveryOptimizationManager#createDownload()}, told what to fetch by its setters, started, and in the
 * end finalized or aborted. After that it answers what it was, and all else fails with DO_E_INVALID_STATE.
 *
 * <p>Any method may be called from any thread, inside a callback too. {@link #close()} releases the interface pointer and
 * withdraws the callback that was set through this object; it neither pauses nor aborts the download, which belongs to the
 * service. When the service ends, each call fails with {@link io.github.bits4j.ErrorKind#SERVICE_GONE}, for good.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/api/deliveryoptimization/nn-deliveryoptimization-idodownload">IDODownload</a>
 */
public final class Download extends DownloadSettings implements AutoCloseable {
    final DownloadConnection connection;
    private final ComPointer pointer;
    private final DownloadHttp http;
    private final DownloadIntegrity integrity;
    private final DownloadNotifications notifications;
    private final AtomicLong starts = new AtomicLong();
    private volatile @Nullable StreamObject sink;

    Download(DownloadConnection connection, ComPointer pointer) {
        super(new DownloadProperties(connection, pointer));
        this.connection = connection;
        this.pointer = pointer;
        this.http = new DownloadHttp(properties);
        this.integrity = new DownloadIntegrity(properties);
        this.notifications = new DownloadNotifications(this);
    }

    /** What it says to the server, and what the server has answered. */
    public DownloadHttp http() {
        return http;
    }

    /** How its content is checked. */
    public DownloadIntegrity integrity() {
        return integrity;
    }

    // The way it goes

    /**
     * Starts the download of the whole file; also of the rest, if parts of it are there. A service that wants ranges all the same
     * (DO_E_DOWNLOAD_RANGES_EXPECTED: some may for a stream) gets the one from the beginning to the end.
     *
     * @throws DeliveryOptimizationException DO_E_DOWNLOAD_NO_URI, DO_E_FILE_DOWNLOADSINK_UNSPECIFIED if something is missing;
     *     DO_E_INVALID_STATE if it is finalized or aborted, or parts are under way; if it is {@linkplain #setBlocking blocking},
     *     what stopped it
     * @see <a href="https://learn.microsoft.com/windows/win32/api/deliveryoptimization/nf-deliveryoptimization-idodownload-start">Start</a>
     */
    public void start() {
        try {
            start(DownloadRanges::wholeFile);
        } catch (DeliveryOptimizationException e) {
            if (e.hresult() != HResult.DO_E_DOWNLOAD_RANGES_EXPECTED) {
                throw e;
            }
            start(List.of(FileRange.from(0)));
        }
    }

    /**
     * Starts the download of parts of the file. A file gets them at their offsets; a stream gets them one after the other, in
     * this order. When they are there, others may be started.
     *
     * @param ranges one at least; they must not overlap
     * @throws DeliveryOptimizationException as {@link #start()}; DO_E_INVALID_RANGE, DO_E_OVERLAPPING_RANGES;
     *     DO_E_INVALID_STATE while others are under way
     */
    public void start(List<FileRange> ranges) {
        List<FileRange> wanted = Arguments.notEmpty("ranges", ranges);
        start(arena -> DownloadRanges.allocate(wanted, arena));
    }

    /**
     * Goes on with what was asked for, after {@link #pause()} or an error: at once, if the service waits to try again. It is not
     * for the first start, by the reference page; embedded services then fetch the whole file, as earlier pages had it.
     *
     * @throws DeliveryOptimizationException as {@link #start()}
     */
    public void resume() {
        start(arena -> MemorySegment.NULL);
    }

    private interface Ranges {
        MemorySegment allocate(Arena arena);
    }

    private void start(Ranges ranges) {
        starts.incrementAndGet(); // before: it may fail, and be seen to have failed, before this returns
        try {
            run("Start", (vtable, self, arena) ->
                    IDODownloadVtbl.Start.invoke(IDODownloadVtbl.Start(vtable), self, ranges.allocate(arena)));
        } catch (DeliveryOptimizationException e) {
            onFailedStart(e);
            throw e;
        }
    }

    /** The failure of a blocking start is what the download has come to; with another one it was not started. */
    private void onFailedStart(DeliveryOptimizationException e) {
        Optional<DownloadError> present;
        try {
            present = status().error();
        } catch (DeliveryOptimizationException | IllegalStateException unknown) {
            e.addSuppressed(unknown);
            return;
        }
        if (present.isEmpty()) {
            return;
        }
        if (present.get().hresult() != e.hresult()) {
            starts.decrementAndGet();
        } else if (e.getCause() == null) {
            present.get().streamFailure().ifPresent(e::initCause);
        }
    }

    /** How often it was started through this object: what it comes to after that is news, even if it is the same as before. */
    long starts() {
        return starts.get();
    }

    /**
     * Has the download stand still until it is started again; nothing happens if it does not transfer.
     *
     * @throws DeliveryOptimizationException DO_E_INVALID_STATE if it is finalized or aborted
     * @see <a href="https://learn.microsoft.com/windows/win32/api/deliveryoptimization/nf-deliveryoptimization-idodownload-pause">Pause</a>
     */
    public void pause() {
        run("Pause", (vtable, self, arena) -> IDODownloadVtbl.Pause.invoke(IDODownloadVtbl.Pause(vtable), self));
    }

    /**
     * Ends the download well: the file gets its name, the service forgets it. A second time nothing happens.
     *
     * @throws DeliveryOptimizationException DO_E_INVALID_STATE unless it is {@link DownloadState#TRANSFERRED}
     * @see <a href="https://learn.microsoft.com/windows/win32/api/deliveryoptimization/nf-deliveryoptimization-idodownload-finalize">Finalize</a>
     */
    public void finalizeDownload() {
        run("Finalize", (vtable, self, arena) -> IDODownloadVtbl.Finalize.invoke(IDODownloadVtbl.Finalize(vtable), self));
        notifications.look();
    }

    /**
     * Ends the download without a file. A second time nothing happens.
     *
     * @throws DeliveryOptimizationException DO_E_INVALID_STATE if it is finalized
     * @see <a href="https://learn.microsoft.com/windows/win32/api/deliveryoptimization/nf-deliveryoptimization-idodownload-abort">Abort</a>
     */
    public void abort() {
        run("Abort", (vtable, self, arena) -> IDODownloadVtbl.Abort.invoke(IDODownloadVtbl.Abort(vtable), self));
        notifications.look();
    }

    /**
     * What the download is now.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/deliveryoptimization/nf-deliveryoptimization-idodownload-getstatus">GetStatus</a>
     */
    public DownloadStatus status() {
        return connection.call(pointer, (vtable, self, arena) -> {
            MemorySegment status = arena.allocate(DO_DOWNLOAD_STATUS.layout());
            ComException.check(IDODownloadVtbl.GetStatus.invoke(IDODownloadVtbl.GetStatus(vtable), self, status),
                    "IDODownload::GetStatus");
            return DownloadStatus.read(status, streamFailure());
        });
    }

    private void run(String method, ComPointer.Call<Integer> call) {
        connection.call(pointer, (vtable, self, arena) ->
                ComException.check(call.invoke(vtable, self, arena), "IDODownload::" + method));
    }

    // Where it goes

    /**
     * Has the content written to a channel, rather than to a file; before the first start. The service writes it on threads of
     * its own, in the order of the file, or of the ranges that were started. It never closes the channel.
     *
     * <p>What the channel throws fails the download, and is the {@link DownloadError#streamFailure()} and the cause of the
     * exceptions that tell of it; what is no IOException is the cause of one. A channel that blocks holds up this download alone.
     * If the content changes on the server under way, the download begins again, for which the channel must be a
     * {@link java.nio.channels.SeekableByteChannel}.
     *
     * @param channel blocking; it must stay open until the download is finalized or aborted
     * @throws DeliveryOptimizationException DO_E_FILE_DOWNLOADSINK_ALREADY_SET if a local path is set; DO_E_INVALID_STATE once
     *     the download has been started
     * @throws IOException if the position of a seekable channel cannot be read
     */
    public void setStream(WritableByteChannel channel) throws IOException {
        StreamObject stream = new StreamObject(channel);
        try {
            properties.set(DownloadProperty.STREAM_INTERFACE.id(), new Variant.Unknown(stream.object().pointer()));
            sink = stream;
        } finally {
            stream.object().release(); // the service has its own reference now, or refused
        }
    }

    /** As {@link #setStream(WritableByteChannel)}. The stream is flushed whenever the service has written, and never closed. */
    public void setStream(OutputStream stream) throws IOException {
        setStream(FlushingChannel.of(stream));
    }

    /**
     * Takes the stream away again; the service lets go of its reference.
     *
     * @throws DeliveryOptimizationException DO_E_INVALID_STATE once the download has been started
     */
    public void clearStream() {
        properties.set(DownloadProperty.STREAM_INTERFACE.id(), new Variant.Unknown(MemorySegment.NULL));
        sink = null;
    }

    Optional<IOException> streamFailure() {
        StreamObject stream = sink;
        return stream == null ? Optional.empty() : stream.failure();
    }

    // What happens to it

    /** As {@link #setStatusListener(DownloadListener, NotifyOptions)}, with {@link NotifyOptions#defaults()}. */
    public void setStatusListener(DownloadListener listener) {
        setStatusListener(listener, NotifyOptions.defaults());
    }

    /**
     * Has the service tell a listener what happens, from now on; the state of this moment is its first event.
     *
     * <p>The download has one status callback; whoever sets it last, in whichever process, is called. That is why the status is
     * read too, as the options say. The service's reference alone keeps the listener alive.
     *
     * @throws DeliveryOptimizationException DO_E_INVALID_STATE if the download is finalized or aborted
     */
    public void setStatusListener(DownloadListener listener, NotifyOptions options) {
        notifications.register(Objects.requireNonNull(listener, "listener"), options);
    }

    /** Sets a callback that answers the service itself, on its threads: the direct mode. Throws as the listener's setter. */
    public void setStatusCallback(DownloadStatusCallback callback) {
        notifications.register(Objects.requireNonNull(callback, "callback"));
    }

    /**
     * Sets a COM object of somebody else's as the callback.
     *
     * @param unknown an IDODownloadStatusCallback that the MTA may call (not an STA's object as it is), AddRef'd by the service;
     *     NULL for none
     */
    public void setStatusCallback(MemorySegment unknown) {
        notifications.registerPointer(unknown);
    }

    /** Removes the status callback, whoever set it; the service lets go of its reference. */
    public void clearStatusCallback() {
        notifications.registerPointer(MemorySegment.NULL);
    }

    /** As {@link #events(NotifyOptions)}, with {@link NotifyOptions#defaults()}. */
    public Flow.Publisher<DownloadEvent> events() {
        return events(NotifyOptions.defaults());
    }

    /**
     * The download's events for subscribers of Reactive Streams, any number of them, beside a listener or callback that was set
     * through this object.
     *
     * <p>Subscribing sets the status callback, then reads the state, which is the first event; if the service refuses, the events
     * come by polling alone. The last event ({@link DownloadEvent.Ended}, {@link DownloadEvent.ServiceLost}) is followed by
     * {@code onComplete}; {@code onError} comes with a {@link io.github.bits4j.TransferException} if the download is closed here.
     * For a subscriber who asks for events more slowly than they come the newest {@link DownloadEvent.Progress},
     * {@link DownloadEvent.StateChanged} and {@link DownloadEvent.TransientError} waits, and all others.
     */
    public Flow.Publisher<DownloadEvent> events(NotifyOptions options) {
        return subscriber -> notifications.subscribe(subscriber, options);
    }

    /** As {@link #whenTransferred(TransferOptions)}, with {@link TransferOptions#defaults()}. */
    public CompletableFuture<DownloadResult> whenTransferred() {
        return whenTransferred(TransferOptions.defaults());
    }

    /** As {@link #whenTransferred(TransferOptions)}, with {@link TransferOptions#withStallTimeout}. */
    public CompletableFuture<DownloadResult> whenTransferred(Duration stallTimeout) {
        return whenTransferred(TransferOptions.defaults().withStallTimeout(stallTimeout));
    }

    /**
     * A future that ends when all that was asked for is there, and in every other case too: exceptionally, with a
     * {@link io.github.bits4j.TransferException} that says which.
     *
     * <p>It needs no callback, since it reads the status; one that was set through this object makes it quicker. Cancelling the
     * future aborts the download: when {@code cancel} returns, the download is aborted, unless the service failed at it; then it
     * is tried again until it succeeds or this object is closed.
     *
     * @param options of which completing means {@link #finalizeDownload()}, cancelling {@link #abort()}, suspending
     *     {@link #pause()}
     */
    public CompletableFuture<DownloadResult> whenTransferred(TransferOptions options) {
        return notifications.watch(options, () -> {});
    }

    /** As {@link #whenTransferred(TransferOptions)}; closes this object at the end. */
    CompletableFuture<DownloadResult> transferAndClose(TransferOptions options) {
        return notifications.watch(options, this::close);
    }

    // Anything else

    /**
     * Whether the service knows a property: newer ones came with later versions of Windows. Asks for its value.
     */
    public boolean supports(DownloadProperty property) {
        return properties.knows(property);
    }

    /**
     * The value of a property that this version has no name for, as it is. The reference of a {@link Variant.Unknown} is the
     * caller's.
     *
     * @throws DeliveryOptimizationException DO_E_UNKNOWN_PROPERTY_ID; DO_E_WRITE_ONLY_PROPERTY; E_NOT_SET if nobody has set it
     * @see <a href="https://learn.microsoft.com/windows/win32/api/deliveryoptimization/nf-deliveryoptimization-idodownload-getproperty">GetProperty</a>
     */
    public Variant property(int id) {
        return properties.get(id);
    }

    /**
     * Sets a property that this version has no name for.
     *
     * @throws DeliveryOptimizationException DO_E_UNKNOWN_PROPERTY_ID; DO_E_READ_ONLY_PROPERTY; DO_E_INVALID_STATE if it is too
     *     late; E_INVALIDARG for another type than the property's
     * @see <a href="https://learn.microsoft.com/windows/win32/api/deliveryoptimization/nf-deliveryoptimization-idodownload-setproperty">SetProperty</a>
     */
    public void setProperty(int id, Variant value) {
        properties.set(id, value);
    }

    /** The interface pointer, borrowed: valid while this object is open. AddRef it to keep it. */
    public MemorySegment pointer() {
        return pointer.segment();
    }

    /**
     * Withdraws the callback set through this object, ends its subscribers and futures, and releases the interface pointer. The
     * download goes on. A second time nothing happens.
     */
    @Override
    public void close() {
        notifications.close();
        pointer.close();
    }
}
