package io.github.bits4j.embedded.face;

import io.github.bits4j.InterfaceIds;
import io.github.bits4j.bindings.bits.IEnumBackgroundCopyFilesVtbl;
import io.github.bits4j.com.ComVtable;
import io.github.bits4j.embedded.queue.JobFile;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.util.List;

/** IEnumBackgroundCopyFiles. */
final class EnumFilesFace extends EnumFace<JobFile> {
    private static final ComVtable<EnumFilesFace> VTABLE = ComVtable.of(MethodHandles.lookup(), EnumFilesFace.class,
            IEnumBackgroundCopyFilesVtbl.class, InterfaceIds.IENUM_BACKGROUND_COPY_FILES);

    private EnumFilesFace(ServiceFace service, List<JobFile> files, int position) {
        super(service, files, position);
    }

    static MemorySegment pointer(ServiceFace service, List<JobFile> files) {
        return service.object(new EnumFilesFace(service, files, 0), VTABLE).pointer();
    }

    @Override
    MemorySegment pointerOf(JobFile file) {
        return FileFace.pointer(service, file);
    }

    @Override
    MemorySegment copy(List<JobFile> files, int position) {
        return service.object(new EnumFilesFace(service, files, position), VTABLE).pointer();
    }
}
