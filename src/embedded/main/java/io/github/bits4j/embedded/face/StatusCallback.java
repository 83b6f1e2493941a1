package io.github.bits4j.embedded.face;

import io.github.bits4j.InterfaceIds;
import io.github.bits4j.bindings.deliveryoptimization.DO_DOWNLOAD_STATUS;
import io.github.bits4j.bindings.deliveryoptimization.IDODownloadStatusCallbackVtbl.OnStatusChange;
import io.github.bits4j.bindings.deliveryoptimization.IDODownloadStatusCallbackVtbl;
import io.github.bits4j.com.ComException;
import io.github.bits4j.com.ComPointer;
import io.github.bits4j.com.HResult;
import io.github.bits4j.com.Variant;
import io.github.bits4j.embedded.queue.ContentDownload;
import io.github.bits4j.embedded.queue.ContentStatus;
import io.github.bits4j.embedded.queue.StatusTarget;
import java.lang.foreign.MemorySegment;

/** A client's IDODownloadStatusCallback, held by a reference and called through its vtable. */
final class StatusCallback implements StatusTarget {
    private static final System.Logger LOG = System.getLogger(StatusCallback.class.getName());

    private final Client client;
    private final ComPointer callback;

    /** @throws ComException E_NOINTERFACE if the object is no IDODownloadStatusCallback */
    StatusCallback(Client client, MemorySegment unknown) {
        this.client = client;
        try (ComPointer given = ComPointer.share(unknown, client.service().clients)) {
            this.callback = given.query(InterfaceIds.IDO_DOWNLOAD_STATUS_CALLBACK).orElseThrow(() ->
                    new ComException(HResult.E_NOINTERFACE, "the object is no IDODownloadStatusCallback"));
        }
        client.service().callbacks.incrementAndGet();
    }

    /** Into a VARIANT, which gets a reference of its own. */
    void write(MemorySegment variant) {
        callback.call((vtable, self, arena) -> {
            new Variant.Unknown(self).write(variant);
            return self;
        });
    }

    @Override
    public void statusChanged(ContentDownload download, ContentStatus status) {
        try {
            ClientCallback.lend(DownloadFace.pointer(client, download), lent -> callback.call((vtable, self, arena) -> {
                MemorySegment told = arena.allocate(DO_DOWNLOAD_STATUS.layout());
                DownloadFace.write(status, told);
                int hresult = OnStatusChange.invoke(IDODownloadStatusCallbackVtbl.OnStatusChange(vtable), self, lent, told);
                if (HResult.failed(hresult)) {
                    LOG.log(System.Logger.Level.DEBUG, "OnStatusChange returned {0}", HResult.format(hresult));
                }
                return hresult;
            }));
        } catch (ComException | IllegalStateException gone) {
            // The client is gone, or the service is being closed: nobody is left to be told.
            LOG.log(System.Logger.Level.DEBUG, "a status callback cannot be called", gone);
        }
    }

    @Override
    public void release() {
        client.service().callbacks.decrementAndGet();
        callback.close();
    }
}
