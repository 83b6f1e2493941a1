package io.github.bits4j.tests.examples;

import static io.github.bits4j.embedded.transfer.ScriptedServer.file;
import static io.github.bits4j.embedded.transfer.ScriptedServer.head;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.bits4j.BackgroundCopyJob;
import io.github.bits4j.FileInfo;
import io.github.bits4j.HttpStatusException;
import io.github.bits4j.JobState;
import io.github.bits4j.ServiceKind;
import io.github.bits4j.embedded.transfer.ScriptedServer;
import io.github.bits4j.embedded.transfer.upload.BitsUploadServer;
import io.github.bits4j.testkit.Await;
import io.github.bits4j.testkit.Fault;
import io.github.bits4j.testkit.LoopbackServer;
import io.github.bits4j.testkit.ServedFile;
import io.github.bits4j.tests.support.Feature;
import io.github.bits4j.tests.support.ServiceTest;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The README's examples do what they promise. */
class ExamplesTest extends ServiceTest {
    private static final byte[] CONTENT = LoopbackServer.bytes(100_000, 6);

    private Path local() {
        return session.directory.resolve("local");
    }

    private ServedFile served() {
        return session.server.file("/served", CONTENT);
    }

    private void assertArrives(BackgroundCopyJob job, byte[] content) {
        session.track(job);
        awaitState(job, JobState.TRANSFERRED);
        job.complete();
        assertThat(local()).hasBinaryContent(content);
    }

    private void onlyBits() {
        Assumptions.assumeTrue(service.kind() == ServiceKind.BITS, "Delivery Optimization has no such setting");
    }

    @Test
    void a_file() throws Exception {
        DownloadFile.download(session.manager, served().uri(), local());
        assertThat(local()).hasBinaryContent(CONTENT);
    }

    @Test
    void progress() {
        Queue<String> screen = new ConcurrentLinkedQueue<>();
        BackgroundCopyJob job = session.track(FollowProgress.follow(session.manager, served().uri(), local(), screen::add));
        Await.until("the end", () -> screen.contains("all there"));
        Await.until("progress", () -> screen.contains("100000 bytes"));
        session.complete(job);
        assertThat(local()).hasBinaryContent(CONTENT);
    }

    @Test
    void several_files() throws Exception {
        Path other = session.directory.resolve("other");
        DownloadSeveral.download(session.manager, List.of(
                new FileInfo(served().uri(), local()),
                new FileInfo(session.server.file("/other", new byte[5]).uri(), other)));
        assertThat(local()).hasBinaryContent(CONTENT);
        assertThat(other).hasSize(5);
    }

    @Test
    void an_upload_with_a_reply() throws Exception {
        onlyBits();
        session.require(Feature.UPLOADS);
        byte[] answer = {1, 2, 3};
        BitsUploadServer bits = new BitsUploadServer().replying(answer, "/reply");
        Files.write(local(), CONTENT);
        try (ScriptedServer server = new ScriptedServer().replies(bits)) {
            assertThat(UploadWithReply.upload(session.manager, local(), server.uri("/up")))
                    .hasValueSatisfying(reply -> assertThat(reply).isEqualTo(answer));
        }
    }

    @Test
    void credentials_and_headers() throws Exception {
        onlyBits();
        ScriptedServer.Reply right = file(CONTENT, "ETag: \"1\"");
        try (ScriptedServer server = new ScriptedServer().replies((request, out) -> {
            if (request.headers().containsKey("authorization")) {
                right.write(request, out);
            } else {
                head(out, 401, "WWW-Authenticate: Basic realm=\"r\"", "Content-Length: 0");
            }
        })) {
            assertArrives(CredentialsAndHeaders.start(
                    session.manager, server.uri("/private"), local(), "secret".toCharArray()), CONTENT);
            assertThat(server.requests.getLast().headers()).containsEntry("x-tenant", "42");
        }
    }

    @Test
    void a_proxy() throws Exception {
        onlyBits();
        session.require(Feature.PROXIES);
        try (ScriptedServer proxy = new ScriptedServer().replies(file(CONTENT, "ETag: \"1\""))) {
            String address = "127.0.0.1:" + proxy.uri("/").getPort();
            assertArrives(ThroughProxy.start(session.manager, URI.create("http://far.example/file"), local(), address), CONTENT);
        }
    }

    @Test
    void a_job_that_is_put_right() {
        onlyBits();
        session.require(Feature.REMOTE_NAMES);
        served();
        String server = session.server.uri("/").toString();
        BackgroundCopyJob job = session.job(URI.create(server + "old/served"), "local");
        job.resume();
        awaitState(job, JobState.ERROR);
        ReactToErrors.repair(job, server + "old/", server);
        assertArrives(job, CONTENT);
    }

    @Test
    void a_job_that_cannot_be_put_right() {
        session.require(Feature.RESUME_CONDITIONS);
        session.server.file("/forbidden", CONTENT).always(Fault.status(403));
        BackgroundCopyJob job = session.job(session.server.uri("/forbidden"), "local");
        job.resume();
        awaitState(job, JobState.ERROR);
        assertThat(catchThrowableOfType(HttpStatusException.class, () -> ReactToErrors.repair(job, "a", "b")).status())
                .isEqualTo(403);
        assertThat(job.state()).isEqualTo(JobState.CANCELLED);
    }

    @Test
    void parts_of_a_file() {
        onlyBits();
        session.require(Feature.REMOTE_NAMES);
        byte[] end = Arrays.copyOfRange(CONTENT, 99_000, CONTENT.length);
        assertArrives(ReadRanges.start(session.manager, served().uri(), local()), end);
    }

    @Test
    void a_file_read_here_and_there() throws Exception {
        onlyBits();
        session.require(Feature.FILE3);
        ByteBuffer bytes = ReadOnDemand.read(session.manager, served().uri(), local(), 50_000, 100);
        assertThat(bytes).isEqualTo(ByteBuffer.wrap(CONTENT, 50_000, 100));
        assertThat(local()).doesNotExist();
    }

    @Test
    void a_job_that_does_not_move() {
        assertThat(WhyNotMoving.explain(session.job())).contains("The job has no files: add one, then resume it.");
    }
}
