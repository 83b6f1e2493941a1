package io.github.bits4j.embedded.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.com.HResult;
import io.github.bits4j.embedded.transfer.ScriptedServer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The properties of downloads, and what they bring about. */
class ContentPropertyTest extends ContentFixture {
    private static final List<ContentProperty> READ_ONLY = List.of(ContentProperty.ID,
            ContentProperty.HTTP_REDIRECTION_TARGET, ContentProperty.HTTP_RESPONSE_HEADERS,
            ContentProperty.HTTP_SERVER_IP_ADDRESS, ContentProperty.HTTP_STATUS_CODE);
    private static final List<ContentProperty> WRITE_ONLY = List.of(ContentProperty.SECURITY_FLAGS,
            ContentProperty.SECURITY_CONTEXT, ContentProperty.NETWORK_TOKEN, ContentProperty.DECRYPTION_INFO,
            ContentProperty.INTEGRITY_CHECK_INFO);
    private static final Map<ContentProperty, Object> DEFAULTS = Map.of(
            ContentProperty.CALLBACK_FREQ_SECONDS, 1,
            ContentProperty.FOREGROUND_PRIORITY, false,
            ContentProperty.BLOCKING_MODE, false,
            ContentProperty.HTTP_ALLOW_SECURE_TO_NON_SECURE_REDIRECT, false,
            ContentProperty.NON_VOLATILE, false);

    private static Object some(ContentProperty property) {
        return switch (property.type()) {
            case TEXT -> "text";
            case FLAG -> true;
            case NUMBER -> 1;
            case SIZE -> 1L;
            case BYTES -> new byte[] {1};
            case OBJECT -> new Object();
        };
    }

    @Test
    void have_the_numbers_of_the_header() {
        assertThat(ContentProperty.values()).hasSize(30);
        assertThat(ContentProperty.of(14, "")).isEqualTo(ContentProperty.STREAM_INTERFACE);
        assertThat(ContentProperty.of(21, "")).isEqualTo(ContentProperty.TOTAL_SIZE_BYTES);
        assertThat(ContentProperty.of(29, "")).isEqualTo(ContentProperty.HTTP_STATUS_CODE);
        refuses(HResult.DO_E_UNKNOWN_PROPERTY_ID, () -> ContentProperty.of(30, ""));
        refuses(HResult.DO_E_UNKNOWN_PROPERTY_ID, () -> ContentProperty.of(-1, ""));
    }

    @Test
    void are_read_and_written_as_each_allows() {
        ContentDownload download = downloads().create(USER);
        for (ContentProperty property : ContentProperty.values()) {
            if (property.type() == ContentProperty.Type.OBJECT) {
                continue;
            }
            if (READ_ONLY.contains(property)) {
                refuses(HResult.DO_E_READ_ONLY_PROPERTY, () -> download.set(property, some(property)));
            } else {
                refuses(HResult.E_INVALIDARG, () -> download.set(property, List.of("another type")));
            }
            if (WRITE_ONLY.contains(property)) {
                refuses(HResult.DO_E_WRITE_ONLY_PROPERTY, () -> download.get(property));
            } else if (DEFAULTS.containsKey(property)) {
                assertThat(download.get(property)).isEqualTo(DEFAULTS.get(property));
            } else if (property != ContentProperty.ID) {
                refuses(HResult.E_NOT_SET, () -> download.get(property));
            }
        }
        assertThat(download.get(ContentProperty.ID)).asString().isEqualToIgnoringCase("{" + download.id() + "}");
    }

    @Test
    void are_kept_as_set() {
        ContentDownload download = toFile("a");
        Map<ContentProperty, Object> values = Map.ofEntries(
                Map.entry(ContentProperty.CONTENT_ID, "content"),
                Map.entry(ContentProperty.DISPLAY_NAME, "name"),
                Map.entry(ContentProperty.HTTP_CUSTOM_HEADERS, "X-One: 1\r\n"),
                Map.entry(ContentProperty.HTTP_CUSTOM_AUTH_HEADERS, "X-Two: 2\r\n"),
                Map.entry(ContentProperty.COST_POLICY, 5),
                Map.entry(ContentProperty.CALLBACK_FREQ_PERCENT, 100),
                Map.entry(ContentProperty.CALLBACK_FREQ_SECONDS, 7),
                Map.entry(ContentProperty.NO_PROGRESS_TIMEOUT_SECONDS, 60),
                Map.entry(ContentProperty.FOREGROUND_PRIORITY, true),
                Map.entry(ContentProperty.CORRELATION_VECTOR, "cv"),
                Map.entry(ContentProperty.INTEGRITY_CHECK_MANDATORY, false),
                Map.entry(ContentProperty.TOTAL_SIZE_BYTES, -1L),
                Map.entry(ContentProperty.DISALLOW_ON_CELLULAR, true),
                Map.entry(ContentProperty.HTTP_ALLOW_SECURE_TO_NON_SECURE_REDIRECT, true));
        values.forEach(download::set);
        values.forEach((property, value) -> assertThat(download.get(property)).as(property.name()).isEqualTo(value));
        download.set(ContentProperty.NETWORK_TOKEN, true);
    }

    @Test
    void wrong_values_are_refused_and_change_nothing() {
        ContentDownload download = toFile("a");
        refuses(HResult.E_INVALIDARG, () -> download.set(ContentProperty.URI, "ftp://somewhere/a"));
        refuses(HResult.E_INVALIDARG, () -> download.set(ContentProperty.URI, ""));
        refuses(HResult.E_INVALIDARG, () -> download.set(ContentProperty.URI, local("source").toUri().toString()));
        refuses(HResult.E_INVALIDARG, () -> download.set(ContentProperty.LOCAL_PATH, "relative"));
        refuses(HResult.E_INVALIDARG, () -> download.set(ContentProperty.CONTENT_ID, ""));
        refuses(HResult.E_INVALIDARG, () -> download.set(ContentProperty.HTTP_CUSTOM_HEADERS, "no header"));
        refuses(HResult.E_INVALIDARG, () -> download.set(ContentProperty.HTTP_CUSTOM_AUTH_HEADERS, "no header"));
        refuses(HResult.E_INVALIDARG, () -> download.set(ContentProperty.COST_POLICY, 6));
        refuses(HResult.E_INVALIDARG, () -> download.set(ContentProperty.SECURITY_FLAGS, 0x400));
        refuses(HResult.E_INVALIDARG, () -> download.set(ContentProperty.CALLBACK_FREQ_PERCENT, 101));
        refuses(HResult.E_INVALIDARG, () -> download.set(ContentProperty.NO_PROGRESS_TIMEOUT_SECONDS, 59));
        refuses(HResult.E_INVALIDARG, () -> download.set(ContentProperty.SECURITY_CONTEXT, new byte[12]));
        refuses(HResult.E_NOTIMPL, () -> download.set(ContentProperty.DECRYPTION_INFO, "{}"));
        assertThat(download.get(ContentProperty.URI)).isEqualTo(server.url("/a"));
        refuses(HResult.E_NOT_SET, () -> download.get(ContentProperty.COST_POLICY));
        download.set(ContentProperty.NO_PROGRESS_TIMEOUT_SECONDS, 0);
    }

    @Test
    void some_can_be_set_before_the_start_only() throws Exception {
        ContentDownload download = toFile("a");
        FakeTransport.Gate gate = file.gateAfter(10);
        download.start(null);
        Eventually.reached(gate.reached);
        for (ContentProperty property : List.of(ContentProperty.URI, ContentProperty.LOCAL_PATH, ContentProperty.CONTENT_ID,
                ContentProperty.NON_VOLATILE, ContentProperty.INTEGRITY_CHECK_INFO, ContentProperty.INTEGRITY_CHECK_MANDATORY,
                ContentProperty.DECRYPTION_INFO, ContentProperty.TOTAL_SIZE_BYTES)) {
            refuses(HResult.DO_E_INVALID_STATE, () -> download.set(property, some(property)));
        }
        download.set(ContentProperty.DISPLAY_NAME, "now");
        download.set(ContentProperty.CALLBACK_FREQ_SECONDS, 5);
        gate.open.countDown();
        comesTo(download, ContentState.TRANSFERRED);
    }

    @Test
    void the_size_has_to_be_what_was_said() throws Exception {
        ContentDownload right = toFile("a");
        right.set(ContentProperty.TOTAL_SIZE_BYTES, (long) CONTENT.length);
        right.start(ranges(0, 10));
        comesTo(right, ContentState.TRANSFERRED);
        for (boolean whole : new boolean[] {true, false}) {
            ContentDownload wrong = toFile("b" + whole);
            wrong.set(ContentProperty.TOTAL_SIZE_BYTES, 5L);
            wrong.start(whole ? null : ranges(0, 10));
            failsWith(wrong, 0x80D05001);
            assertThat(wrong.get(ContentProperty.TOTAL_SIZE_BYTES)).isEqualTo((long) CONTENT.length);
        }
    }

    @Test
    void the_last_response_can_be_looked_at() throws Exception {
        ContentDownload download = toFile("a");
        download.start(null);
        comesTo(download, ContentState.TRANSFERRED);
        assertThat(download.get(ContentProperty.HTTP_STATUS_CODE)).isEqualTo(200);
        assertThat(download.get(ContentProperty.HTTP_SERVER_IP_ADDRESS)).isEqualTo("127.0.0.1");
        assertThat(download.get(ContentProperty.HTTP_RESPONSE_HEADERS)).asString()
                .startsWith("HTTP/1.1 200 Scripted\r\n").contains("ETag: \"v1\"\r\n").endsWith("\r\n\r\n");
        refuses(HResult.E_NOT_SET, () -> download.get(ContentProperty.HTTP_REDIRECTION_TARGET));
        assertThat(download.get(ContentProperty.TOTAL_SIZE_BYTES)).isEqualTo((long) CONTENT.length);
    }

    @Test
    void a_redirect_is_followed_and_told() throws Exception {
        try (ScriptedServer other = new ScriptedServer().replies(
                (_, out) -> ScriptedServer.head(out, 302, "Location: " + server.url("/b"), "Content-Length: 0"))) {
            ContentDownload download = toFile("a");
            download.set(ContentProperty.URI, other.url("/moved"));
            download.start(null);
            comesTo(download, ContentState.TRANSFERRED);
            assertThat(download.get(ContentProperty.HTTP_REDIRECTION_TARGET)).isEqualTo(server.url("/b"));
            assertThat(download.get(ContentProperty.URI)).isEqualTo(other.url("/moved"));
        }
    }

    @Test
    void custom_headers_go_with_each_request_and_those_for_challenges_with_some() throws Exception {
        ScriptedServer.Reply asks = (_, out) ->
                ScriptedServer.head(out, 401, "WWW-Authenticate: Bearer", "Content-Length: 0");
        try (ScriptedServer guarded = new ScriptedServer().replies(asks, file)) {
            ContentDownload download = toFile("a");
            download.set(ContentProperty.URI, guarded.url("/a"));
            download.set(ContentProperty.HTTP_CUSTOM_HEADERS, "X-Always: yes\r\n");
            download.set(ContentProperty.HTTP_CUSTOM_AUTH_HEADERS, "Authorization: Bearer secret\r\nX-Token: 1\r\n");
            file.cuts.add(10);
            download.start(ranges(0, 100));
            Eventually.becomes(() -> download.status().state(), ContentState.TRANSFERRED);
            assertThat(guarded.requests).extracting(request -> request.headers().get("x-always")).containsOnly("yes");
            assertThat(guarded.requests.getFirst().headers()).doesNotContainKeys("authorization", "x-token");
            assertThat(guarded.requests.get(1).headers())
                    .containsEntry("authorization", "Bearer secret").containsEntry("x-token", "1");
        }
    }

    @Test
    void who_does_not_like_the_answer_is_asked_once_only() throws Exception {
        ScriptedServer.Reply asks = (_, out) ->
                ScriptedServer.head(out, 401, "WWW-Authenticate: Bearer", "Content-Length: 0");
        try (ScriptedServer guarded = new ScriptedServer().replies(asks)) {
            ContentDownload download = toFile("a");
            download.set(ContentProperty.URI, guarded.url("/a"));
            download.set(ContentProperty.HTTP_CUSTOM_AUTH_HEADERS, "Authorization: Bearer secret\r\n");
            download.start(null);
            failsWith(download, HResult.ofHttpStatus(401));
            assertThat(guarded.requests).hasSize(2);
        }
    }

    @Test
    void answers_are_for_the_server_that_was_named() throws Exception {
        ScriptedServer.Reply asks = (_, out) ->
                ScriptedServer.head(out, 401, "WWW-Authenticate: Bearer", "Content-Length: 0");
        try (ScriptedServer elsewhere = new ScriptedServer().replies(asks);
                ScriptedServer named = new ScriptedServer().replies((_, out) -> ScriptedServer.head(
                        out, 302, "Location: " + elsewhere.url("/b"), "Content-Length: 0"))) {
            ContentDownload download = toFile("a");
            download.set(ContentProperty.URI, named.url("/a"));
            download.set(ContentProperty.HTTP_CUSTOM_AUTH_HEADERS, "X-Token: 1\r\n");
            download.start(null);
            failsWith(download, HResult.ofHttpStatus(401));
            assertThat(elsewhere.requests).singleElement()
                    .satisfies(request -> assertThat(request.headers()).doesNotContainKey("x-token"));
        }
    }

    @Test
    void cost_policies_and_security_flags_are_those_of_bits() {
        assertThat(List.of(0, 1, 2, 3, 4, 5).stream().map(ContentValues::costFlags))
                .containsExactly(0x800000FF, 0x80000021, 0x80000067, 0x8000007F, 0x8000006F, 0x80000067);
        assertThat(ContentValues.securityFlags(0x100)).isEqualTo(0x8);
        assertThat(ContentValues.securityFlags(0x200 | 0x1000 | 0x2000)).isEqualTo(0x10 | 0x2 | 0x4);
        assertThat(ContentValues.securityFlags(0x1 | 0x100)).as("revocation goes alone").isEqualTo(0x1);
    }

    @Test
    void a_network_that_costs_too_much_holds_it_up_at_once() throws Exception {
        fixture.queue.setHooks(QueueHooks.NONE.withPolicy(flags -> flags == 0x800000FF));
        FakeTransport.Gate gate = file.gateAfter(10);
        ContentDownload download = toFile("a");
        download.start(null);
        Eventually.reached(gate.reached);
        download.set(ContentProperty.COST_POLICY, 1);
        assertThat(download.status().state()).isEqualTo(ContentState.PAUSED);
        assertThat(download.status().error()).isEqualTo(HResult.DO_E_BLOCKED_BY_COST_TRANSFER_POLICY);
        assertThat(download.status().extended()).isEqualTo(HResult.BG_E_BLOCKED_BY_COST_TRANSFER_POLICY);
        gate.open.countDown();
        download.set(ContentProperty.COST_POLICY, 0);
        Eventually.becomes(() -> download.status().state(), ContentState.TRANSFERRED);
    }

    @Test
    void without_a_size_it_fails() throws IOException, InterruptedException {
        try (ScriptedServer vague = new ScriptedServer().replies(
                ScriptedServer.raw("HTTP/1.1 200 OK\r\nConnection: close", CONTENT))) {
            ContentDownload download = toFile("a");
            download.set(ContentProperty.URI, vague.url("/a"));
            download.start(null);
            failsWith(download, HResult.DO_E_FILE_SIZE_UNKNOWN_HTTP_200);
        }
    }
}
