package io.github.bits4j.embedded.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.JobState;
import io.github.bits4j.JobType;
import io.github.bits4j.embedded.transfer.ScriptedServer;
import io.github.bits4j.embedded.transfer.http.HttpTransport;
import io.github.bits4j.embedded.transfer.upload.BitsUploadServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server may forget an upload, and its reply, when its session is closed: a later process must not need them then. */
class UploadRestartTest {
    @TempDir
    Path directory;

    private final HttpTransport transport = new HttpTransport(Duration.ofSeconds(30), Duration.ofSeconds(30));
    private final BitsUploadServer bits = new BitsUploadServer();
    private final byte[] content = new byte[150_000];
    private ScriptedServer server;

    @BeforeEach
    void open() throws IOException {
        server = new ScriptedServer().replies(bits);
        new Random(1).nextBytes(content);
        Files.write(directory.resolve("file"), content);
    }

    @AfterEach
    void close() throws IOException {
        server.close();
        transport.close();
        assertThat(bits.violations).isEmpty();
    }

    private StoredQueue service(String store) throws IOException {
        return new StoredQueue(directory.resolve(store), QueueFixture.QUICK, transport);
    }

    private void copyStore() throws IOException {
        Path copy = Files.createDirectory(directory.resolve("copy"));
        try (Stream<Path> files = Files.list(directory.resolve("store"))) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
    }

    /** A process goes on from what was stored when the session was closed. */
    private Job afterAKillAtTheClose(JobType type, StoredQueue later) throws Exception {
        Job job = later.job();
        QueueFixture.reach(job, JobState.TRANSFERRED);
        assertThat(job.type()).isEqualTo(type);
        assertThat(Collections.frequency(bits.packets, "Create-Session")).as("nothing is sent again").isEqualTo(1);
        assertThat(bits.packets).filteredOn(packet -> packet.startsWith("Fragment")).hasSize(2);
        return job;
    }

    private void uploadAndKillAtTheClose(JobType type) throws Exception {
        AtomicBoolean copied = new AtomicBoolean();
        bits.on("Close-Session", (_, _, _) -> {
            copyStore();
            copied.set(true);
            return false;
        });
        try (StoredQueue service = service("store")) {
            Job job = service.queue.createJob("test", type.code());
            if (type == JobType.UPLOAD_REPLY) {
                job.reply("SetReplyFileName").setFileName(directory.resolve("answer").toString());
            }
            job.addFile(server.url("/up"), directory.resolve("file").toString());
            job.resume();
            QueueFixture.reach(job, JobState.TRANSFERRED);
        }
        assertThat(copied).isTrue();
        assertThat(bits.sessionCount()).isZero();
    }

    @Test
    void an_upload_is_not_sent_again() throws Exception {
        uploadAndKillAtTheClose(JobType.UPLOAD);
        try (StoredQueue later = service("copy")) {
            afterAKillAtTheClose(JobType.UPLOAD, later).complete();
        }
        assertThat(bits.file("/up")).isEqualTo(content);
    }

    @Test
    void a_reply_is_not_fetched_again() throws Exception {
        byte[] answer = {1, 2, 3};
        bits.replying(answer, "/answer");
        uploadAndKillAtTheClose(JobType.UPLOAD_REPLY);
        bits.replying(null, "/gone");
        try (StoredQueue later = service("copy")) {
            afterAKillAtTheClose(JobType.UPLOAD_REPLY, later).complete();
        }
        assertThat(directory.resolve("answer")).hasBinaryContent(answer);
        assertThat(List.copyOf(server.requests)).filteredOn(request -> request.method().equals("GET")).hasSize(1);
    }
}
