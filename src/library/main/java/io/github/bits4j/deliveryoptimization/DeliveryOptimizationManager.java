package io.github.bits4j.deliveryoptimization;

import static io.github.bits4j.bindings.deliveryoptimization.deliveryoptimization_h.C_POINTER;

import io.github.bits4j.InterfaceIds;
import io.github.bits4j.TransferOptions;
import io.github.bits4j.bindings.com.IEnumUnknownVtbl;
import io.github.bits4j.bindings.deliveryoptimization.DO_DOWNLOAD_ENUM_CATEGORY;
import io.github.bits4j.bindings.deliveryoptimization.IDOManagerVtbl;
import io.github.bits4j.com.ComException;
import io.github.bits4j.com.ComPointer;
import io.github.bits4j.com.ComScope;
import io.github.bits4j.com.HResult;
import io.github.bits4j.com.WideString;
import io.github.bits4j.internal.Arguments;
import io.github.bits4j.internal.Enumerators;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.URI;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * A connection to Delivery Optimization, by the interfaces that Windows has had since version 1809 (documented since Windows 11
 * 22H2): makes downloads and finds those there are.
 *
 * <p>Any method may be called from any thread; COM is not initialised on it. Closing the manager releases every interface
 * pointer that was got through it; it ends no download, which belongs to the service.
 *
 * <p>When the service ends or is restarted, the call that meets it fails with {@link io.github.bits4j.ErrorKind#SERVICE_GONE};
 * the next call of a manager that was made by {@link #connect()} connects again, once. Downloads got earlier stay dead. Those
 * that were {@linkplain Download#setNonVolatile not volatile} are found again by {@link #findDownload}.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/api/deliveryoptimization/nn-deliveryoptimization-idomanager">IDOManager</a>
 */
public final class DeliveryOptimizationManager implements AutoCloseable {
    private static final String CONNECTING = "connecting to Delivery Optimization";
    private static final Set<DownloadProperty> CATEGORIES = EnumSet.of(DownloadProperty.ID, DownloadProperty.URI,
            DownloadProperty.CONTENT_ID, DownloadProperty.DISPLAY_NAME, DownloadProperty.LOCAL_PATH);

    private final DownloadConnection connection;

    private DeliveryOptimizationManager(DownloadConnection connection) {
        this.connection = connection;
    }

    /**
     * Connects to the system's service.
     *
     * @throws UnsupportedOperationException if this is not Windows
     * @throws DeliveryOptimizationException REGDB_E_CLASSNOTREG or ERROR_SERVICE_DISABLED if the machine has none that runs
     *     ({@link io.github.bits4j.ErrorKind#SERVICE_DISABLED}), E_NOINTERFACE if it is older than Windows 10 1809
     */
    public static DeliveryOptimizationManager connect() {
        return new DeliveryOptimizationManager(new DownloadConnection(DeliveryOptimizationManager::createInstance, true));
    }

    private static ComPointer createInstance(ComScope scope) {
        try {
            return ComPointer.createInstance(InterfaceIds.CLSID_DELIVERY_OPTIMIZATION, InterfaceIds.IDO_MANAGER, scope);
        } catch (UnsupportedOperationException e) {
            throw new UnsupportedOperationException("this system has no Delivery Optimization, which is a service of Windows", e);
        } catch (ComException e) {
            throw notConnected(e.hresult(), e.operation());
        }
    }

    private static DeliveryOptimizationException notConnected(int hresult, String operation) {
        return hresult == HResult.E_NOINTERFACE
                ? new DeliveryOptimizationException(hresult, CONNECTING, "The service has no IDOManager",
                        "It came with Windows 10 1809; older ones have the BITS-shaped interfaces alone.")
                : DeliveryOptimizationException.of(hresult, CONNECTING + " (" + operation + ")");
    }

    /**
     * Uses a manager that somebody else has got: an embedded service, or native code.
     *
     * <p>Such a manager cannot connect again: once its service has ended, it is to be made anew, of a new pointer.
     *
     * @param idoManager an IDOManager, or another interface of an object that has it; AddRef'd here
     */
    public static DeliveryOptimizationManager of(MemorySegment idoManager) {
        return new DeliveryOptimizationManager(new DownloadConnection(scope -> share(idoManager, scope), false));
    }

    private static ComPointer share(MemorySegment pointer, ComScope scope) {
        try (ComPointer given = ComPointer.share(pointer, scope)) {
            return given.query(InterfaceIds.IDO_MANAGER).orElseThrow(() ->
                    new ComException(HResult.E_NOINTERFACE, "IUnknown::QueryInterface"));
        } catch (ComException e) {
            throw notConnected(e.hresult(), e.operation());
        }
    }

    /**
     * The interface pointer, borrowed: valid while this object is open and has not connected again. AddRef it to keep it.
     */
    public MemorySegment pointer() {
        return connection.manager().segment();
    }

    /**
     * Makes a download, which has nothing to fetch yet.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/deliveryoptimization/nf-deliveryoptimization-idomanager-createdownload">CreateDownload</a>
     */
    public Download createDownload() {
        return connection.callManager((vtable, self, arena) -> {
            MemorySegment out = arena.allocate(C_POINTER);
            ComException.check(IDOManagerVtbl.CreateDownload.invoke(IDOManagerVtbl.CreateDownload(vtable), self, out),
                    "IDOManager::CreateDownload");
            return new Download(connection, ComPointer.own(out.get(C_POINTER, 0), connection.scope));
        });
    }

    /**
     * The caller's downloads that are neither finalized nor aborted, as they are now; in no particular order.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/deliveryoptimization/nf-deliveryoptimization-idomanager-enumdownloads">EnumDownloads</a>
     */
    public List<Download> downloads() {
        return enumerate(arena -> MemorySegment.NULL);
    }

    /**
     * Those of the caller's downloads that have a value.
     *
     * @param category of which property: ID, URI, CONTENT_ID, DISPLAY_NAME or LOCAL_PATH
     */
    public List<Download> downloads(DownloadProperty category, String value) {
        if (!CATEGORIES.contains(category)) {
            throw new IllegalArgumentException("category: must be one of " + CATEGORIES + ", is " + category);
        }
        String text = Arguments.text("value", value);
        return enumerate(arena -> {
            MemorySegment wanted = arena.allocate(DO_DOWNLOAD_ENUM_CATEGORY.layout());
            DO_DOWNLOAD_ENUM_CATEGORY.Property(wanted, category.id());
            DO_DOWNLOAD_ENUM_CATEGORY.Value(wanted, WideString.allocate(arena, text));
            return wanted;
        });
    }

    /** The download of an identifier; empty if there is none (any more). */
    public Optional<Download> findDownload(String id) {
        List<Download> found = downloads(DownloadProperty.ID, id);
        found.stream().skip(1).forEach(Download::close);
        return found.stream().findFirst();
    }

    private interface Category {
        MemorySegment allocate(Arena arena);
    }

    private List<Download> enumerate(Category category) {
        Optional<ComPointer> enumerator = connection.callManager((vtable, self, arena) -> {
            MemorySegment out = arena.allocate(C_POINTER);
            int hr = IDOManagerVtbl.EnumDownloads.invoke(
                    IDOManagerVtbl.EnumDownloads(vtable), self, category.allocate(arena), out);
            if (hr == HResult.DO_E_NO_DOWNLOADS) {
                return Optional.empty();
            }
            ComException.check(hr, "IDOManager::EnumDownloads");
            return Optional.of(ComPointer.own(out.get(C_POINTER, 0), connection.scope));
        });
        return enumerator.map(this::drain).orElse(List.of());
    }

    private List<Download> drain(ComPointer enumerator) {
        List<ComPointer> unknowns;
        try (enumerator) {
            unknowns = Enumerators.drain(connection::call, enumerator, "IEnumUnknown::Next",
                    (vtable, self, count, out, fetched) -> IEnumUnknownVtbl.Next.invoke(
                            IEnumUnknownVtbl.Next(vtable), self, count, out, fetched));
        }
        List<Download> downloads = new ArrayList<>();
        try {
            unknowns.forEach(unknown -> downloads.add(new Download(connection, connection.download(unknown))));
            return List.copyOf(downloads);
        } catch (RuntimeException | Error e) {
            downloads.forEach(Download::close);
            throw e;
        } finally {
            unknowns.forEach(ComPointer::close);
        }
    }

    /**
     * Uses a download whose interface pointer somebody else has got.
     *
     * @param pointer an IDODownload of this service, AddRef'd here
     */
    public Download download(MemorySegment pointer) {
        return new Download(connection, connection.share(pointer));
    }

    /** As {@link #download(TransferOptions, DownloadSetup)}, of one file into another, with the usual options. */
    public CompletableFuture<DownloadResult> download(URI remote, Path local) {
        return download(remote, local, TransferOptions.defaults());
    }

    /** As {@link #download(TransferOptions, DownloadSetup)}, of one file into another. */
    public CompletableFuture<DownloadResult> download(URI remote, Path local, TransferOptions options) {
        return download(options, download -> {
            download.setUri(remote);
            download.setLocalPath(local);
        });
    }

    /**
     * As {@link #download(TransferOptions, DownloadSetup)}, of a file into a channel, with the usual options.
     *
     * @throws IOException if the position of a seekable channel cannot be read
     */
    public CompletableFuture<DownloadResult> download(URI remote, WritableByteChannel channel) throws IOException {
        return download(TransferOptions.defaults(), download -> {
            download.setUri(remote);
            download.setStream(channel);
        });
    }

    /** As {@link #download(URI, WritableByteChannel)}. The stream is flushed, and not closed. */
    public CompletableFuture<DownloadResult> download(URI remote, OutputStream stream) throws IOException {
        return download(remote, FlushingChannel.of(stream));
    }

    /**
     * Downloads a whole file by a download of its own, which lives until the future ends, and no longer: it is finalized when all
     * is there, and aborted if it fails, if the future is cancelled or ended by anything else, and when this manager is closed.
     * Only if the process ends meanwhile it stays with the service.
     *
     * <p>It goes in the foreground, unless the setup says otherwise.
     *
     * @param options of which {@link TransferOptions#completes} and {@link TransferOptions#cancelsOnFailure} are always on
     * @param setup says what is fetched and where it goes, and whatever else there is to be set; runs once, before the start
     * @throws DeliveryOptimizationException if the download cannot be made and started; all that happens later is the future's
     * @throws E what the setup throws
     */
    public <E extends Exception> CompletableFuture<DownloadResult> download(TransferOptions options, DownloadSetup<E> setup)
            throws E {
        Download download = createDownload();
        // From here on the download is ended whatever happens, also if the manager is closed meanwhile.
        CompletableFuture<DownloadResult> future =
                download.transferAndClose(options.completing().cancellingOnFailure());
        try {
            download.setForeground(true);
            setup.prepare(download);
            download.start();
            return future;
        } catch (Throwable e) {
            future.cancel(true);
            throw e;
        }
    }

    /** Withdraws the callbacks set through it and releases all interface pointers; a second time it does nothing. */
    @Override
    public void close() {
        connection.close();
    }
}
