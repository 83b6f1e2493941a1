package io.github.bits4j.embedded.queue;

import static io.github.bits4j.embedded.transfer.ScriptedServer.file;
import static io.github.bits4j.embedded.transfer.ScriptedServer.head;
import static io.github.bits4j.embedded.transfer.ScriptedServer.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.JobState;
import io.github.bits4j.com.ComException;
import io.github.bits4j.com.HResult;
import io.github.bits4j.embedded.transfer.FileRange;
import io.github.bits4j.embedded.transfer.ScriptedServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Files that are made of parts of remote ones. */
class RangeTransferTest {
    private static final String ETAG = "ETag: \"v1\"";
    private static final byte[] CONTENT = ServedJobs.content(1, 1000);
    private static final byte[] OTHER = ServedJobs.content(2, 1000);
    private static final List<FileRange> THREE =
            List.of(new FileRange(500, 100), new FileRange(0, 10), new FileRange(900, FileRange.TO_EOF));

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

    private Job job(List<FileRange> ranges) {
        Job job = jobs.empty();
        job.addFileWithRanges(server.url("/a"), jobs.file("a").toString(), ranges);
        return job;
    }

    private Job resumed(List<FileRange> ranges) {
        Job job = job(ranges);
        job.resume();
        return job;
    }

    private static byte[] parts(byte[] content, List<FileRange> ranges) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (FileRange range : ranges) {
            int end = range.length() == FileRange.TO_EOF ? content.length : (int) range.end();
            all.writeBytes(Arrays.copyOfRange(content, (int) range.offset(), end));
        }
        return all.toByteArray();
    }

    /** What the request asks for, as the server understands it. */
    private static List<int[]> asked(ScriptedServer.Request request, int size) {
        List<int[]> all = new ArrayList<>();
        for (String range : request.headers().get("range").substring("bytes=".length()).split(",")) {
            int dash = range.indexOf('-');
            String last = range.substring(dash + 1);
            all.add(new int[] {Integer.parseInt(range.substring(0, dash)), last.isEmpty() ? size - 1 : Integer.parseInt(last)});
        }
        return all;
    }

    /** A server that can do ranges; the change is made to the parts that it was asked for, or to the body. */
    private static ScriptedServer.Reply ranges(
            byte[] content, UnaryOperator<List<int[]>> change, UnaryOperator<String> body, String... validators) {
        return (request, out) -> {
            List<int[]> parts = change.apply(asked(request, content.length));
            String[] headers = Arrays.copyOf(validators, validators.length + 1);
            String text;
            if (parts.size() == 1) {
                int[] part = parts.getFirst();
                headers[validators.length] = "Content-Range: bytes " + part[0] + "-" + part[1] + "/" + content.length;
                text = text(content, part);
            } else {
                headers[validators.length] = "Content-Type: multipart/byteranges; boundary=\"=_b\"";
                StringBuilder all = new StringBuilder("\r\n");
                for (int[] part : parts) {
                    all.append("--=_b\r\ncontent-type: text/plain\r\nContent-range: bytes ")
                            .append(part[0]).append('-').append(part[1]).append('/').append(content.length)
                            .append("\r\n\r\n").append(text(content, part)).append("\r\n");
                }
                text = all.append("--=_b--\r\n").toString();
            }
            head(out, 206, headers);
            out.write(body.apply(text).getBytes(StandardCharsets.ISO_8859_1));
        };
    }

    private static ScriptedServer.Reply ranges(byte[] content, String... validators) {
        return ranges(content, parts -> parts, body -> body, validators);
    }

    private static String text(byte[] content, int[] part) {
        return new String(content, part[0], part[1] - part[0] + 1, StandardCharsets.ISO_8859_1);
    }

    @Test
    void ranges_are_joined_in_the_order_given() throws Exception {
        server.replies(ranges(CONTENT, ETAG));
        Job job = job(THREE);
        assertThat(job.progress().bytesTotal()).isEqualTo(-1);
        assertThat(job.files().getFirst().ranges()).isEqualTo(THREE);
        job.resume();
        ServedJobs.settles(job, JobState.TRANSFERRED);
        assertThat(job.progress()).isEqualTo(new JobProgress(210, 210, 1, 1));
        jobs.completesWith(job, parts(CONTENT, THREE));
        assertThat(server.requests).hasSize(1);
        assertThat(server.requests.getFirst().headers()).containsEntry("range", "bytes=500-599,0-9,900-");
    }

    @Test
    void the_total_of_closed_ranges_is_known_before_the_server_is() {
        assertThat(job(List.of(new FileRange(7, 3), new FileRange(0, 2))).progress().bytesTotal()).isEqualTo(5);
    }

    @Test
    void one_range_needs_no_multipart() throws Exception {
        List<FileRange> one = List.of(new FileRange(10, 20));
        server.replies(ranges(CONTENT));
        jobs.completesWith(resumed(one), parts(CONTENT, one));
    }

    @Test
    void many_ranges_are_asked_for_in_portions() throws Exception {
        List<FileRange> many = IntStream.range(0, 333).mapToObj(i -> new FileRange(i * 3L, 2)).toList();
        server.replies(ranges(CONTENT, ETAG));
        jobs.completesWith(resumed(many), parts(CONTENT, many));
        assertThat(server.requests).hasSizeBetween(2, 6);
        assertThat(server.requests.getLast().headers()).containsEntry("if-range", "\"v1\"");
    }

    @Test
    void portions_need_something_to_know_the_file_by() throws Exception {
        List<FileRange> many = IntStream.range(0, 333).mapToObj(i -> new FileRange(i * 3L, 2)).toList();
        server.replies(ranges(CONTENT));
        assertThat(jobs.fails(resumed(many))).isEqualTo("BG_E_INSUFFICIENT_HTTP_SUPPORT");
    }

    @Test
    void a_break_inside_a_range_is_resumed_there() throws Exception {
        server.replies(ranges(CONTENT, parts -> parts, body -> body.substring(0, body.indexOf("--=_b", 30) + 80), ETAG),
                ranges(CONTENT, ETAG));
        Job job = resumed(THREE);
        jobs.completesWith(job, parts(CONTENT, THREE));
        assertThat(job.errorCount()).isEqualTo(1);
        assertThat(server.requests.getLast().headers().get("range")).matches("bytes=([1-9]-9,)?900-");
        assertThat(server.requests.getLast().headers()).containsEntry("if-range", "\"v1\"");
    }

    @Test
    void without_a_validator_a_break_means_from_the_beginning() throws Exception {
        server.replies(ranges(CONTENT, parts -> parts, body -> body.substring(0, 200)), ranges(CONTENT));
        jobs.completesWith(resumed(THREE), parts(CONTENT, THREE));
        assertThat(server.requests.getLast().headers()).containsEntry("range", "bytes=500-599,0-9,900-")
                .doesNotContainKey("if-range");
    }

    enum Change {
        WHOLE_FILE(file(OTHER, "ETag: \"v2\"")),
        PRECONDITION_FAILED(status(412)),
        NOT_SATISFIABLE(status(416)),
        OTHER_ETAG(ranges(OTHER, "ETag: \"v2\"")),
        OTHER_SIZE(ranges(ServedJobs.content(3, 990), ETAG));

        private final ScriptedServer.Reply reply;

        Change(ScriptedServer.Reply reply) {
            this.reply = reply;
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_changed_file_is_fetched_anew(Change change) throws Exception {
        server.replies(ranges(CONTENT, parts -> parts, body -> body.substring(0, 200), ETAG), change.reply,
                ranges(OTHER, "ETag: \"v2\""));
        Job job = resumed(THREE);
        jobs.completesWith(job, parts(OTHER, THREE));
        assertThat(job.errorCount()).isEqualTo(1);
        assertThat(server.requests.getLast().headers()).containsEntry("range", "bytes=500-599,0-9,900-");
    }

    enum Fault {
        WHOLE_FILE("BG_E_INSUFFICIENT_RANGE_SUPPORT", file(CONTENT, ETAG)),
        NOT_SATISFIABLE("BG_E_INVALID_RANGE", status(416)),
        NO_RANGE("BG_E_INVALID_SERVER_RESPONSE", (_, out) -> head(out, 206, "Content-Length: 0")),
        SIZE_UNKNOWN("BG_E_INVALID_SERVER_RESPONSE", (_, out) -> head(out, 206, "Content-Range: bytes 0-9/*")),
        MERGED("BG_E_INVALID_SERVER_RESPONSE", ranges(CONTENT, _ -> List.of(new int[] {0, 999}), body -> body)),
        ONE_OF_THREE("BG_E_INVALID_SERVER_RESPONSE", ranges(CONTENT, parts -> parts.subList(0, 1), body -> body)),
        TWO_OF_THREE("BG_E_INVALID_SERVER_RESPONSE", ranges(CONTENT, parts -> parts.subList(0, 2), body -> body)),
        FOUR("BG_E_INVALID_SERVER_RESPONSE", ranges(CONTENT, parts -> {
            List<int[]> more = new ArrayList<>(parts);
            more.add(new int[] {1, 2});
            return more;
        }, body -> body)),
        REORDERED("BG_E_INVALID_SERVER_RESPONSE", ranges(CONTENT, List::reversed, body -> body)),
        SHIFTED("BG_E_INVALID_SERVER_RESPONSE", ranges(CONTENT, parts -> {
            parts.getFirst()[0]++;
            return parts;
        }, body -> body)),
        PART_TOO_LONG("BG_E_INVALID_SERVER_RESPONSE",
                ranges(CONTENT, p -> p, body -> body.replaceFirst("\r\n--=_b", "x\r\n--=_b"))),
        PART_WITHOUT_RANGE("BG_E_INVALID_SERVER_RESPONSE", ranges(CONTENT, p -> p, body -> body.replace("Content-range", "X"))),
        OTHER_BOUNDARY("BG_E_INVALID_SERVER_RESPONSE", ranges(CONTENT, p -> p, body -> body.replace("=_b", "=_c"))),
        PREAMBLE("BG_E_INVALID_SERVER_RESPONSE", ranges(CONTENT, p -> p, body -> "Hello.\r\n" + body)),
        THREE_EMPTY_LINES("BG_E_INVALID_SERVER_RESPONSE", ranges(CONTENT, p -> p, body -> "\r\n\r\n" + body)),
        MANY_HEADERS("BG_E_INVALID_SERVER_RESPONSE",
                ranges(CONTENT, p -> p, body -> body.replace("content-type", "X: " + "y".repeat(200) + "\r\ncontent-type"))),
        ENCODED("BG_E_INVALID_SERVER_RESPONSE", ranges(CONTENT, p -> p, body -> body, "Content-Encoding: gzip")),
        FORBIDDEN("BG_E_HTTP_ERROR_403", status(403)),
        SMALLER_FILE("BG_E_INVALID_RANGE", ranges(Arrays.copyOf(CONTENT, 550), parts -> {
            parts.getFirst()[1] = 549;
            return parts.subList(0, 1);
        }, body -> body));

        private final String error;
        private final ScriptedServer.Reply reply;

        Fault(String error, ScriptedServer.Reply reply) {
            this.error = error;
            this.reply = reply;
        }
    }

    @ParameterizedTest
    @EnumSource
    void faults_are_errors_at_once(Fault fault) throws Exception {
        server.replies(fault.reply);
        Job job = resumed(THREE);
        assertThat(jobs.fails(job)).isEqualTo(fault.error);
        assertThat(job.errorCount()).isEqualTo(1);
        server.replies(ranges(CONTENT, ETAG));
        job.resume();
        jobs.completesWith(job, parts(CONTENT, THREE));
    }

    @ParameterizedTest
    @CsvSource({
        "'', E_INVALIDARG",
        "0+0, BG_E_INVALID_RANGE",
        "-1+5, BG_E_INVALID_RANGE",
        "5+-2, BG_E_INVALID_RANGE",
        "9223372036854775807+2, BG_E_INVALID_RANGE",
        "0+5 4+2, BG_E_OVERLAPPING_RANGES",
        "4+2 0+5, BG_E_OVERLAPPING_RANGES",
        "0+5 0+5, BG_E_OVERLAPPING_RANGES",
        "7+-1 9+1, BG_E_OVERLAPPING_RANGES",
        "0+5 5+5 10+-1, S_OK",
        "many, BG_E_TOO_MANY_RANGES_IN_FILE"
    })
    void ranges_are_checked(String text, String expected) {
        List<FileRange> ranges = text.equals("many")
                ? IntStream.range(0, 501).mapToObj(i -> new FileRange(i, 1)).toList()
                : Arrays.stream(text.split(" ")).filter(range -> !range.isEmpty()).map(range -> {
                    int plus = range.indexOf('+');
                    return new FileRange(Long.parseLong(range.substring(0, plus)), Long.parseLong(range.substring(plus + 1)));
                }).toList();
        String outcome = "S_OK";
        try {
            job(ranges);
        } catch (ComException refused) {
            outcome = HResult.name(refused.hresult());
        }
        assertThat(outcome).isEqualTo(expected);
    }

    @Test
    void delivery_optimization_has_codes_of_its_own() {
        try (QueueFixture other = new QueueFixture(
                ServiceRules.DELIVERY_OPTIMIZATION, QueueFixture.QUICK, jobs.transport, directory)) {
            Job job = other.queue.createJob("x", 0);
            String local = jobs.file("a").toString();
            JobPropertiesTest.refused(HResult.DO_E_INVALID_RANGE,
                    () -> job.addFileWithRanges(server.url("/a"), local, List.of(new FileRange(0, 0))));
            JobPropertiesTest.refused(HResult.DO_E_OVERLAPPING_RANGES, () -> job.addFileWithRanges(
                    server.url("/a"), local, List.of(new FileRange(0, 2), new FileRange(1, 2))));
        }
    }

    @Test
    void ranges_and_dynamic_content_exclude_each_other() {
        Job job = job(THREE);
        JobPropertiesTest.refused(HResult.BG_E_UNSUPPORTED_JOB_CONFIGURATION, () -> job.properties().setDynamicContent(true));
        Job dynamic = jobs.empty();
        dynamic.properties().setDynamicContent(true);
        JobPropertiesTest.refused(HResult.BG_E_UNSUPPORTED_JOB_CONFIGURATION,
                () -> dynamic.addFileWithRanges(server.url("/a"), jobs.file("a").toString(), THREE));
        JobPropertiesTest.refused(HResult.E_INVALIDARG,
                () -> jobs.empty().addFileWithRanges(jobs.file("b").toUri().toString(), jobs.file("a").toString(), THREE));
    }
}
