package io.github.bits4j.tests.deliveryoptimization;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.github.bits4j.InterfaceIds;
import io.github.bits4j.bindings.com.IEnumUnknownVtbl;
import io.github.bits4j.bindings.deliveryoptimization.IDOManagerVtbl;
import io.github.bits4j.com.ComException;
import io.github.bits4j.com.ComObject;
import io.github.bits4j.com.ComVtable;
import io.github.bits4j.com.Guid;
import io.github.bits4j.com.HResult;
import io.github.bits4j.deliveryoptimization.DeliveryOptimizationManager;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.List;

/** An IDOManager that gives what a test wants it to give: {@link FakeDownload}s, nothing, or failures. */
public final class FakeManager implements AutoCloseable {
    private static final ComVtable<FakeManager> MANAGER = ComVtable.of(
            MethodHandles.lookup(), FakeManager.class, IDOManagerVtbl.class, InterfaceIds.IDO_MANAGER);

    private final ComObject object = ComObject.of(this, MANAGER);
    /** What CreateDownload gives, and EnumDownloads lists. */
    final List<FakeDownload> downloads = new ArrayList<>();
    /** What EnumDownloads answers. */
    int answer = HResult.S_OK;
    /** Whether EnumDownloads says that all is well and gives nothing. */
    boolean givesNull;
    /** An object that is listed and is no download. */
    private boolean listsItself;

    DeliveryOptimizationManager connect() {
        return DeliveryOptimizationManager.of(object.pointer());
    }

    FakeDownload add() {
        FakeDownload download = new FakeDownload();
        downloads.add(download);
        return download;
    }

    void listItself() {
        listsItself = true;
    }

    /** IDOManager::CreateDownload. */
    public void createDownload(MemorySegment out) {
        if (!givesNull) {
            out.set(ADDRESS, 0, downloads.getLast().newReference());
        }
    }

    /** IDOManager::EnumDownloads. */
    public int enumDownloads(MemorySegment category, MemorySegment out) {
        if (!HResult.failed(answer) && !givesNull) {
            out.set(ADDRESS, 0, new Enumeration().object.pointer());
        }
        return answer;
    }

    /** IEnumUnknown over the downloads. */
    public final class Enumeration {
        private static final ComVtable<Enumeration> ENUMERATOR = ComVtable.of(
                MethodHandles.lookup(), Enumeration.class, IEnumUnknownVtbl.class, Guid.IENUM_UNKNOWN);

        final ComObject object = ComObject.of(this, ENUMERATOR);
        private int next;

        public int next(int count, MemorySegment out, MemorySegment fetched) {
            int given = 0;
            while (given < count && next < downloads.size()) {
                out.setAtIndex(ADDRESS, given++, downloads.get(next++).newReference());
            }
            if (given < count && listsItself) {
                FakeManager.this.object.addRef();
                out.setAtIndex(ADDRESS, given++, FakeManager.this.object.pointer());
            }
            fetched.set(JAVA_INT, 0, given);
            return given == count ? HResult.S_OK : HResult.S_FALSE;
        }

        public void skip(int count) {
            throw new ComException(HResult.E_NOTIMPL, "Skip");
        }

        public void reset() {
            throw new ComException(HResult.E_NOTIMPL, "Reset");
        }

        public void clone(MemorySegment out) {
            throw new ComException(HResult.E_NOTIMPL, "Clone");
        }
    }

    @Override
    public void close() {
        downloads.forEach(FakeDownload::close);
        object.release();
    }
}
