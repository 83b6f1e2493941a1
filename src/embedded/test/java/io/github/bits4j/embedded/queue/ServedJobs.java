package io.github.bits4j.embedded.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.JobState;
import io.github.bits4j.com.HResult;
import io.github.bits4j.embedded.transfer.ScriptedServer;
import io.github.bits4j.embedded.transfer.http.HttpTransport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;

/** A queue with short times, a server for it and files for its jobs. */
final class ServedJobs implements AutoCloseable {
    final HttpTransport transport = new HttpTransport(Duration.ofSeconds(30), Duration.ofSeconds(30));
    final QueueFixture fixture;
    final ScriptedServer server = new ScriptedServer();
    final JobQueue queue;
    final Path directory;

    ServedJobs(Path directory) throws IOException {
        this.directory = directory;
        this.fixture = new QueueFixture(ServiceRules.BITS, QueueFixture.QUICK, transport, directory);
        this.queue = fixture.queue;
    }

    static byte[] content(int seed, int size) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    Path file(String name) {
        return directory.resolve(name);
    }

    Job empty() {
        return queue.createJob("test", 0);
    }

    Job job(String name) {
        Job job = empty();
        job.addFile(server.url("/" + name), file(name).toString());
        return job;
    }

    void completesWith(Job job, byte[] content) throws Exception {
        settles(job, JobState.TRANSFERRED);
        assertThat(job.complete()).isEqualTo(HResult.S_OK);
        assertThat(file("a")).hasBinaryContent(content);
    }

    /** The error's name. */
    String fails(Job job) throws InterruptedException {
        settles(job, JobState.ERROR);
        return HResult.name(job.error().hresult());
    }

    /** Ends in the state; says why if it ends in another. */
    static void settles(Job job, JobState state) throws InterruptedException {
        Eventually.becomes(() -> job.state() == JobState.ERROR || job.state() == JobState.TRANSFERRED, true);
        assertThat(job.state()).as(() -> "error " + (job.state() == JobState.ERROR ? job.error() : "none")).isEqualTo(state);
    }

    @Override
    public void close() throws IOException {
        fixture.close();
        server.close();
        transport.close();
    }
}
