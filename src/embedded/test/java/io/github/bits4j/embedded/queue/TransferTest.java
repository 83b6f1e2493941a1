package io.github.bits4j.embedded.queue;

import static io.github.bits4j.embedded.transfer.ScriptedServer.broken;
import static io.github.bits4j.embedded.transfer.ScriptedServer.file;
import static io.github.bits4j.embedded.transfer.ScriptedServer.head;
import static io.github.bits4j.embedded.transfer.ScriptedServer.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.ErrorContext;
import io.github.bits4j.JobState;
import io.github.bits4j.com.HResult;
import io.github.bits4j.embedded.transfer.http.HttpTransport;
import io.github.bits4j.embedded.transfer.ScriptedServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Jobs against a server on the loopback. */
class TransferTest {
    private static final String ETAG = "ETag: \"v1\"";
    private static final String MODIFIED = "Last-Modified: Tue, 15 Nov 1994 12:45:26 GMT";
    private static final byte[] CONTENT = content(1, 300_000);
    private static final byte[] OTHER = content(2, 300_000);

    @TempDir
    Path directory;

    private final HttpTransport transport = new HttpTransport(Duration.ofSeconds(30), Duration.ofSeconds(30));
    private QueueFixture fixture;
    private ScriptedServer server;

    @BeforeEach
    void open() throws IOException {
        fixture = new QueueFixture(ServiceRules.BITS, QueueFixture.QUICK, transport, directory);
        server = new ScriptedServer();
    }

    @AfterEach
    void close() throws IOException {
        fixture.close();
        server.close();
        transport.close();
    }

    private static byte[] content(int seed, int size) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private Job job(String... names) {
        Job job = fixture.queue.createJob("test", 0);
        for (String name : names) {
            job.addFile(server.url("/" + name), directory.resolve(name).toString());
        }
        return job;
    }

    private Job resumed(String... names) {
        Job job = job(names);
        job.resume();
        return job;
    }

    private List<Path> temporaries() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().matches("BIT[0-9A-F]{4,8}\\.tmp"))
                    .toList();
        }
    }

    private void completesWith(Job job, byte[] content) throws Exception {
        QueueFixture.reach(job, JobState.TRANSFERRED);
        assertThat(job.complete()).isEqualTo(HResult.S_OK);
        assertThat(directory.resolve("a")).hasBinaryContent(content);
        assertThat(temporaries()).isEmpty();
    }

    private void fails(Job job, int hresult, ErrorContext context) throws InterruptedException {
        QueueFixture.reach(job, JobState.ERROR);
        JobError error = job.error();
        assertThat(HResult.format(error.hresult())).isEqualTo(HResult.format(hresult));
        assertThat(error.context()).isEqualTo(context);
        assertThat(error.file()).isSameAs(job.files().getFirst());
        assertThat(error.protocol()).isEqualTo("http");
        assertThat(error.description()).isNotEmpty();
    }

    @Test
    void filesComeAndGetTheirNamesOnComplete() throws Exception {
        Files.writeString(directory.resolve("a"), "old");
        server.replies(file(CONTENT, MODIFIED));
        Job job = resumed("a", "b");
        QueueFixture.reach(job, JobState.TRANSFERRED);
        assertThat(job.progress()).isEqualTo(new JobProgress(600_000, 600_000, 2, 2));
        assertThat(job.times().transferred()).isNotNull();
        assertThat(temporaries()).hasSize(2);
        assertThat(directory.resolve("a")).hasContent("old");
        assertThat(job.files().getFirst().progress()).isEqualTo(new FileProgress(300_000, 300_000, false));

        completesWith(job, CONTENT);
        assertThat(directory.resolve("b")).hasBinaryContent(CONTENT);
        assertThat(Files.getLastModifiedTime(directory.resolve("a")).toInstant())
                .isEqualTo(Instant.parse("1994-11-15T12:45:26Z"));
        assertThat(job.files().getFirst().progress()).isEqualTo(new FileProgress(300_000, 300_000, true));
        assertThat(server.requests.getFirst().headers())
                .containsEntry("accept-encoding", "identity")
                .containsEntry("user-agent", "bits4j/0.1")
                .doesNotContainKey("range");
    }

    @Test
    void anEmptyFileIsAFile() throws Exception {
        server.replies((_, out) -> head(out, 200, "Content-Length: 0"));
        completesWith(resumed("a"), new byte[0]);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 407, 410, 501, 505, 304})
    void lastingStatuses(int status) throws Exception {
        server.replies(status(status));
        Job job = resumed("a");
        fails(job, 0x80190000 + status, ErrorContext.REMOTE_FILE);
        assertThat(job.errorCount()).isEqualTo(1);
        assertThat(job.cancel()).isEqualTo(HResult.S_OK);
        assertThat(directory).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 503})
    void passingStatuses(int status) throws Exception {
        server.replies(status(status), status(status), file(CONTENT));
        Job job = resumed("a");
        completesWith(job, CONTENT);
        assertThat(job.errorCount()).isEqualTo(2);
    }

    @Test
    void transientErrorCarriesItsErrorUntilResumed() throws Exception {
        server.replies(status(503), file(CONTENT));
        Job job = job("a");
        job.setMinimumRetryDelay(1000);
        job.resume();
        QueueFixture.reach(job, JobState.TRANSIENT_ERROR);
        assertThat(job.error().hresult()).isEqualTo(0x801901F7);
        job.resume();
        completesWith(job, CONTENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {ETAG, MODIFIED})
    void aBrokenConnectionIsResumed(String validator) throws Exception {
        server.replies(broken(CONTENT, 100_000, validator), file(CONTENT, validator));
        completesWith(resumed("a"), CONTENT);
        assertThat(server.requests).hasSize(2);
        assertThat(server.requests.getLast().headers())
                .containsEntry("range", "bytes=100000-")
                .containsEntry("if-range", validator.substring(validator.indexOf(' ') + 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ETag: W/\"v1\"", "X-None: 1", "Date: Tue, 15 Nov 1994 12:45:26 GMT\r\n" + MODIFIED})
    void withoutAStrongValidatorItBeginsAnew(String validator) throws Exception {
        server.replies(broken(CONTENT, 100_000, validator), file(CONTENT, validator));
        completesWith(resumed("a"), CONTENT);
        assertThat(server.requests.getLast().headers()).doesNotContainKey("range");
    }

    @Test
    void changedContentBeginsAnew() throws Exception {
        server.replies(broken(CONTENT, 100_000, ETAG), file(OTHER, "ETag: \"v2\""));
        completesWith(resumed("a"), OTHER);
        assertThat(server.requests.getLast().headers()).containsKey("range");
    }

    @Test
    void changedContentThatBreaksAgainIsNeverMixed() throws Exception {
        byte[] shorter = content(3, 150_000);
        server.replies(
                broken(CONTENT, 200_000, ETAG),
                broken(shorter, 50_000, "ETag: \"v2\""),
                file(shorter, "ETag: \"v2\""));
        completesWith(resumed("a"), shorter);
        assertThat(server.requests.getLast().offset()).isEqualTo(50_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "Content-Range: bytes 0-299999/300000", "Content-Range: bytes 100000-199999/300000",
        "Content-Range: bytes 100000-299999/400000", "Content-Range: bytes 100000-299999/*", "Content-Range: nonsense",
        "X-None: 1", "Content-Range: bytes 100000-299999/300000\r\nETag: \"v2\"",
        "Content-Range: bytes 100000-299999/300000\r\nContent-Encoding: gzip"
    })
    void aWrongPartIsNotUsed(String header) throws Exception {
        server.replies(
                broken(CONTENT, 100_000, ETAG),
                (_, out) -> {
                    head(out, 206, header, "Content-Length: 200000");
                    out.write(OTHER, 100_000, 200_000);
                },
                file(CONTENT, ETAG));
        completesWith(resumed("a"), CONTENT);
        assertThat(server.requests).hasSize(3);
        assertThat(server.requests.getLast().headers()).doesNotContainKey("range");
    }

    @Test
    void aRangeBeyondTheFileBeginsAnew() throws Exception {
        byte[] shorter = content(3, 10);
        server.replies(broken(CONTENT, 100_000, ETAG), status(416), file(shorter));
        completesWith(resumed("a"), shorter);
    }

    @Test
    void aSizeIsNeeded() throws Exception {
        server.replies((_, out) -> {
            head(out, 200);
            out.write(CONTENT);
        });
        fails(resumed("a"), HResult.BG_E_MISSING_FILE_SIZE, ErrorContext.REMOTE_FILE);
    }

    @Test
    void moreBytesThanAnnouncedAreRefused() throws Exception {
        String chunk = "0123456789";
        server.replies(broken(CONTENT, 299_995, ETAG), (_, out) -> {
            head(out, 206, "Content-Range: bytes 299995-299999/300000", "Transfer-Encoding: chunked", ETAG);
            out.write(("a\r\n" + chunk + "\r\n0\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        });
        Job job = resumed("a");
        fails(job, HResult.BG_E_INVALID_SERVER_RESPONSE, ErrorContext.REMOTE_FILE);
        assertThat(job.progress().bytesTransferred()).isZero();
        server.replies(file(CONTENT));
        job.resume();
        completesWith(job, CONTENT);
    }

    @Test
    void encodedContentIsRefused() throws Exception {
        server.replies((_, out) -> {
            head(out, 200, "Content-Length: 300000", "Content-Encoding: gzip");
            out.write(CONTENT);
        });
        fails(resumed("a"), HResult.BG_E_INVALID_SERVER_RESPONSE, ErrorContext.REMOTE_FILE);
    }

    @Test
    void noProgressTimeoutZeroMeansOneAttempt() throws Exception {
        server.replies(broken(CONTENT, 1000));
        Job job = job("a");
        job.setNoProgressTimeout(0);
        job.resume();
        fails(job, HResult.BG_E_CONNECTION_CLOSED, ErrorContext.REMOTE_FILE);
    }

    @Test
    void withoutProgressTheJobFailsInTheEnd() throws Exception {
        server.replies(status(503));
        Job job = job("a");
        job.setNoProgressTimeout(1);
        job.resume();
        fails(job, 0x801901F7, ErrorContext.REMOTE_FILE);
        assertThat(server.requests).hasSizeGreaterThan(1);
    }

    @Test
    void aServerThatIsNotThere() throws Exception {
        Job job = job("a");
        job.setNoProgressTimeout(0);
        server.close();
        job.resume();
        fails(job, HResult.BG_E_CONNECT_FAILURE, ErrorContext.REMOTE_FILE);
    }

    @Test
    void aRedirectIsFollowedEachTime() throws Exception {
        ScriptedServer.Reply redirect = (_, out) ->
                head(out, 302, "Location: " + server.url("/elsewhere"), "Content-Length: 0");
        server.replies(redirect, broken(CONTENT, 100_000, ETAG), redirect, file(CONTENT, ETAG));
        completesWith(resumed("a"), CONTENT);
        assertThat(server.requests.stream().map(ScriptedServer.Request::path))
                .containsExactly("/a", "/elsewhere", "/a", "/elsewhere");
        assertThat(server.requests.getLast().offset()).isEqualTo(100_000);
    }

    @Test
    void aDirectoryThatIsGoneIsALocalError() throws Exception {
        Path gone = Files.createDirectory(directory.resolve("gone"));
        server.replies(file(CONTENT));
        Job job = fixture.queue.createJob("test", 0);
        job.addFile(server.url("/a"), gone.resolve("a").toString());
        Files.delete(gone);
        job.resume();
        fails(job, 0x80070003, ErrorContext.LOCAL_FILE);
    }

    @Test
    void aTemporaryFileThatWasDeletedIsMadeAgain() throws Exception {
        server.replies(broken(CONTENT, 100_000, ETAG), file(CONTENT, ETAG));
        Job job = job("a");
        job.setMinimumRetryDelay(1000);
        job.resume();
        QueueFixture.reach(job, JobState.TRANSIENT_ERROR);
        Files.delete(temporaries().getFirst());
        job.resume();
        completesWith(job, CONTENT);
    }

    @Test
    void cancelDuringTheTransferLeavesNothingButTheOldFile() throws Exception {
        Files.writeString(directory.resolve("a"), "old");
        CountDownLatch sent = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        server.replies((_, out) -> {
            head(out, 200, "Content-Length: 300000");
            out.write(CONTENT, 0, 100_000);
            out.flush();
            sent.countDown();
            never.await();
        });
        Job job = resumed("a");
        Eventually.reached(sent);
        Eventually.becomes(() -> job.progress().bytesTransferred() > 0, true);
        assertThat(job.state()).isEqualTo(JobState.TRANSFERRING);
        assertThat(job.cancel()).isEqualTo(HResult.S_OK);
        assertThat(job.state()).isEqualTo(JobState.CANCELLED);
        assertThat(directory.resolve("a")).hasContent("old");
        assertThat(temporaries()).isEmpty();
    }

    @Test
    void completeKeepsWhatIsThere() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        server.replies(file(CONTENT), (_, _) -> never.await());
        Job job = resumed("a", "b");
        Eventually.becomes(() -> job.progress().filesTransferred(), 1);
        assertThat(job.complete()).isEqualTo(HResult.BG_S_PARTIAL_COMPLETE);
        assertThat(job.state()).isEqualTo(JobState.ACKNOWLEDGED);
        assertThat(directory.resolve("a")).hasBinaryContent(CONTENT);
        assertThat(directory.resolve("b")).doesNotExist();
        assertThat(temporaries()).isEmpty();
    }

    @Test
    void aFailingRenameLeavesTheJobTransferred() throws Exception {
        server.replies(file(CONTENT));
        Job job = resumed("a", "b");
        QueueFixture.reach(job, JobState.TRANSFERRED);
        Path obstacle = Files.createDirectory(directory.resolve("b"));
        JobPropertiesTest.refused(HResult.E_ACCESSDENIED, job::complete);
        assertThat(job.state()).isEqualTo(JobState.TRANSFERRED);
        assertThat(job.files().stream().map(file -> file.progress().completed())).containsExactly(true, false);
        Files.delete(obstacle);
        completesWith(job, CONTENT);
        assertThat(directory.resolve("b")).hasBinaryContent(CONTENT);
    }

    @Test
    void deliveryOptimizationReportsContextsItsOwnWay() throws Exception {
        server.replies(status(403), status(404));
        try (QueueFixture other =
                new QueueFixture(ServiceRules.DELIVERY_OPTIMIZATION, QueueFixture.QUICK, transport, directory)) {
            Job job = other.queue.createJob("x", 0);
            job.addFile(server.url("/a"), directory.resolve("a").toString());
            job.resume();
            fails(job, 0x80190193, ErrorContext.REMOTE_FILE);
            job.resume();
            Eventually.becomes(job::errorCount, 2);
            assertThat(job.error().context()).isEqualTo(ErrorContext.NONE);
        }
    }
}
