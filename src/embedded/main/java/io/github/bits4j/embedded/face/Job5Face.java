package io.github.bits4j.embedded.face;

import io.github.bits4j.InterfaceIds;
import io.github.bits4j.bindings.bits.IBackgroundCopyJob5Vtbl;
import io.github.bits4j.com.ComVtable;
import io.github.bits4j.embedded.queue.Job;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;

/**
 * IBackgroundCopyJob5: properties by number. Its vtable serves the interfaces from IBackgroundCopyJob2 on; the HTTP options and the
 * helper token have their own.
 */
final class Job5Face extends Job4Face implements HttpOptionsFace, TokenOptionsFace {
    static final ComVtable<Job5Face> VTABLE = ComVtable.of(MethodHandles.lookup(), Job5Face.class,
            IBackgroundCopyJob5Vtbl.class, InterfaceIds.IBACKGROUND_COPY_JOB2, InterfaceIds.IBACKGROUND_COPY_JOB3,
            InterfaceIds.IBACKGROUND_COPY_JOB4, InterfaceIds.IBACKGROUND_COPY_JOB5);

    Job5Face(Client client, Job job) {
        super(client, job);
    }

    public void setProperty(int id, MemorySegment value) {
        PropertyValues.set(owned("SetProperty"), service.rules(), id, value);
    }

    public void getProperty(int id, MemorySegment out) {
        PropertyValues.get(job(), service.rules(), id, out);
    }
}
