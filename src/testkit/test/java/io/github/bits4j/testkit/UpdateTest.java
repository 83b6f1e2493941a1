package io.github.bits4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.BackgroundCopyJob;
import io.github.bits4j.JobState;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/* The README's example; ReadmeTest of the suite holds the two together. */
// README begins
@ExtendWith(BitsExtension.class)
class UpdateTest {
    @Test
    void an_update_survives_a_bad_day_of_its_server(BitsTestKit kit) {
        ServedFile app = kit.server().file("/app.zip", LoopbackServer.bytes(100_000, 1))
                .onRequest(1, Fault.cutAfter(40_000))
                .onRequest(2, Fault.status(503), Fault.delay(Duration.ofMillis(20)));
        Path target = kit.directory().resolve("app.zip");

        BackgroundCopyJob job = Updater.start(kit.manager(), app.uri(), target); // what is tested

        kit.awaitState(job, JobState.TRANSIENT_ERROR);
        kit.clock().advance(Duration.ofMinutes(10)); // the retry delay, at once
        kit.awaitState(job, JobState.TRANSIENT_ERROR);
        kit.clock().advance(Duration.ofMinutes(10));
        kit.awaitState(job, JobState.TRANSFERRED);
        job.complete();
        assertThat(target).hasBinaryContent(app.content());
        assertThat(kit.server().requests().getLast().header("Range")).contains("bytes=40000-");
    }
}
// README ends
