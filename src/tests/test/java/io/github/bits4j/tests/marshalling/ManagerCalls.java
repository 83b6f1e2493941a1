package io.github.bits4j.tests.marshalling;

import static io.github.bits4j.tests.marshalling.Exchange.passing;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.bindings.com.GUID;
import io.github.bits4j.com.Guid;
import java.lang.foreign.MemorySegment;

/** What is passed to each slot of IBackgroundCopyManager. */
public final class ManagerCalls {

    public Exchange createJob(Frame f) {
        String name = Values.text("createJob", "in");
        MemorySegment id = f.out(GUID.layout());
        MemorySegment job = f.outPointer();
        return passing(f.string(name), 2, id, job).arriving(name, 2).giving(() -> {
            assertThat(Guid.read(id)).isEqualTo(Values.guid("createJob"));
            assertThat(Ask.displayName(Frame.given(job))).isEqualTo("created");
            Ask.release(Frame.given(job));
        });
    }

    public Exchange getJob(Frame f) {
        Guid id = Values.guid("getJob");
        MemorySegment job = f.outPointer();
        return passing(id.allocate(f.arena), job).arriving(id).giving(() -> {
            assertThat(Ask.displayName(Frame.given(job))).isEqualTo("found");
            Ask.release(Frame.given(job));
        });
    }

    public Exchange enumJobs(Frame f) {
        MemorySegment out = f.outPointer();
        return passing(0x87654321, out).arriving(0x87654321).giving(() -> {
            assertThat(Ask.count(Frame.given(out))).isEqualTo(EnumeratorCalls.NAMES.size());
            Ask.release(Frame.given(out));
        });
    }

    public Exchange getErrorDescription(Frame f) {
        MemorySegment out = f.outPointer();
        return passing(0x80200012, 0x0C07, out).arriving(0x80200012, 0x0C07).giving(() ->
                assertThat(Frame.takeText(out)).isEqualTo(Values.text("getErrorDescription", "out")));
    }
}
