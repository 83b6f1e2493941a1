package io.github.bits4j.embedded.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.JobState;
import io.github.bits4j.com.HResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a job's notification class is told, and when. */
class NotifyClassTest {
    private static final int TRANSFERRED = 1;
    private static final int MODIFICATION = 8;
    private static final int FILE = 0x10;
    private static final UUID FIRST = new UUID(1, 1);
    private static final UUID SECOND = new UUID(2, 2);
    private static final UUID NO_CLASS = new UUID(0, 0);

    /** The targets made, in order, of whatever class. */
    private final List<RecordingTarget> made = Collections.synchronizedList(new ArrayList<>());
    private final List<UUID> classes = Collections.synchronizedList(new ArrayList<>());
    private final FakeTransport transport = new FakeTransport();
    private final FakeLauncher launcher = new FakeLauncher();
    private volatile int answer = HResult.S_OK;

    @TempDir
    Path directory;

    private QueueFixture fixture;

    @BeforeEach
    void open() {
        fixture = new QueueFixture(ServiceRules.BITS, QueueFixture.QUICK, transport, launcher, directory);
        fixture.queue.setNotifyClasses(this::make);
    }

    @AfterEach
    void close() {
        fixture.close();
        assertThat(made).allSatisfy(target -> assertThat(target.violations).isEmpty());
        assertThat(made).allSatisfy(target -> assertThat(target.calls).last().isEqualTo("released"));
    }

    private NotifyTarget make(Job job, UUID clsid) {
        RecordingTarget target = new RecordingTarget().answering(_ -> answer);
        classes.add(clsid);
        made.add(target);
        return target;
    }

    private static void eventually(RecordingTarget target, String... calls) throws InterruptedException {
        Eventually.becomes(() -> List.copyOf(target.calls), List.of(calls));
    }

    private Job transferred(UUID clsid) throws InterruptedException {
        Job job = fixture.job("/a");
        job.properties().setNotificationClass(clsid);
        job.resume();
        QueueFixture.reach(job, JobState.TRANSFERRED);
        return job;
    }

    @Test
    void it_is_told_of_files_and_outcome_and_released_at_the_end() throws Exception {
        Job job = fixture.job("/a");
        job.setNotifyFlags(TRANSFERRED | FILE | MODIFICATION);
        job.properties().setNotificationClass(FIRST);
        job.resume();
        Eventually.becomes(made::size, 1);
        eventually(made.getFirst(), "file:a", "transferred");
        job.complete();
        eventually(made.getFirst(), "file:a", "transferred", "released");
        assertThat(made.getFirst().modifications).hasPositiveValue();
        assertThat(made).hasSize(1);
        assertThat(classes).containsExactly(FIRST);
    }

    @Test
    void it_is_told_of_what_happened_before_it_was_named() throws Exception {
        Job job = fixture.job("/a");
        job.resume();
        QueueFixture.reach(job, JobState.TRANSFERRED);
        job.properties().setNotificationClass(FIRST);
        eventually(made.getFirst(), "transferred");
    }

    @Test
    void a_registered_target_goes_before_it() throws Exception {
        RecordingTarget target = new RecordingTarget();
        Job job = fixture.job("/a");
        job.properties().setNotificationClass(FIRST);
        job.setNotifyTarget(target);
        job.resume();
        eventually(target, "transferred");
        assertThat(job.notifyTarget()).isSameAs(target);
        eventually(made.getFirst(), "released");
        job.setNotifyTarget(null);
        assertThat(job.notifyTarget()).isNull();
        job.setDescription("a change");
        job.complete();
        assertThat(made).as("what the target accepted is not told again").allSatisfy(
                instance -> assertThat(instance.calls).doesNotContain("transferred"));
    }

    @Test
    void it_takes_over_when_the_target_is_withdrawn() throws Exception {
        Job job = fixture.job("/a");
        job.properties().setNotificationClass(FIRST);
        job.setNotifyTarget(new RecordingTarget().answering(_ -> HResult.E_FAIL));
        job.resume();
        QueueFixture.reach(job, JobState.TRANSFERRED);
        job.setNotifyTarget(null);
        Eventually.becomes(() -> List.copyOf(made.getLast().calls), List.of("transferred")); // made when the target's call is over
    }

    @Test
    void the_class_named_last_is_the_one() throws Exception {
        answer = HResult.E_FAIL;
        Job job = transferred(FIRST);
        Eventually.becomes(() -> made.getFirst().calls.size() > 1, true); // it is repeated
        answer = HResult.S_OK;
        job.properties().setNotificationClass(SECOND);
        Eventually.becomes(() -> made.getFirst().calls.getLast(), "released");
        Eventually.becomes(() -> classes, List.of(FIRST, SECOND));
        assertThat(job.properties().notificationClass()).isEqualTo(SECOND);
        job.properties().setNotificationClass(NO_CLASS);
        Eventually.becomes(() -> made.getLast().calls.getLast(), "released");
        assertThat(job.properties().notificationClass()).isEqualTo(NO_CLASS);
        assertThat(made).hasSize(2);
    }

    @Test
    void the_program_of_the_command_line_is_run_if_it_does_not_accept() throws Exception {
        answer = HResult.REGDB_E_CLASSNOTREG;
        Job job = fixture.job("/a");
        job.setCommandLine("/program", null);
        job.properties().setNotificationClass(FIRST);
        job.resume();
        Eventually.becomes(() -> List.copyOf(launcher.runs), List.of("/program"));
        eventually(made.getFirst(), "transferred");
    }

    @Test
    void it_goes_before_the_program_of_the_command_line() throws Exception {
        Job job = fixture.job("/a");
        job.setCommandLine("/program", null);
        job.properties().setNotificationClass(FIRST);
        job.resume();
        eventually(made.getFirst(), "transferred");
        job.complete();
        assertThat(launcher.runs).isEmpty();
    }

    @Test
    void it_is_told_after_a_restart_and_not_twice() throws Exception {
        Path store = directory.resolve("store");
        try (StoredQueue stored = new StoredQueue(store, QueueFixture.QUICK, transport)) {
            Job job = stored.queue.createJob("test", 0);
            job.addFile("http://test.invalid/a", directory.resolve("a").toString());
            job.properties().setNotificationClass(FIRST);
            job.resume();
            QueueFixture.reach(job, JobState.TRANSFERRED); // and nobody makes objects here
        }
        try (StoredQueue stored = new StoredQueue(store, QueueFixture.QUICK, transport)) {
            stored.queue.setNotifyClasses(this::make);
            Eventually.becomes(made::size, 1);
            eventually(made.getFirst(), "transferred");
            Eventually.becomes(() -> told(stored.job()), true);
        }
        eventually(made.getFirst(), "transferred", "released");
        try (StoredQueue stored = new StoredQueue(store, QueueFixture.QUICK, transport)) {
            stored.queue.setNotifyClasses(this::make);
            stored.job().setNotifyFlags(TRANSFERRED);
            Thread.sleep(100);
            assertThat(stored.job().state()).isEqualTo(JobState.TRANSFERRED);
        }
        assertThat(made).hasSize(2);
        assertThat(made.getLast().calls).containsExactly("released");
    }

    private static boolean told(Job job) {
        return job.slot.program.told == job.slot.outcome;
    }
}
