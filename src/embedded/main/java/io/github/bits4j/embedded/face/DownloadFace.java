package io.github.bits4j.embedded.face;

import static io.github.bits4j.embedded.face.Parameters.required;

import io.github.bits4j.InterfaceIds;
import io.github.bits4j.bindings.deliveryoptimization.DO_DOWNLOAD_RANGE;
import io.github.bits4j.bindings.deliveryoptimization.DO_DOWNLOAD_RANGES_INFO;
import io.github.bits4j.bindings.deliveryoptimization.DO_DOWNLOAD_STATUS;
import io.github.bits4j.bindings.deliveryoptimization.IDODownloadVtbl;
import io.github.bits4j.com.ComException;
import io.github.bits4j.com.ComVtable;
import io.github.bits4j.com.HResult;
import io.github.bits4j.com.Variant;
import io.github.bits4j.embedded.queue.ContentDownload;
import io.github.bits4j.embedded.queue.ContentProperty;
import io.github.bits4j.embedded.queue.ContentStatus;
import io.github.bits4j.embedded.transfer.FileRange;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** IDODownload. */
final class DownloadFace extends FaceObject {
    private static final ComVtable<DownloadFace> VTABLE = ComVtable.of(MethodHandles.lookup(), DownloadFace.class,
            IDODownloadVtbl.class, InterfaceIds.IDO_DOWNLOAD);

    private final Client client;
    private final ContentDownload download;

    private DownloadFace(Client client, ContentDownload download) {
        super(client.service());
        this.client = client;
        this.download = download;
    }

    /** A new object for a client, who gets its first reference. */
    static MemorySegment pointer(Client client, ContentDownload download) {
        return client.service().object(new DownloadFace(client, download), VTABLE).pointer();
    }

    public void start(MemorySegment ranges) {
        download().start(ranges(ranges));
    }

    public void pause() {
        download().pause();
    }

    public void abort() {
        download().abort();
    }

    /** IDODownload::Finalize. */
    public void finalize_() {
        download().complete();
    }

    public void getStatus(MemorySegment out) {
        ContentDownload asked = download();
        write(asked.status(), required(out, "status").asSlice(0, DO_DOWNLOAD_STATUS.sizeof()));
    }

    public void getProperty(int id, MemorySegment out) {
        new Variant.Empty().write(required(out, "propVal")); // a client clears it whatever comes of the call
        ContentDownload asked = download();
        ContentProperty property = ContentProperty.of(id, "GetProperty");
        switch (property) {
            case CALLBACK_INTERFACE -> DownloadValues.writeCallback(asked, out);
            case STREAM_INTERFACE -> DownloadValues.writeStream(asked, out);
            default -> DownloadValues.of(asked.get(property)).write(out);
        }
    }

    public void setProperty(int id, MemorySegment value) {
        ContentDownload changed = download();
        ContentProperty property = ContentProperty.of(id, "SetProperty");
        required(value, "propVal");
        property.requireWritable("SetProperty");
        Variant given = Variant.read(value);
        switch (property) {
            case CALLBACK_INTERFACE -> DownloadValues.setCallback(client, changed, given);
            case STREAM_INTERFACE -> DownloadValues.setStream(client, changed, given);
            default -> changed.set(property, DownloadValues.valueOf(given));
        }
    }

    /** A client of a service that has ended gets what COM tells him of one. */
    private ContentDownload download() {
        service.ensureRunning();
        return download;
    }

    static void write(ContentStatus status, MemorySegment out) {
        out.fill((byte) 0);
        DO_DOWNLOAD_STATUS.BytesTotal(out, status.total());
        DO_DOWNLOAD_STATUS.BytesTransferred(out, status.transferred());
        DO_DOWNLOAD_STATUS.State(out, status.state().code());
        DO_DOWNLOAD_STATUS.Error_(out, status.error());
        DO_DOWNLOAD_STATUS.ExtendedError(out, status.extended());
    }

    private static @Nullable List<FileRange> ranges(MemorySegment info) {
        if (info.address() == 0) {
            return null;
        }
        int count = DO_DOWNLOAD_RANGES_INFO.RangeCount(info);
        if (count < 0) {
            throw new ComException(HResult.E_INVALIDARG, "Start", "more ranges than there can be");
        }
        // More than the one that the structure is declared with.
        MemorySegment array = info.asSlice(DO_DOWNLOAD_RANGES_INFO.Ranges$offset(), count * DO_DOWNLOAD_RANGE.sizeof());
        List<FileRange> ranges = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            MemorySegment range = DO_DOWNLOAD_RANGE.asSlice(array, i);
            FileRange next = new FileRange(DO_DOWNLOAD_RANGE.Offset(range), DO_DOWNLOAD_RANGE.Length(range));
            ranges.add(next);
            if (!next.isPossible()) {
                break; // it is refused by that one; the rest may not even be there
            }
        }
        return ranges;
    }
}
