package io.github.bits4j.embedded.face;

import io.github.bits4j.InterfaceIds;
import io.github.bits4j.bindings.bits.IEnumBackgroundCopyFilesVtbl;
import io.github.bits4j.com.ComVtable;
import io.github.bits4j.embedded.queue.Job;
import io.github.bits4j.embedded.queue.JobFile;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.util.List;

/** IEnumBackgroundCopyFiles. */
final class EnumFilesFace extends EnumFace<JobFile> {
    private static final ComVtable<EnumFilesFace> VTABLE = ComVtable.of(MethodHandles.lookup(), EnumFilesFace.class,
            IEnumBackgroundCopyFilesVtbl.class, InterfaceIds.IENUM_BACKGROUND_COPY_FILES);

    private final Client client;
    private final Job job;

    private EnumFilesFace(Client client, Job job, List<JobFile> files, int position) {
        super(client.service(), files, position);
        this.client = client;
        this.job = job;
    }

    static MemorySegment pointer(Client client, Job job, List<JobFile> files) {
        return client.service().object(new EnumFilesFace(client, job, files, 0), VTABLE).pointer();
    }

    @Override
    MemorySegment pointerOf(JobFile file) {
        return FileFace.pointer(client, job, file);
    }

    @Override
    MemorySegment copy(List<JobFile> files, int position) {
        return service.object(new EnumFilesFace(client, job, files, position), VTABLE).pointer();
    }
}
