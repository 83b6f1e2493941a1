package io.github.bits4j.embedded.face;

import io.github.bits4j.InterfaceIds;
import io.github.bits4j.bindings.bits.IEnumBackgroundCopyJobsVtbl;
import io.github.bits4j.com.ComVtable;
import io.github.bits4j.embedded.queue.Job;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.util.List;

/** IEnumBackgroundCopyJobs. */
final class EnumJobsFace extends EnumFace<Job> {
    private static final ComVtable<EnumJobsFace> VTABLE = ComVtable.of(MethodHandles.lookup(), EnumJobsFace.class,
            IEnumBackgroundCopyJobsVtbl.class, InterfaceIds.IENUM_BACKGROUND_COPY_JOBS);

    private final Client client;

    private EnumJobsFace(Client client, List<Job> jobs, int position) {
        super(client.service(), jobs, position);
        this.client = client;
    }

    static MemorySegment pointer(Client client, List<Job> jobs) {
        return client.service().object(new EnumJobsFace(client, jobs, 0), VTABLE).pointer();
    }

    @Override
    MemorySegment pointerOf(Job job) {
        return JobFace.pointer(client, job);
    }

    @Override
    MemorySegment copy(List<Job> jobs, int position) {
        return service.object(new EnumJobsFace(client, jobs, position), VTABLE).pointer();
    }
}
