package io.github.bits4j.tests.marshalling;

import io.github.bits4j.InterfaceIds;
import io.github.bits4j.bindings.bits.IEnumBackgroundCopyJobsVtbl;
import io.github.bits4j.com.ComObject;
import io.github.bits4j.com.ComVtable;
import java.lang.invoke.MethodHandles;
import java.util.List;

/** Behind IEnumBackgroundCopyJobs. */
public final class JobsTarget extends EnumeratorTarget {
    private static final ComVtable<JobsTarget> VTABLE = ComVtable.of(MethodHandles.lookup(), JobsTarget.class,
            IEnumBackgroundCopyJobsVtbl.class, InterfaceIds.IENUM_BACKGROUND_COPY_JOBS);

    JobsTarget(List<String> names) {
        super(names);
    }

    @Override
    ComObject object() {
        return ComObject.of(this, VTABLE);
    }

    @Override
    RecordingTarget element(String name) {
        return new Job5Target(name);
    }

    @Override
    RecordingTarget copy(List<String> names) {
        return new JobsTarget(names);
    }
}
