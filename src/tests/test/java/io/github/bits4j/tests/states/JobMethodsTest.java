package io.github.bits4j.tests.states;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.BackgroundCopyJob;
import io.github.bits4j.InterfaceIds;
import io.github.bits4j.JobState;
import io.github.bits4j.bindings.bits.IBackgroundCopyJob5Vtbl;
import io.github.bits4j.com.HResult;
import io.github.bits4j.tests.support.RawInterface;
import io.github.bits4j.tests.support.ServiceTest;
import io.github.bits4j.tests.support.TestService;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** All methods of a job in all states that last, against the table of what they say. */
class JobMethodsTest extends ServiceTest {
    private static final int UNKNOWN_SLOTS = 3;

    @BeforeEach
    void require() {
        Assumptions.assumeTrue(service == TestService.EMBEDDED_BITS, "the table is of the embedded BITS");
    }

    @Test
    void the_table_has_all_methods() {
        List<String> slots = IBackgroundCopyJob5Vtbl.layout().memberLayouts().stream()
                .map(MemoryLayout::name).map(name -> name.orElseThrow()).skip(UNKNOWN_SLOTS).toList();
        assertThat(MethodLine.readAll().stream().map(MethodLine::slot).collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(slots);
    }

    @ParameterizedTest
    @EnumSource(value = JobState.class, mode = EnumSource.Mode.EXCLUDE, names = {"CONNECTING", "UNKNOWN"})
    void methods_say_what_the_table_says(JobState state) {
        try (JobsInStates jobs = new JobsInStates(session)) {
            if (state == JobState.QUEUED) {
                jobs.occupyBackground();
            }
            List<String> wrong = new ArrayList<>();
            for (MethodLine line : MethodLine.readAll()) {
                BackgroundCopyJob job = jobs.in(state);
                String said = HResult.name(call(job, line, jobs));
                if (!said.equals(line.expectedIn(state))) {
                    wrong.add(line + " said " + said + ", not " + line.expectedIn(state));
                }
                if (!job.state().isFinal()) {
                    job.cancel();
                }
            }
            assertThat(wrong).as("in state " + state).isEmpty();
        }
    }

    private int call(BackgroundCopyJob job, MethodLine line, JobsInStates jobs) {
        String local = session.directory.resolve("more-" + UUID.randomUUID()).toString();
        return new RawInterface(job.pointer(), InterfaceIds.IBACKGROUND_COPY_JOB5).call((vtable, self, arena) -> {
            try (RawArguments raw = new RawArguments(jobs.file().uri().toString(), local)) {
                List<Object> arguments = new ArrayList<>();
                arguments.add(IBackgroundCopyJob5Vtbl.class.getMethod(line.slot(), MemorySegment.class)
                        .invoke(null, vtable));
                arguments.add(self);
                line.arguments().forEach(word -> arguments.add(raw.make(word)));
                return (int) invoker(line.slot()).invoke(null, arguments.toArray());
            } catch (ReflectiveOperationException e) {
                throw new AssertionError(line.toString(), e);
            }
        });
    }

    /** The generated {@code XxxVtbl.Slot.invoke}. */
    private static Method invoker(String slot) {
        Class<?> function = Arrays.stream(IBackgroundCopyJob5Vtbl.class.getClasses())
                .filter(nested -> nested.getSimpleName().equals(slot)).findAny().orElseThrow();
        return Arrays.stream(function.getMethods())
                .filter(method -> method.getName().equals("invoke")).findAny().orElseThrow();
    }
}
