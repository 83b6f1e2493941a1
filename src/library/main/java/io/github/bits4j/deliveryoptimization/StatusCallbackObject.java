package io.github.bits4j.deliveryoptimization;

import io.github.bits4j.InterfaceIds;
import io.github.bits4j.bindings.deliveryoptimization.IDODownloadStatusCallbackVtbl;
import io.github.bits4j.com.ComVtable;
import io.github.bits4j.com.HResult;
import io.github.bits4j.internal.CallbackObject;
import io.github.bits4j.internal.Hub;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;

/** A download's IDODownloadStatusCallback. What the service lends for the length of a call is copied, or not used. */
final class StatusCallbackObject extends CallbackObject<DownloadStatusCallback> {
    private static final ComVtable<StatusCallbackObject> VTABLE = ComVtable.of(MethodHandles.lookup(),
            StatusCallbackObject.class, IDODownloadStatusCallbackVtbl.class, InterfaceIds.IDO_DOWNLOAD_STATUS_CALLBACK);

    private final Download download;
    private final Hub<DownloadStatusCallback> hub;

    StatusCallbackObject(Download download, DownloadNotifications notifications, Hub<DownloadStatusCallback> hub) {
        super(notifications, hub, VTABLE);
        this.download = download;
        this.hub = hub;
    }

    public int onStatusChange(MemorySegment lentDownload, MemorySegment lentStatus) {
        if (lentStatus.address() == 0) {
            return HResult.E_POINTER;
        }
        return deliver(() -> {
            DownloadStatus status = DownloadStatus.read(lentStatus, download.streamFailure());
            return hub.passToAll(to -> to.onStatusChange(download, status));
        });
    }
}
