package io.github.bits4j.embedded.face;

import io.github.bits4j.bindings.com.IEnumUnknownVtbl;
import io.github.bits4j.com.ComVtable;
import io.github.bits4j.com.Guid;
import io.github.bits4j.embedded.queue.ContentDownload;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.util.List;

/** IEnumUnknown, of downloads. */
final class EnumDownloadsFace extends EnumFace<ContentDownload> {
    private static final ComVtable<EnumDownloadsFace> VTABLE = ComVtable.of(MethodHandles.lookup(), EnumDownloadsFace.class,
            IEnumUnknownVtbl.class, Guid.IENUM_UNKNOWN);

    private final Client client;

    private EnumDownloadsFace(Client client, List<ContentDownload> downloads, int position) {
        super(client.service(), downloads, position);
        this.client = client;
    }

    static MemorySegment pointer(Client client, List<ContentDownload> downloads) {
        return client.service().object(new EnumDownloadsFace(client, downloads, 0), VTABLE).pointer();
    }

    @Override
    MemorySegment pointerOf(ContentDownload download) {
        return DownloadFace.pointer(client, download);
    }

    @Override
    MemorySegment copy(List<ContentDownload> downloads, int position) {
        return service.object(new EnumDownloadsFace(client, downloads, position), VTABLE).pointer();
    }
}
