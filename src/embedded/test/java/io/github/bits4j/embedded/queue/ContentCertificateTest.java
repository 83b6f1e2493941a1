package io.github.bits4j.embedded.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.JobState;
import io.github.bits4j.com.HResult;
import io.github.bits4j.embedded.transfer.ScriptedServer;
import io.github.bits4j.embedded.transfer.http.TestKeys;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Servers whose certificates are refused. */
class ContentCertificateTest extends ContentFixture {
    private static final int UNKNOWN_AUTHORITY = 0x80072F0D;
    private static final int WRONG_NAME = 0x80072F06;
    private static final int IGNORE_AUTHORITY = 0x100;

    private ContentDownload from(ScriptedServer secure, int flags) {
        ContentDownload download = toFile("a" + flags);
        download.set(ContentProperty.URI, secure.localhost("/a"));
        download.set(ContentProperty.SECURITY_FLAGS, flags);
        download.start(null);
        return download;
    }

    @Test
    void one_error_stands_for_all_checks_and_is_for_good() throws Exception {
        TestKeys other = TestKeys.make(directory, "other", "-ext", "san=dns:other.example");
        try (ScriptedServer secure = new ScriptedServer(other.context(null))) {
            secure.replies(file);
            ContentDownload stranger = from(secure, 0);
            failsWith(stranger, HResult.DO_E_HTTP_CERT_VALIDATION);
            assertThat(HResult.hex(stranger.status().extended())).isEqualTo(HResult.hex(UNKNOWN_AUTHORITY));
            ContentDownload misnamed = from(secure, IGNORE_AUTHORITY);
            failsWith(misnamed, HResult.DO_E_HTTP_CERT_VALIDATION);
            assertThat(HResult.hex(misnamed.status().extended())).isEqualTo(HResult.hex(WRONG_NAME));
            Job job = fixture.queue.createJob("of the older interfaces", 0);
            job.delivery().add("id", secure.localhost("/a"), local("b").toString(), List.of(), -1);
            job.resume();
            Eventually.becomes(job::state, JobState.ERROR);
            assertThat(HResult.hex(fixture.queue.rules().hresult(job.error()))).isEqualTo(HResult.hex(HResult.DO_E_HTTP_CERT_VALIDATION));
            assertThat(secure.requests).isEmpty();
        }
    }
}
