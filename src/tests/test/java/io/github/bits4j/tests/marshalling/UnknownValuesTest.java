package io.github.bits4j.tests.marshalling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.bits4j.BackgroundCopyError;
import io.github.bits4j.BackgroundCopyJob;
import io.github.bits4j.BackgroundCopyManager;
import io.github.bits4j.ErrorContext;
import io.github.bits4j.FileAclFlag;
import io.github.bits4j.JobPriority;
import io.github.bits4j.JobSnapshot;
import io.github.bits4j.JobState;
import io.github.bits4j.JobType;
import io.github.bits4j.NotifyFlag;
import io.github.bits4j.PeerCachingFlag;
import io.github.bits4j.ServiceKind;
import io.github.bits4j.com.ComException;
import io.github.bits4j.com.ComObject;
import io.github.bits4j.com.HResult;
import io.github.bits4j.embedded.EmbeddedService;
import java.lang.foreign.MemorySegment;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The typed API before a service that is newer than it: of what has no name here the number is kept. */
class UnknownValuesTest {
    private static final int UNNAMED = 0x40;

    /** A job of such a service. */
    private static final class StrangeJob extends Job5Target {
        private boolean hasGetters = true;

        StrangeJob() {
            super("strange");
        }

        @Override
        public int getState(MemorySegment out) {
            return giveInt("getState", out, 99);
        }

        @Override
        public int getType(MemorySegment out) {
            return giveInt("getType", out, 98);
        }

        @Override
        public int getPriority(MemorySegment out) {
            return giveInt("getPriority", out, 97);
        }

        @Override
        public int getNotifyFlags(MemorySegment out) {
            return giveFlags("getNotifyFlags", out, NotifyFlag.JOB_ERROR.code());
        }

        @Override
        public int getFileACLFlags(MemorySegment out) {
            return giveFlags("getFileACLFlags", out, FileAclFlag.OWNER.code());
        }

        @Override
        public int getPeerCachingFlags(MemorySegment out) {
            return giveFlags("getPeerCachingFlags", out, PeerCachingFlag.ENABLE_CLIENT.code());
        }

        private int giveFlags(String method, MemorySegment out, int named) {
            if (!hasGetters) {
                throw new ComException(HResult.E_NOTIMPL, method);
            }
            return giveInt(method, out, UNNAMED | named);
        }

        List<Object> given(String setter) {
            return entries.stream().filter(entry -> entry.method().equals(setter)).map(entry -> entry.arguments().getFirst())
                    .map(Object.class::cast).toList();
        }
    }

    private final EmbeddedService service = EmbeddedService.inMemory(ServiceKind.BITS);
    private final BackgroundCopyManager manager = service.connect();
    private final StrangeJob target = new StrangeJob();
    private final ComObject object = target.object();
    private BackgroundCopyJob job;

    @BeforeEach
    void wrap() {
        job = manager.job(object.pointer());
    }

    @AfterEach
    void close() {
        manager.close();
        service.close();
        object.release();
    }

    @Test
    void values_without_a_name_are_unknown_and_keep_their_number() {
        assertThat(job.state()).isEqualTo(JobState.UNKNOWN);
        assertThat(job.stateCode()).isEqualTo(99);
        assertThat(job.type()).isEqualTo(JobType.UNKNOWN);
        assertThat(job.typeCode()).isEqualTo(98);
        assertThat(job.priority()).isEqualTo(JobPriority.UNKNOWN);
        assertThat(job.priorityCode()).isEqualTo(97);
        JobSnapshot snapshot = job.snapshot();
        assertThat(snapshot.state()).isEqualTo(JobState.UNKNOWN);
        assertThat(snapshot.priority()).hasValue(JobPriority.UNKNOWN);
        assertThat(job.diagnose().toString()).contains("does not know: 99.");
    }

    @Test
    void an_error_of_an_unknown_context_keeps_its_number() {
        ComObject strange = new ErrorTarget(HResult.E_ACCESSDENIED, 42).object();
        try (BackgroundCopyError error = manager.error(strange.pointer())) {
            assertThat(error.context()).isEqualTo(ErrorContext.UNKNOWN);
            assertThat(error.contextCode()).isEqualTo(42);
            assertThat(error.read().context()).isEqualTo(ErrorContext.UNKNOWN);
        } finally {
            strange.release();
        }
    }

    @Test
    void setting_flags_leaves_the_unnamed_ones_as_they_are() {
        EnumSet<NotifyFlag> flags = job.notifyFlags();
        assertThat(flags).containsExactly(NotifyFlag.JOB_ERROR);
        flags.add(NotifyFlag.JOB_TRANSFERRED);
        job.setNotifyFlags(flags);
        assertThat(target.given("setNotifyFlags")).containsExactly(UNNAMED | 3);
        job.ownership().setFileAclFlags(EnumSet.of(FileAclFlag.DACL));
        assertThat(target.given("setFileACLFlags")).containsExactly(UNNAMED | 4);
        job.properties().setPeerCachingFlags(EnumSet.noneOf(PeerCachingFlag.class));
        assertThat(target.given("setPeerCachingFlags")).containsExactly(UNNAMED);
    }

    @Test
    void setting_flags_needs_no_getter() {
        target.hasGetters = false;
        job.ownership().setFileAclFlags(EnumSet.of(FileAclFlag.DACL));
        assertThat(target.given("setFileACLFlags")).containsExactly(4);
    }

    @Test
    void unknown_values_are_not_sent_back() {
        assertThatIllegalArgumentException().isThrownBy(() -> job.setPriority(job.priority())).withMessageStartingWith("priority: ");
        assertThat(target.given("setPriority")).isEmpty();
    }
}
