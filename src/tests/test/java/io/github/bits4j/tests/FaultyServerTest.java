package io.github.bits4j.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bits4j.BackgroundCopyManager;
import io.github.bits4j.InterfaceIds;
import io.github.bits4j.JobType;
import io.github.bits4j.ServiceKind;
import io.github.bits4j.bindings.bits.IBackgroundCopyManagerVtbl;
import io.github.bits4j.com.ComException;
import io.github.bits4j.com.ComObject;
import io.github.bits4j.com.ComVtable;
import io.github.bits4j.com.HResult;
import io.github.bits4j.tests.support.NoLeaks;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A server that says S_OK and gives nothing: no fault of a server may end the JVM. */
@ExtendWith(NoLeaks.class)
class FaultyServerTest {
    private static final ComVtable<FaultyManager> VTABLE = ComVtable.of(MethodHandles.lookup(), FaultyManager.class,
            IBackgroundCopyManagerVtbl.class, InterfaceIds.IBACKGROUND_COPY_MANAGER);

    static final class FaultyManager {
        public void createJob(MemorySegment name, int type, MemorySegment id, MemorySegment job) {}

        public void getJob(MemorySegment id, MemorySegment job) {}

        public void enumJobs(int flags, MemorySegment jobs) {}

        public void getErrorDescription(int hresult, int language, MemorySegment text) {}
    }

    @Test
    void null_for_a_string_or_an_object_is_no_crash() {
        ComObject object = ComObject.of(new FaultyManager(), VTABLE);
        try (BackgroundCopyManager manager = BackgroundCopyManager.of(object.pointer(), ServiceKind.BITS)) {
            assertThat(manager.describe(HResult.BG_E_NOT_FOUND)).as("ours stands in")
                    .isEqualTo(HResult.meaning(HResult.BG_E_NOT_FOUND).orElseThrow());
            assertThatThrownBy(() -> manager.createJob("x", JobType.DOWNLOAD)).hasMessageContaining("NULL");
            assertThatThrownBy(() -> manager.getJob(UUID.randomUUID())).hasMessageContaining("NULL");
            assertThatThrownBy(manager::jobs).hasMessageContaining("NULL");
        }
        object.release();
    }

    @Test
    void a_dead_object_of_our_own_is_not_taken() {
        ComObject object = ComObject.of(new FaultyManager(), VTABLE);
        MemorySegment pointer = object.pointer();
        object.release();
        assertThatThrownBy(() -> BackgroundCopyManager.of(pointer, ServiceKind.BITS))
                .isInstanceOfSatisfying(ComException.class,
                        e -> assertThat(e.hresult()).isEqualTo(HResult.CO_E_OBJNOTCONNECTED));
    }
}
