package io.github.bits4j.embedded.face;

import static io.github.bits4j.embedded.face.Parameters.setPointer;
import static io.github.bits4j.embedded.face.Parameters.string;

import io.github.bits4j.InterfaceIds;
import io.github.bits4j.bindings.deliveryoptimization.DO_DOWNLOAD_ENUM_CATEGORY;
import io.github.bits4j.bindings.deliveryoptimization.IDOManagerVtbl;
import io.github.bits4j.com.ComVtable;
import io.github.bits4j.embedded.queue.ContentDownloads;
import io.github.bits4j.embedded.queue.ContentProperty;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;

/** The manager of Delivery Optimization, which has both generations: IBackgroundCopyManager and IDOManager. */
final class DeliveryManagerFace extends ManagerFace {
    static final ComVtable<DeliveryManagerFace> MODERN = ComVtable.of(MethodHandles.lookup(), DeliveryManagerFace.class,
            IDOManagerVtbl.class, InterfaceIds.IDO_MANAGER);

    DeliveryManagerFace(Client client) {
        super(client);
    }

    public void createDownload(MemorySegment out) {
        setPointer(out, () -> DownloadFace.pointer(client, downloads().create(client.user())));
    }

    /** Without any, the enumerator is empty. */
    public void enumDownloads(MemorySegment category, MemorySegment out) {
        setPointer(out, () -> {
            if (category.address() == 0) {
                return EnumDownloadsFace.pointer(client, downloads().all(client.user()));
            }
            ContentProperty property = ContentProperty.of(DO_DOWNLOAD_ENUM_CATEGORY.Property(category), "EnumDownloads");
            String value = string(DO_DOWNLOAD_ENUM_CATEGORY.Value(category), "category.Value");
            return EnumDownloadsFace.pointer(client, downloads().all(client.user(), property, value));
        });
    }

    private ContentDownloads downloads() {
        return service.queue().downloads();
    }
}
