package io.github.bits4j.embedded.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Streams of a job's files, when the job ends. */
class SinkReleaseTest extends ContentFixture {

    @Test
    void one_that_fails_at_its_release_keeps_no_other_from_it() {
        Job job = fixture.queue.createJob("two streams", 0);
        RecordingStream faulty = new RecordingStream(true) {
            @Override
            public void release() {
                super.release();
                throw new IllegalStateException("release");
            }
        };
        RecordingStream other = new RecordingStream(true);
        for (RecordingStream stream : List.of(faulty, other)) {
            JobFile file = job.delivery().addWithoutSink("id", server.url("/a"), List.of());
            job.delivery().of(file).setSink(stream);
        }
        job.cancel();
        assertThat(faulty.releases).hasValue(1);
        assertThat(other.releases).hasValue(1);
    }
}
