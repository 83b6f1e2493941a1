package io.github.bits4j.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bits4j.BackgroundCopyJob;
import io.github.bits4j.BackgroundCopyManager;
import io.github.bits4j.InterfaceIds;
import io.github.bits4j.JobState;
import io.github.bits4j.NotifyCommandLine;
import io.github.bits4j.ServiceKind;
import io.github.bits4j.UnsupportedInterfaceException;
import io.github.bits4j.bindings.bits.IBackgroundCopyJob2Vtbl;
import io.github.bits4j.com.ComPointer;
import io.github.bits4j.com.ComScope;
import io.github.bits4j.com.HResult;
import io.github.bits4j.com.WideString;
import io.github.bits4j.tests.support.Feature;
import io.github.bits4j.tests.support.Marker;
import io.github.bits4j.tests.support.ServiceTest;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * What the reference pages say of SetNotifyCmdLine and GetNotifyCmdLine, but for when the program runs: NotifyProgramTest.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/api/bits1_5/nf-bits1_5-ibackgroundcopyjob2-setnotifycmdline">SetNotifyCmdLine</a>
 */
class CommandLineTest extends ServiceTest {
    private static final Path PROGRAM = Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath().resolve("no program");

    private BackgroundCopyJob bitsJob() {
        Assumptions.assumeTrue(service.kind() == ServiceKind.BITS, "Delivery Optimization has no command lines");
        session.require(Feature.COMMAND_LINE);
        return session.job();
    }

    @Test
    void it_is_read_replaced_and_removed() {
        BackgroundCopyJob job = bitsJob();
        assertThat(job.notifyCommandLine()).isEmpty();
        NotifyCommandLine line = new NotifyCommandLine(PROGRAM, "\"" + PROGRAM + "\" a  \"b c\" %PATH% $HOME \u00e9");
        job.setNotifyCommandLine(line);
        assertThat(job.notifyCommandLine()).contains(line);
        NotifyCommandLine bare = new NotifyCommandLine(PROGRAM);
        job.setNotifyCommandLine(bare);
        assertThat(job.notifyCommandLine()).contains(bare);
        job.clearNotifyCommandLine();
        assertThat(job.notifyCommandLine()).isEmpty();
    }

    @Test
    void an_ended_job_refuses_it() {
        BackgroundCopyJob job = bitsJob();
        job.cancel();
        assertFails(HResult.BG_E_INVALID_STATE, () -> job.setNotifyCommandLine(new NotifyCommandLine(PROGRAM)));
        assertFails(HResult.BG_E_INVALID_STATE, job::clearNotifyCommandLine);
    }

    @Test
    void only_the_owner_sets_it() {
        Assumptions.assumeTrue(service.isEmbedded(), "needs a second user, whom only the embedded service makes up");
        BackgroundCopyJob mine = bitsJob();
        try (BackgroundCopyManager stranger = session.embedded().connectAs("somebody else")) {
            BackgroundCopyJob theirs = stranger.getJob(mine.id());
            assertFails(HResult.E_ACCESSDENIED, () -> theirs.setNotifyCommandLine(new NotifyCommandLine(PROGRAM)));
            assertFails(HResult.E_ACCESSDENIED, theirs::clearNotifyCommandLine);
        }
    }

    @Test
    void delivery_optimization_has_none() {
        Assumptions.assumeTrue(service.kind() == ServiceKind.DELIVERY_OPTIMIZATION, "BITS has command lines");
        BackgroundCopyJob job = session.job();
        NotifyCommandLine line = new Marker(session).commandLine();
        for (ThrowingCallable call : List.<ThrowingCallable>of(() -> job.setNotifyCommandLine(line),
                job::clearNotifyCommandLine, job::notifyCommandLine)) {
            assertThatThrownBy(call)
                    .isInstanceOfSatisfying(UnsupportedInterfaceException.class, e -> {
                        assertThat(e.interfaceName()).isEqualTo("IBackgroundCopyJob2");
                        assertThat(e.service()).isEqualTo(ServiceKind.DELIVERY_OPTIMIZATION);
                    })
                    .hasMessageStartingWith("the service, Delivery Optimization, does not support IBackgroundCopyJob2 (");
        }
        assertThat(job.state()).isEqualTo(JobState.SUSPENDED);
    }

    @Test
    void the_interface_is_asked_for_once_and_released_with_the_job() {
        BackgroundCopyJob job = session.manager.getJob(bitsJob().id());
        long before = ComPointer.liveCount();
        job.notifyCommandLine();
        job.clearNotifyCommandLine();
        assertThat(ComPointer.liveCount()).isEqualTo(before + 1);
        job.close();
        assertThat(ComPointer.liveCount()).isEqualTo(before - 1);
        assertThatThrownBy(job::notifyCommandLine).isInstanceOf(IllegalStateException.class);
        BackgroundCopyJob closed = session.manager.getJob(session.job().id());
        closed.close();
        assertThatThrownBy(closed::notifyCommandLine).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void the_service_itself_checks_its_parameters() {
        BackgroundCopyJob job = bitsJob();
        assertThat(set(job, null, "p")).isNegative();
        assertThat(set(job, "p".repeat(261), null)).isEqualTo(HResult.BG_E_STRING_TOO_LONG);
        assertThat(set(job, PROGRAM.toString(), "p".repeat(4001))).isEqualTo(HResult.BG_E_STRING_TOO_LONG);
        assertThat(job.notifyCommandLine()).isEmpty();
        assertThat(set(job, PROGRAM.toString(), "p".repeat(4000))).isEqualTo(HResult.S_OK);
        assertThat(job.notifyCommandLine()).contains(new NotifyCommandLine(PROGRAM, "p".repeat(4000)));
    }

    @Test
    void a_program_that_somebody_has_set_without_a_directory_is_named() {
        BackgroundCopyJob job = bitsJob();
        assertThat(set(job, "notepad.exe", null)).isEqualTo(HResult.S_OK);
        assertThatThrownBy(job::notifyCommandLine).isInstanceOf(IllegalStateException.class).hasMessageContaining("notepad.exe");
    }

    @Test
    void the_other_methods_of_the_interface_judge_what_they_get() {
        Assumptions.assumeTrue(service.isEmbedded(), "the system's has them");
        BackgroundCopyJob job = bitsJob();
        assertThat(set(job, null, "p")).isEqualTo(HResult.E_INVALIDARG);
        MemorySegment none = MemorySegment.NULL;
        assertThat(call(job, (vtable, self, arena) -> IBackgroundCopyJob2Vtbl.GetNotifyCmdLine.invoke(
                IBackgroundCopyJob2Vtbl.GetNotifyCmdLine(vtable), self, arena.allocate(ValueLayout.ADDRESS), none)))
                .isEqualTo(HResult.E_POINTER);
        assertThat(call(job, (vtable, self, arena) -> IBackgroundCopyJob2Vtbl.GetReplyFileName.invoke(
                IBackgroundCopyJob2Vtbl.GetReplyFileName(vtable), self, arena.allocate(ValueLayout.ADDRESS))))
                .isEqualTo(HResult.E_NOTIMPL);
        assertThat(call(job, (vtable, self, arena) -> IBackgroundCopyJob2Vtbl.TakeOwnership.invoke(
                IBackgroundCopyJob2Vtbl.TakeOwnership(vtable), self))).isEqualTo(HResult.S_OK);
    }

    private static int set(BackgroundCopyJob job, String program, String parameters) {
        return call(job, (vtable, self, arena) -> IBackgroundCopyJob2Vtbl.SetNotifyCmdLine.invoke(
                IBackgroundCopyJob2Vtbl.SetNotifyCmdLine(vtable), self,
                WideString.allocate(arena, program), WideString.allocate(arena, parameters)));
    }

    private static int call(BackgroundCopyJob job, ComPointer.Call<Integer> method) {
        try (ComScope scope = new ComScope(); ComPointer job1 = ComPointer.share(job.pointer(), scope)) {
            return job1.query(InterfaceIds.IBACKGROUND_COPY_JOB2).orElseThrow().call(method);
        }
    }
}
