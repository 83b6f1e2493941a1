package io.github.bits4j.embedded.queue;

import static io.github.bits4j.embedded.queue.JobPropertiesTest.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.bits4j.JobPriority;
import io.github.bits4j.JobState;
import io.github.bits4j.com.ComException;
import io.github.bits4j.com.HResult;
import io.github.bits4j.embedded.transfer.session.AuthTarget;
import io.github.bits4j.embedded.transfer.session.ClientCertificate;
import io.github.bits4j.embedded.transfer.session.ProxySettings;
import io.github.bits4j.embedded.transfer.session.ProxyUsage;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the setters of HTTP settings and numbered properties accept. */
class JobHttpTest {
    @TempDir
    Path directory;

    private final FakeTransport transport = new FakeTransport();
    private QueueFixture fixture;
    private Job job;
    private JobHttp http;
    private JobProperties properties;

    @BeforeEach
    void open() {
        fixture = new QueueFixture(ServiceRules.BITS, QueueFixture.PATIENT, transport, directory);
        job = fixture.queue.createJob("test", 0);
        http = job.http();
        properties = job.properties();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private Job transferred() throws InterruptedException {
        Job done = fixture.job("/f");
        done.resume();
        QueueFixture.reach(done, JobState.TRANSFERRED);
        return done;
    }

    @Test
    void headers_are_given_back_as_set_until_they_are_write_only() {
        assertThat(http.customHeaders()).isNull();
        http.setCustomHeaders("X-A: 1\r\nX-B: 2\r\n");
        assertThat(http.customHeaders()).isEqualTo("X-A: 1\r\nX-B: 2\r\n");
        http.makeCustomHeadersWriteOnly();
        refused(HResult.E_ACCESSDENIED, http::customHeaders);
        http.setCustomHeaders(null);
        refused(HResult.E_ACCESSDENIED, http::customHeaders);
    }

    @Test
    void headers_have_a_limit_and_a_form() {
        refused(HResult.BG_E_STRING_TOO_LONG, () -> http.setCustomHeaders("X: " + "y".repeat(16_381)));
        http.setCustomHeaders("X: " + "y".repeat(16_380));
        assertThatExceptionOfType(ComException.class)
                .isThrownBy(() -> http.setCustomHeaders("s3cret"))
                .matches(refusal -> refusal.hresult() == HResult.E_INVALIDARG)
                .withMessageNotContaining("s3cret");
    }

    @Test
    void a_method_of_its_own_makes_a_foreground_job_for_good() {
        assertThat(http.method()).isEqualTo("GET");
        http.setMethod("GET");
        assertThat(job.priority()).isEqualTo(JobPriority.NORMAL);
        http.setMethod("PROPFIND");
        assertThat(http.method()).isEqualTo("PROPFIND");
        assertThat(job.priority()).isEqualTo(JobPriority.FOREGROUND);
        refused(HResult.BG_E_NOT_SUPPORTED_WITH_CUSTOM_HTTP_METHOD, () -> job.setPriority(1));
        refused(HResult.BG_E_NOT_SUPPORTED_WITH_CUSTOM_HTTP_METHOD, () -> properties.setDynamicContent(true));
        refused(HResult.BG_E_NOT_SUPPORTED_WITH_CUSTOM_HTTP_METHOD, () -> properties.setOnDemand(true));
        job.setPriority(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A B", "GET\r\n", "CONNECT", "É"})
    void what_is_no_method_is_refused(String method) {
        refused(HResult.E_INVALIDARG, () -> http.setMethod(method));
    }

    @Test
    void the_method_is_fixed_by_the_first_resume_and_excludes_dynamic_content() throws Exception {
        Job done = transferred();
        refused(HResult.BG_E_INVALID_STATE, () -> done.http().setMethod("POST"));
        done.http().setMethod("GET");
        properties.setDynamicContent(true);
        refused(HResult.BG_E_NOT_SUPPORTED_WITH_CUSTOM_HTTP_METHOD, () -> http.setMethod("POST"));
    }

    @ParameterizedTest
    @CsvSource({
        "0x1F, true", "0x100, true", "0x200, true", "0xA1F, true", "0x20, false", "0x300, false", "0x400, false", "-1, false"
    })
    void security_flags_are_those_that_are_documented(String text, boolean known) {
        int flags = Long.decode(text).intValue();
        if (known) {
            http.setSecurityFlags(flags);
            assertThat(http.securityFlags()).isEqualTo(flags);
        } else {
            refused(HResult.E_NOTIMPL, () -> http.setSecurityFlags(flags));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, u, p, BG_E_INVALID_AUTH_TARGET", "3, 1, u, p, BG_E_INVALID_AUTH_TARGET", "1, 0, u, p, BG_E_INVALID_AUTH_SCHEME",
        "1, 6, u, p, BG_E_INVALID_AUTH_SCHEME", "1, 1, , p, E_INVALIDARG", "2, 2, u, , E_INVALIDARG",
        "1, 1, u:v, p, E_INVALIDARG",
        "1, 3, , , S_OK", "1, 4, , , S_OK", "1, 5, u, p, S_OK", "2, 2, u:v, p, S_OK"
    })
    void credentials_are_checked(int target, int scheme, String user, String password, String expected) {
        String outcome = "S_OK";
        try {
            http.setCredentials(target, scheme, user, password);
        } catch (ComException refusal) {
            outcome = HResult.name(refusal.hresult());
        }
        assertThat(outcome).isEqualTo(expected);
    }

    @Test
    void credentials_have_limits_and_no_text_quotes_them() {
        http.setCredentials(1, 1, "u".repeat(300), "p".repeat(65_536));
        refused(HResult.BG_E_USERNAME_TOO_LARGE, () -> http.setCredentials(1, 1, "u".repeat(301), "p"));
        refused(HResult.BG_E_PASSWORD_TOO_LARGE, () -> http.setCredentials(1, 1, "u", "p".repeat(65_537)));
        assertThatExceptionOfType(ComException.class)
                .isThrownBy(() -> http.setCredentials(1, 1, "s3cret:", "s3cret\n"))
                .withMessageNotContaining("s3cret");
        assertThat(job.data.http.toString()).doesNotContain("uuu", "ppp");
    }

    @Test
    void the_same_target_and_scheme_have_one_credential() {
        http.setCredentials(1, 1, "a", "b");
        http.setCredentials(1, 2, "a", "b");
        http.setCredentials(1, 1, "c", "d");
        assertThat(job.data.http.credentials()).hasSize(2);
        assertThat(http.removeCredentials(1, 1)).isEqualTo(HResult.S_OK);
        assertThat(http.removeCredentials(1, 1)).isEqualTo(HResult.S_FALSE);
        assertThat(http.removeCredentials(2, 2)).isEqualTo(HResult.S_FALSE);
        refused(HResult.BG_E_INVALID_AUTH_TARGET, () -> http.removeCredentials(9, 1));
        refused(HResult.BG_E_INVALID_AUTH_SCHEME, () -> http.removeCredentials(1, 9));
        assertThat(job.data.http.credentials()).singleElement().matches(left -> left.target() == AuthTarget.SERVER);
    }

    @Test
    void proxy_lists_go_with_override_only() {
        assertThat(http.proxySettings()).isEqualTo(ProxySettings.PRECONFIG);
        http.setProxySettings(2, "proxy:8080", "<local>");
        assertThat(http.proxySettings()).isEqualTo(new ProxySettings(ProxyUsage.OVERRIDE, "proxy:8080", "<local>"));
        http.setProxySettings(1, null, null);
        refused(HResult.E_NOTIMPL, () -> http.setProxySettings(4, null, null));
        refused(HResult.E_INVALIDARG, () -> http.setProxySettings(2, null, "x"));
        for (int usage : List.of(0, 1, 3)) {
            refused(HResult.E_INVALIDARG, () -> http.setProxySettings(usage, "proxy", null));
            refused(HResult.E_INVALIDARG, () -> http.setProxySettings(usage, null, "x"));
        }
        refused(HResult.BG_E_PROXY_LIST_TOO_LARGE, () -> http.setProxySettings(2, "p".repeat(4001), null));
        refused(HResult.BG_E_PROXY_BYPASS_LIST_TOO_LARGE, () -> http.setProxySettings(2, "p", "b".repeat(4001)));
    }

    @Test
    void the_certificate_check_is_set_while_suspended_only() throws Exception {
        http.setServerCertificateCheck((_, _, _) -> HResult.S_OK);
        assertThat(job.data.http.approval()).isNotNull();
        http.setServerCertificateCheck(null);
        assertThat(job.data.http.approval()).isNull();
        Job done = transferred();
        refused(HResult.BG_E_READ_ONLY_WHEN_JOB_ACTIVE, () -> done.http().setServerCertificateCheck(null));
    }

    @Test
    void a_client_certificate_must_be_there() {
        ClientCertificate certificate = ClientCertificate.byThumbprint(0, "MY", new byte[] {1, (byte) 0xAB});
        assertThat(certificate.thumbprint()).isEqualTo("01AB");
        refused(HResult.CRYPT_E_NOT_FOUND, () -> http.setClientCertificate(certificate));
        assertThat(http.removeClientCertificate()).isEqualTo(HResult.S_FALSE);
        assertThat(http.clientCertificate()).isNull();
    }

    @Test
    void a_new_owner_gets_no_secrets() {
        http.setCustomHeaders("X-A: 1\r\n");
        http.setCredentials(1, 1, "u", "p");
        http.setSecurityFlags(1);
        job.takeOwnership(job.owner());
        assertThat(http.customHeaders()).isNull();
        assertThat(job.data.http.credentials()).isEmpty();
        assertThat(http.securityFlags()).isEqualTo(1);
    }

    @Test
    void a_job_that_has_ended_takes_no_settings() {
        job.cancel();
        List<Consumer<Job>> setters = List.of(
                j -> j.http().setCustomHeaders("X: 1\r\n"), j -> j.http().setCustomHeaders(null), j -> j.http().setMethod("POST"),
                j -> j.http().setSecurityFlags(0), j -> j.http().setCredentials(1, 1, "u", "p"),
                j -> j.http().removeCredentials(1, 1),
                j -> j.http().setProxySettings(0, null, null), j -> j.http().removeClientCertificate(),
                j -> j.properties().setCostFlags(1), j -> j.properties().setDynamicContent(true),
                j -> j.properties().setHighPerformance(true), j -> j.properties().setMaximumSize(1),
                j -> j.properties().setMinimumNotificationInterval(1), j -> j.setMaximumDownloadTime(1),
                j -> j.replaceRemotePrefix("a", "b"));
        for (Consumer<Job> setter : setters) {
            refused(HResult.BG_E_INVALID_STATE, () -> setter.accept(job));
        }
    }

    @Test
    void properties_have_their_rules() throws Exception {
        properties.setMaximumSize(-1);
        assertThat(properties.maximumSize()).isEqualTo(Long.MAX_VALUE);
        refused(HResult.BG_E_MAX_DOWNLOAD_SIZE_INVALID_VALUE, () -> properties.setMaximumSize(0));
        properties.setHighPerformance(true);
        assertThat(properties.isHighPerformance()).isTrue();
        properties.setStoredCredentials(2);
        refused(HResult.BG_E_USE_STORED_CREDENTIALS_NOT_SUPPORTED, () -> properties.setStoredCredentials(1));
        properties.setMinimumNotificationInterval(250);
        assertThat(properties.minimumNotificationInterval()).isEqualTo(250);
        assertThat(JobProperty.of(9, ServiceRules.BITS, "x")).isEqualTo(JobProperty.MINIMUM_NOTIFICATION_INTERVAL_MS);
        refused(HResult.BG_E_UNKNOWN_PROPERTY_ID, () -> JobProperty.of(6, ServiceRules.BITS, "x"));

        Job done = transferred();
        refused(HResult.BG_E_READ_ONLY_PROPERTY_AFTER_ADDFILE, () -> done.properties().setHighPerformance(true));
        refused(HResult.BG_E_READ_ONLY_PROPERTY_AFTER_RESUME, () -> done.properties().setDynamicContent(true));
        refused(HResult.BG_E_READ_ONLY_PROPERTY_AFTER_RESUME, () -> done.properties().setMaximumSize(5));
        done.properties().setCostFlags(1);
        assertThat(done.properties().costFlags()).isEqualTo(1);
    }
}
