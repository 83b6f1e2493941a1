package io.github.bits4j.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.BackgroundCopyJob;
import io.github.bits4j.BackgroundCopyManager;
import io.github.bits4j.JobEvent;
import io.github.bits4j.JobState;
import io.github.bits4j.testkit.Await;
import io.github.bits4j.testkit.LoopbackServer;
import io.github.bits4j.tests.EndingProgram.Way;
import io.github.bits4j.tests.support.ChildJvm;
import io.github.bits4j.tests.support.FreshBits;
import io.github.bits4j.tests.support.NoLeaks;
import io.github.bits4j.tests.support.TestService;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Programs that end while jobs still hold their callbacks: COM may call them when the JVM is no more. Exit status and the
 * program's own hooks stay as they were, and nothing crashes or hangs.
 */
@ExtendWith({FreshBits.class, NoLeaks.class})
class JvmEndTest {
    private static final int RUNS_OF_EACH_WAY_WITH_THE_SYSTEM_S_SERVICE = 10;
    private static final int RUNS_OF_EACH_WAY_WITH_THE_EMBEDDED_SERVICE = 2;

    @TempDir
    Path directory;

    private final LoopbackServer server = LoopbackServer.start();

    @BeforeEach
    void serve() {
        server.file("/ending", LoopbackServer.bytes(1000, 1));
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    @Timeout(value = 15, unit = TimeUnit.MINUTES) // each run has a limit of its own
    void with_the_system_s_service(Way way) throws Exception {
        Assumptions.assumeTrue(TestService.WINDOWS, "this system has no BITS");
        for (int i = 0; i < RUNS_OF_EACH_WAY_WITH_THE_SYSTEM_S_SERVICE; i++) {
            runProgram(way, false, i);
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void with_the_embedded_service(Way way) throws Exception {
        for (int i = 0; i < RUNS_OF_EACH_WAY_WITH_THE_EMBEDDED_SERVICE; i++) {
            runProgram(way, true, i);
        }
    }

    @Test
    void a_job_outlives_its_program_and_is_taken_up_by_another() throws Exception {
        Assumptions.assumeTrue(TestService.WINDOWS, "this system has no BITS; jobs of an embedded service end with it");
        String output = runProgram(Way.EXIT, false, 0);
        UUID id = UUID.fromString(output.lines().filter(line -> line.startsWith("job ")).findFirst().orElseThrow().substring(4));
        List<JobEvent> events = new CopyOnWriteArrayList<>();
        try (BackgroundCopyManager manager = BackgroundCopyManager.connect();
                BackgroundCopyJob job = manager.attach(id, events::add)) {
            Await.until("the state of this moment", () -> !events.isEmpty());
            assertThat(events.getFirst()).isEqualTo(new JobEvent.StateChanged(
                    job, Optional.empty(), JobState.SUSPENDED, JobEvent.Origin.POLL));
            job.resume();
            Await.until("Transferred", () -> events.getLast() instanceof JobEvent.Transferred);
            Thread.sleep(250); // as ServiceSession.settle
            job.clearNotifyInterface();
            job.complete();
        }
    }

    private String runProgram(Way way, boolean embedded, int run) throws IOException, InterruptedException {
        ChildJvm program = ChildJvm.run(directory, EndingProgram.class, way.name(), Boolean.toString(embedded),
                server.uri("/ending").toString(), directory.toString(), Integer.toString(run * 20));
        String text = program.output();
        assertThat(program.status()).as(text).isEqualTo(way.status);
        assertThat(text).contains("own hook ran").containsPattern("jobs at the end: [1-9]");
        if (TestService.WINDOWS) {
            assertThat(text).contains("late calls fail, new objects are refused");
        }
        return text;
    }

    @AfterEach
    void cleanUp() {
        server.close();
        if (TestService.WINDOWS) {
            try (BackgroundCopyManager manager = BackgroundCopyManager.connect()) {
                manager.jobs().stream().filter(job -> job.displayName().equals("bits4j ending"))
                        .filter(job -> !job.state().isFinal())
                        .forEach(BackgroundCopyJob::cancel);
            }
        }
    }
}
