package io.github.bits4j.embedded.queue;

import static io.github.bits4j.embedded.transfer.ScriptedServer.broken;
import static io.github.bits4j.embedded.transfer.ScriptedServer.file;
import static io.github.bits4j.embedded.transfer.ScriptedServer.head;
import static io.github.bits4j.embedded.transfer.ScriptedServer.raw;
import static io.github.bits4j.embedded.transfer.ScriptedServer.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.JobState;
import io.github.bits4j.com.HResult;
import io.github.bits4j.embedded.transfer.ScriptedServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a server does wrong, and what the job makes of it: a passing error, a lasting one, or none. */
class FaultTableTest {
    private static final String ETAG = "ETag: \"v1\"";
    private static final byte[] CONTENT = ServedJobs.content(1, 50_000);
    private static final byte[] OTHER = ServedJobs.content(2, 50_000);

    @TempDir
    Path directory;

    private ServedJobs jobs;
    private ScriptedServer server;

    @BeforeEach
    void open() throws IOException {
        jobs = new ServedJobs(directory);
        server = jobs.server;
    }

    @AfterEach
    void close() throws IOException {
        jobs.close();
    }

    private static ScriptedServer.Reply body(String head, byte[] body) {
        return raw("HTTP/1.1 " + head.replace("|", "\r\n"), body);
    }

    enum Passing {
        STATUS_408("BG_E_HTTP_ERROR_408", status(408)),
        STATUS_409("BG_E_HTTP_ERROR_409", status(409)),
        STATUS_429("BG_E_HTTP_ERROR_429", status(429)),
        STATUS_500("BG_E_HTTP_ERROR_500", status(500)),
        STATUS_502("BG_E_HTTP_ERROR_502", status(502)),
        STATUS_503("BG_E_HTTP_ERROR_503", status(503)),
        STATUS_306("BG_E_HTTP_ERROR_306", status(306)),
        CLOSED_BEFORE_THE_ANSWER("BG_E_CONNECTION_CLOSED", (_, _) -> {}),
        CLOSED_IN_THE_HEAD("BG_E_CONNECTION_CLOSED",
                (_, out) -> out.write("HTTP/1.1 200 OK\r\nContent".getBytes(StandardCharsets.US_ASCII))),
        CLOSED_IN_THE_BODY("BG_E_CONNECTION_CLOSED", broken(CONTENT, 10_000, ETAG)),
        CLOSED_IN_A_CHUNK("BG_E_CONNECTION_CLOSED", (request, out) -> {
            if (request.method().equals("HEAD")) {
                head(out, 200, "Content-Length: 50000", ETAG);
            } else {
                head(out, 200, "Transfer-Encoding: chunked", ETAG);
                out.write("ffff\r\n".getBytes(StandardCharsets.US_ASCII));
                out.write(CONTENT, 0, 100);
            }
        }),
        NOT_HTTP("BG_E_INVALID_SERVER_RESPONSE", (_, out) -> out.write("SSH-2.0-x\r\n".getBytes(StandardCharsets.US_ASCII)));

        private final String error;
        private final ScriptedServer.Reply reply;

        Passing(String error, ScriptedServer.Reply reply) {
            this.error = error;
            this.reply = reply;
        }
    }

    @ParameterizedTest
    @EnumSource
    void passing_faults_are_tried_again(Passing fault) throws Exception {
        server.replies(fault.reply);
        Job job = jobs.job("a");
        job.setMinimumRetryDelay(1000);
        job.resume();
        QueueFixture.reach(job, JobState.TRANSIENT_ERROR);
        assertThat(HResult.name(job.error().hresult())).isEqualTo(fault.error);
        server.replies(file(CONTENT, ETAG));
        job.resume();
        jobs.completesWith(job, CONTENT);
        assertThat(job.errorCount()).isEqualTo(1);
    }

    enum Lasting {
        STATUS_400("BG_E_HTTP_ERROR_400", status(400)),
        STATUS_401("BG_E_HTTP_ERROR_401", status(401)),
        STATUS_403("BG_E_HTTP_ERROR_403", status(403)),
        STATUS_404("BG_E_HTTP_ERROR_404", status(404)),
        STATUS_407("BG_E_HTTP_ERROR_407", status(407)),
        STATUS_416_UNASKED("BG_E_HTTP_ERROR_416", status(416)),
        STATUS_501("BG_E_HTTP_ERROR_501", status(501)),
        STATUS_505("BG_E_HTTP_ERROR_505", status(505)),
        STATUS_300("BG_E_HTTP_ERROR_300", status(300)),
        REDIRECT_TO_NOWHERE("BG_E_HTTP_ERROR_302", status(302)),
        REDIRECT_TO_A_FILE("BG_E_HTTP_ERROR_302", (_, out) -> head(out, 302, "Location: file:///etc/hosts")),
        STATUS_204("BG_E_INVALID_SERVER_RESPONSE", status(204)),
        A_PART_UNASKED("BG_E_INVALID_SERVER_RESPONSE",
                body("206 Partial|Content-Range: bytes 0-1/2|Content-Length: 2", new byte[2])),
        NO_LENGTH("BG_E_MISSING_FILE_SIZE", body("200 OK", CONTENT)),
        NO_LENGTH_HTTP_1_0("BG_E_MISSING_FILE_SIZE", raw("HTTP/1.0 200 OK", CONTENT)),
        HEAD_OF_ANOTHER_FILE("BG_E_MISSING_FILE_SIZE", (request, out) -> {
            if (request.method().equals("HEAD")) {
                head(out, 200, "Content-Length: 50000", "ETag: \"v2\"");
            } else {
                head(out, 200, ETAG);
                out.write(CONTENT);
            }
        }),
        LONGER_THAN_THE_HEAD_SAID("BG_E_INVALID_SERVER_RESPONSE", (request, out) -> {
            head(out, 200, request.method().equals("HEAD") ? "Content-Length: 100" : "X-None: 1");
            if (request.method().equals("GET")) {
                out.write(CONTENT);
            }
        }),
        GZIPPED("BG_E_INVALID_SERVER_RESPONSE", body("200 OK|Content-Encoding: gzip|Content-Length: 2", new byte[2]));

        private final String error;
        private final ScriptedServer.Reply reply;

        Lasting(String error, ScriptedServer.Reply reply) {
            this.error = error;
            this.reply = reply;
        }
    }

    @ParameterizedTest
    @EnumSource
    void lasting_faults_end_the_attempts(Lasting fault) throws Exception {
        server.replies(fault.reply);
        Job job = jobs.job("a");
        job.resume();
        assertThat(jobs.fails(job)).isEqualTo(fault.error);
        assertThat(job.errorCount()).isEqualTo(1);
        server.replies(file(CONTENT));
        job.resume();
        jobs.completesWith(job, CONTENT);
    }

    enum Harmless {
        HTTP_1_0(raw("HTTP/1.0 200 OK\r\nContent-Length: 50000", CONTENT)),
        IDENTITY(body("200 OK|Content-Encoding: identity|Content-Length: 50000", CONTENT)),
        MORE_BEHIND_THE_END(body("200 OK|Content-Length: 50000", Arrays.copyOf(CONTENT, 60_000))),
        LENGTH_BY_HEAD_ONLY((request, out) -> {
            head(out, 200, request.method().equals("HEAD") ? "Content-Length: 50000" : "X-None: 1", ETAG);
            if (request.method().equals("GET")) {
                out.write(CONTENT);
            }
        }),
        NONSENSE_VALIDATORS(body("200 OK|Last-Modified: yesterday|ETag: |Content-Length: 50000", CONTENT));

        private final ScriptedServer.Reply reply;

        Harmless(ScriptedServer.Reply reply) {
            this.reply = reply;
        }
    }

    @ParameterizedTest
    @EnumSource
    void harmless_oddities_are_none(Harmless oddity) throws Exception {
        server.replies(oddity.reply);
        Job job = jobs.job("a");
        job.resume();
        jobs.completesWith(job, CONTENT);
        assertThat(job.errorCount()).isZero();
    }

    enum Rest {
        SERVER_WITHOUT_RANGES(body("200 OK|ETag: \"v2\"|Content-Length: 50000", OTHER)),
        NOT_SATISFIABLE(status(416)),
        PRECONDITION_FAILED(status(412)),
        OTHER_SIZE(body("206 P|Content-Range: bytes 20000-49999/60000|Content-Length: 30000", Arrays.copyOf(CONTENT, 30_000))),
        OTHER_OFFSET(body("206 P|Content-Range: bytes 10000-49999/50000|Content-Length: 40000", Arrays.copyOf(CONTENT, 40_000))),
        OTHER_ETAG(body("206 P|ETag: \"v3\"|Content-Range: bytes 20000-49999/50000|Content-Length: 30000", new byte[30_000])),
        PART_OF_THE_REST(body("206 P|Content-Range: bytes 20000-29999/50000|Content-Length: 10000", new byte[10_000])),
        LENGTH_THAT_CONTRADICTS(body("206 P|Content-Range: bytes 20000-49999/50000|Content-Length: 10", new byte[10])),
        NO_CONTENT_RANGE(body("206 P|Content-Length: 30000", new byte[30_000])),
        SEVERAL_PARTS(body("206 P|Content-Type: multipart/byteranges; boundary=b|Content-Length: 2", new byte[2]));

        private final ScriptedServer.Reply reply;

        Rest(ScriptedServer.Reply reply) {
            this.reply = reply;
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_rest_that_is_not_the_rest_is_never_mixed_in(Rest rest) throws Exception {
        server.replies(broken(CONTENT, 20_000, ETAG), rest.reply, file(OTHER, "ETag: \"v2\""));
        Job job = jobs.job("a");
        job.resume();
        jobs.completesWith(job, OTHER);
        assertThat(job.errorCount()).isEqualTo(1);
        assertThat(server.requests.get(1).headers()).containsEntry("range", "bytes=20000-").containsEntry("if-range", "\"v1\"");
    }

    @Test
    void the_headers_of_the_last_response_are_kept() throws Exception {
        server.replies(broken(CONTENT, 20_000, ETAG, "X-First: 1"), file(CONTENT, ETAG, "X-Last: 1"));
        Job job = jobs.job("a");
        assertThat(job.files().getFirst().responseHeaders()).isNull();
        job.resume();
        ServedJobs.settles(job, JobState.TRANSFERRED);
        assertThat(job.files().getFirst().responseHeaders())
                .startsWith("HTTP/1.1 206 ").contains("X-Last: 1\r\n").endsWith("\r\n\r\n").doesNotContain("X-First");
    }
}
