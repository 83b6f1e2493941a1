package io.github.bits4j.embedded.transfer.upload;

import static io.github.bits4j.embedded.transfer.upload.BitsUploadServer.breakAfter;
import static io.github.bits4j.embedded.transfer.upload.BitsUploadServer.forgetSessions;
import static io.github.bits4j.embedded.transfer.upload.BitsUploadServer.loseAnswer;
import static io.github.bits4j.embedded.transfer.upload.BitsUploadServer.none;
import static io.github.bits4j.embedded.transfer.upload.BitsUploadServer.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.bits4j.ErrorContext;
import io.github.bits4j.com.HResult;
import io.github.bits4j.embedded.time.SystemClock;
import io.github.bits4j.embedded.transfer.http.HttpTransport;
import io.github.bits4j.embedded.transfer.ScriptedServer;
import io.github.bits4j.embedded.transfer.TransferFailure;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Collections;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The client's side of the protocol, against a server on the loopback. */
class UploadTest {
    private static final byte[] CONTENT = content(300_000);
    private static final int FIRST = 65_536;
    private static final String ACK = "BITS-Packet-Type: Ack";

    @TempDir
    Path directory;

    private final HttpTransport transport = new HttpTransport(Duration.ofSeconds(30), Duration.ofSeconds(30));
    private final SystemClock clock = new SystemClock();
    private final BitsUploadServer bits = new BitsUploadServer();
    private final RecordingUploadMonitor monitor = new RecordingUploadMonitor();
    private final Upload upload = new Upload(transport, clock, monitor);
    private ScriptedServer server;
    private Path file;

    @BeforeEach
    void open() throws IOException {
        server = new ScriptedServer().replies(bits);
        file = Files.write(directory.resolve("a file.bin"), CONTENT);
    }

    @AfterEach
    void close() throws IOException {
        server.close();
        transport.close();
        clock.close();
        assertThat(bits.violations).isEmpty();
    }

    private static byte[] content(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private UploadSource source(boolean wantsReply) {
        return new UploadSource(server.uri("/up"), file, wantsReply);
    }

    /** The whole upload, its end included. */
    private void uploads() throws Exception {
        upload.close(source(false), upload.run(source(false), monitor.last()));
        assertThat(bits.file("/up")).isEqualTo(Files.readAllBytes(file));
        assertThat(bits.sessionCount()).isZero();
        assertThat(monitor.last().session()).isNull();
        assertThat(monitor.last().sent()).isTrue();
    }

    private TransferFailure fails(boolean wantsReply) {
        TransferFailure failure = catchThrowableOfType(
                TransferFailure.class, () -> upload.run(source(wantsReply), monitor.last()));
        assertThat(failure).isNotNull();
        return failure;
    }

    private void fails(int hresult, ErrorContext context, boolean passing) {
        TransferFailure failure = fails(false);
        assertThat(HResult.format(failure.hresult())).isEqualTo(HResult.format(hresult));
        assertThat(failure.context()).isEqualTo(context);
        assertThat(failure.isPassing()).isEqualTo(passing);
    }

    private void failsAsInvalid() {
        fails(HResult.BG_E_INVALID_SERVER_RESPONSE, ErrorContext.REMOTE_FILE, false);
    }

    @Test
    void a_session_is_created_filled_in_fragments_and_closed() throws Exception {
        uploads();
        assertThat(bits.packets).containsExactly(
                "Create-Session",
                "Fragment bytes 0-65535/300000",
                "Fragment bytes 65536-196607/300000",
                "Fragment bytes 196608-299999/300000",
                "Close-Session");
        assertThat(monitor.positions).containsExactly(0L, 65_536L, 196_608L, 300_000L, 300_000L);
        assertThat(server.requests.get(1).headers()).containsEntry("content-name", "a file.bin");
    }

    @Test
    void an_empty_file_is_one_fragment_without_a_byte() throws Exception {
        Files.write(file, new byte[0]);
        uploads();
        assertThat(bits.packets).containsExactly("Create-Session", "Fragment bytes */0", "Close-Session");
    }

    @Test
    void a_file_of_one_byte_is_one_fragment() throws Exception {
        Files.write(file, new byte[] {7});
        uploads();
        assertThat(bits.packets).containsExactly("Create-Session", "Fragment bytes 0-0/1", "Close-Session");
    }

    @Test
    void a_name_beyond_ascii_is_encoded() throws Exception {
        file = Files.write(directory.resolve("\u00fc%.bin"), CONTENT);
        uploads();
        assertThat(server.requests.get(1).headers()).containsEntry("content-name", "%C3%BC%25.bin");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void after_a_broken_connection_the_rest_is_sent(boolean overlaps) throws Exception {
        if (!overlaps) {
            bits.takingNoOverlap();
        }
        bits.on("Fragment", none(), breakAfter(1_000));
        assertThat(fails(false).isPassing()).isTrue();
        assertThat(monitor.last().position()).isEqualTo(FIRST);
        uploads();
        assertThat(bits.packets).filteredOn("Create-Session"::equals).hasSize(1);
        if (!overlaps) {
            assertThat(bits.packets).contains("Fragment bytes " + (FIRST + 1_000) + "-" + (2 * FIRST + 999) + "/300000");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_lost_last_acknowledgement_is_asked_for_again(boolean overlaps) throws Exception {
        Files.write(file, content(1_000));
        if (!overlaps) {
            bits.takingNoOverlap();
        }
        bits.on("Fragment", loseAnswer());
        fails(false);
        uploads();
        assertThat(bits.packets).filteredOn("Create-Session"::equals).hasSize(1);
    }

    @Test
    void what_is_remembered_of_a_session_may_be_old() throws Exception {
        bits.takingNoOverlap().on("Fragment", none(), none(), breakAfter(7));
        fails(false);
        UploadState old = monitor.states.getFirst();
        assertThat(old.position()).isZero();
        upload.close(source(false), upload.run(source(false), old));
        assertThat(bits.file("/up")).isEqualTo(CONTENT);
        assertThat(bits.packets).filteredOn("Create-Session"::equals).hasSize(1);
    }

    @Test
    void a_server_that_has_less_than_it_acknowledged_gets_it_again() throws Exception {
        bits.on("Fragment", none(), none(), status(416, ACK, "BITS-Received-Content-Range: 100"));
        uploads(); // the server takes overlaps: only that answer is made up
        assertThat(bits.packets).anyMatch(packet -> packet.startsWith("Fragment bytes 100-"));
        assertThat(monitor.positions).containsExactly(0L, 65_536L, 196_608L, 100L, 262_244L, 300_000L, 300_000L);
    }

    @Test
    void an_unknown_session_is_replaced_by_a_new_one() throws Exception {
        bits.on("Fragment", none(), forgetSessions());
        uploads();
        assertThat(bits.packets).filteredOn("Create-Session"::equals).hasSize(2);
        assertThat(monitor.positions).containsExactly(0L, 65_536L, 0L, 0L, 131_072L, 300_000L, 300_000L);
    }

    @Test
    void a_new_session_has_nothing_of_the_one_before() {
        bits.on("Fragment", none(), forgetSessions(), status(200, ACK, "BITS-Received-Content-Range: 150000"));
        failsAsInvalid(); // only 131,072 bytes were sent in it
    }

    @Test
    void a_server_that_forgets_all_sessions_is_left_alone_for_a_while() {
        bits.on("Fragment", forgetSessions(), forgetSessions(), forgetSessions(), forgetSessions());
        fails(HResult.BG_E_SESSION_NOT_FOUND, ErrorContext.REMOTE_FILE, true);
        assertThat(bits.packets).filteredOn("Create-Session"::equals).hasSize(3);
        assertThat(monitor.last().session()).isNull();
    }

    @Test
    void fragments_shrink_until_the_server_takes_them() throws Exception {
        bits.refusingFragmentsAbove(20_000);
        uploads();
        assertThat(bits.packets).contains("Fragment bytes 0-65535/300000", "Fragment bytes 0-32767/300000",
                "Fragment bytes 0-16383/300000", "Fragment bytes 16384-32767/300000");
    }

    @Test
    void a_server_that_takes_not_even_a_byte_fails() {
        bits.refusingFragmentsAbove(0);
        fails(HResult.ofHttpStatus(413), ErrorContext.REMOTE_FILE, false);
    }

    @Test
    void a_file_too_large_for_the_server_fails_at_once() {
        bits.on("Fragment", status(413, ACK, "BITS-Error-Code: 0x80200020", "BITS-Error-Context: 0x5"));
        fails(HResult.BG_E_TOO_LARGE, ErrorContext.REMOTE_FILE, false);
        assertThat(bits.packets).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "403, BITS-Error-Code: 0x80070005, 0x5, -2147024891, REMOTE_FILE, false",
        "403, BITS-Error: 80070005, 5, -2147024891, REMOTE_FILE, false",
        "501, BITS-Error-Code: 0x80070005, 0x5, -2147024891, REMOTE_FILE, false",
        "400, BITS-Error-Code: 0x80070057, 0x5, -2147024809, REMOTE_FILE, false",
        "500, BITS-Error-Code: 0x80190320, 0x7, -2145844448, REMOTE_APPLICATION, true",
        "403, BITS-Error-Code: 0x80190193, 0x7, -2145844845, REMOTE_APPLICATION, false",
        "404, X: y, 0x5, -2145844844, REMOTE_FILE, false",
        "409, BITS-Error-Code: nonsense, 0x7, -2145844839, REMOTE_APPLICATION, true",
        "503, BITS-Error-Code: 0x00000000, , -2145844745, REMOTE_FILE, true",
        "505, X: y, , -2145844743, REMOTE_FILE, false",
        "304, X: y, , -2145844944, REMOTE_FILE, false",
        "204, X: y, , -2145386469, REMOTE_FILE, false",
    })
    void a_failure_is_what_the_server_calls_it(
            int status, String error, String context, int hresult, ErrorContext expected, boolean passing) {
        bits.on("Fragment", status(status, ACK, error, "BITS-Error-Context: " + (context == null ? "" : context)));
        fails(hresult, expected, passing);
        assertThat(monitor.last().session()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "BITS-Session-Id: {1}",
        ACK,
        ACK + "\r\nBITS-Session-Id: {1}\r\nBITS-Protocol: {00000000-0000-0000-0000-000000000000}",
        ACK + "\r\nBITS-Session-Id: {1}\r\nBITS-Host-Id: a/b",
    })
    void a_create_session_answered_otherwise_is_an_invalid_response(String headers) {
        bits.on("Create-Session", status(200, headers.split("\r\n")));
        failsAsInvalid();
        assertThat(monitor.last()).isNull();
    }

    @Test
    void a_session_id_may_have_a_hundred_characters_and_no_more() throws Exception {
        bits.on("Create-Session",
                status(201, ACK, "BITS-Session-Id: " + "s".repeat(100)),
                status(201, ACK, "BITS-Session-Id: " + "s".repeat(101)));
        failsAsInvalid(); // the server does not know the first, so the second was asked for
        assertThat(monitor.sessions()).contains("s".repeat(100));
        assertThat(bits.packets).filteredOn("Create-Session"::equals).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "BITS-Received-Content-Range: 65536", // no Ack
        ACK,
        ACK + "\r\nBITS-Received-Content-Range: -1",
        ACK + "\r\nBITS-Received-Content-Range: 65537",
        ACK + "\r\nBITS-Received-Content-Range: 65536\r\nBITS-Session-Id: another",
        ACK + "\r\nBITS-Received-Content-Range: 65536\r\nBITS-Reply-URL: /reply",
    })
    void an_acknowledgement_that_cannot_be_is_an_invalid_response(String headers) {
        bits.on("Fragment", status(200, headers.split("\r\n")));
        failsAsInvalid();
    }

    @Test
    void a_server_that_sends_us_in_circles_fails() {
        bits.on("Fragment", Collections.nCopies(9, status(416, ACK, "BITS-Received-Content-Range: 0"))
                .toArray(BitsUploadServer.Fault[]::new));
        failsAsInvalid();
        assertThat(bits.packets).hasSize(4);
    }

    @Test
    void a_change_of_the_file_ends_the_upload() throws Exception {
        bits.on("Fragment", none(), breakAfter(0));
        fails(false);
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000));
        fails(HResult.BG_E_LOCAL_FILE_CHANGED, ErrorContext.LOCAL_FILE, false);
        assertThat(monitor.discarded).hasSize(1);
        UploadSession useless = monitor.discarded.getFirst().session();
        assertThat(useless).isNotNull();
        Upload.cancel(transport, server.uri("/up"), useless);
        uploads();
        assertThat(bits.packets).filteredOn("Create-Session"::equals).hasSize(2);
    }

    @Test
    void a_change_between_two_fragments_is_noticed() {
        bits.on("Fragment", none(), (_, _, _) -> {
            Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000));
            return false;
        });
        fails(HResult.BG_E_LOCAL_FILE_CHANGED, ErrorContext.LOCAL_FILE, false);
        assertThat(bits.file("/up")).isNull();
    }

    @Test
    void a_file_that_is_not_there_is_a_local_failure() throws Exception {
        file = directory.resolve("none");
        fails(HResult.ofWin32(2), ErrorContext.LOCAL_FILE, false);
        file = directory.resolve("none/none");
        fails(HResult.ofWin32(3), ErrorContext.LOCAL_FILE, false);
        file = Files.createDirectory(directory.resolve("directory"));
        fails(HResult.E_ACCESSDENIED, ErrorContext.LOCAL_FILE, false);
        assertThat(server.requests).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"/reply?x=1,/reply?x=1", "reply,/reply", "http://example.invalid/r,http://example.invalid/r"})
    void the_reply_is_where_the_server_says(String header, String expected) throws Exception {
        bits.replying(new byte[0], header);
        UploadState state = upload.run(source(true), null);
        assertThat(state.reply()).isEqualTo(expected.startsWith("/") ? server.uri(expected) : URI.create(expected));
        assertThat(bits.packets).doesNotContain("Close-Session");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ftp://host/reply", "http://", "h t t p"})
    void an_upload_without_the_reply_that_it_wants_fails(String header) {
        bits.replying(new byte[0], header);
        TransferFailure failure = fails(true);
        assertThat(failure.hresult()).isEqualTo(HResult.BG_E_INVALID_SERVER_RESPONSE);
        assertThat(failure.isPassing()).isFalse();
        assertThat(monitor.last().sent()).isFalse();
    }

    @Test
    void close_session_is_repeated_while_the_server_cannot() throws Exception {
        bits.on("Close-Session", status(503), loseAnswer());
        UploadState state = upload.run(source(false), null);
        for (int attempt = 0; attempt < 2; attempt++) {
            TransferFailure failure = catchThrowableOfType(
                    TransferFailure.class, () -> upload.close(source(false), state));
            assertThat(failure.isPassing()).isTrue();
        }
        upload.close(source(false), state); // of which the server does not know any more
        assertThat(monitor.last().session()).isNull();
    }

    @Test
    void what_else_is_said_to_close_session_does_not_matter() throws Exception {
        bits.on("Close-Session", status(404));
        upload.close(source(false), upload.run(source(false), null));
        assertThat(monitor.last().session()).isNull();
        assertThat(bits.file("/up")).isEqualTo(CONTENT);
    }

    @Test
    void a_cancelled_session_is_gone() throws Exception {
        bits.on("Fragment", none(), breakAfter(10));
        fails(false);
        UploadSession session = monitor.last().session();
        Upload.cancel(transport, server.uri("/up"), session);
        assertThat(bits.sessionCount()).isZero();
        Upload.cancel(transport, server.uri("/up"), session); // unknown is as good as cancelled
    }
}
