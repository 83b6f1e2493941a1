package io.github.bits4j.tests.coverage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bits4j.BackgroundCopyException;
import io.github.bits4j.BackgroundCopyJob;
import io.github.bits4j.CertificateStoreLocation;
import io.github.bits4j.HttpSecurity;
import io.github.bits4j.HttpSecurityFlag;
import io.github.bits4j.JobHttpOptions;
import io.github.bits4j.JobState;
import io.github.bits4j.JobType;
import io.github.bits4j.ServerCertificate;
import io.github.bits4j.embedded.transfer.ScriptedServer;
import io.github.bits4j.embedded.transfer.http.TestKeys;
import io.github.bits4j.testkit.BitsExtension;
import io.github.bits4j.testkit.BitsTestKit;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is said to servers, and what is believed of them. */
@ExtendWith(BitsExtension.class)
abstract class HttpOptionsWalk {
    @Test
    void headers_method_and_security_are_kept(BitsTestKit kit) {
        JobHttpOptions http = kit.manager().createJob("of the walk", JobType.DOWNLOAD).http();
        Map<String, List<String>> headers = Map.of("X-Walk", List.of("1"));
        http.setCustomHeaders(headers);
        assertThat(http.customHeaders()).isEqualTo(headers);
        http.makeCustomHeadersWriteOnly();
        http.setSecurity(HttpSecurity.defaults().with(HttpSecurityFlag.ENABLE_CRL_CHECK));
        assertThat(http.security().flags()).containsExactly(HttpSecurityFlag.ENABLE_CRL_CHECK);
        http.setMethod("POST");
        assertThat(http.method()).isEqualTo("POST");
        http.clearServerCertificateCheck();
    }

    @Test
    void a_client_certificate_that_is_not_there_is_refused(BitsTestKit kit) {
        JobHttpOptions http = kit.manager().createJob("of the walk", JobType.DOWNLOAD).http();
        CertificateStoreLocation mine = CertificateStoreLocation.CURRENT_USER;
        assertThatThrownBy(() -> http.setClientCertificate(mine, "MY", new byte[20]))
                .isInstanceOf(BackgroundCopyException.class);
        assertThatThrownBy(() -> http.setClientCertificateBySubject(mine, "MY", "nobody"))
                .isInstanceOf(BackgroundCopyException.class);
        assertThat(http.clientCertificate()).isEmpty();
        assertThat(http.removeClientCertificate()).isFalse();
    }

    @Test
    void a_server_is_believed_by_the_check_alone(BitsTestKit kit) throws Exception {
        TestKeys key = TestKeys.ofServer(kit.directory());
        try (ScriptedServer server = new ScriptedServer(key.context(null))
                .replies(ScriptedServer.file(new byte[1_000], "ETag: \"1\""))) {
            BackgroundCopyJob job = kit.manager().createJob("of the walk", JobType.DOWNLOAD);
            job.addFile(URI.create(server.localhost("/file")), kit.directory().resolve("file"));
            job.http().setSecurity(HttpSecurity.defaults().with(HttpSecurityFlag.IGNORE_UNKNOWN_CA));
            List<ServerCertificate> seen = new CopyOnWriteArrayList<>();
            job.http().setServerCertificateCheck((checked, file, certificate) -> seen.add(certificate));
            job.resume();
            kit.awaitState(job, JobState.TRANSFERRED);
            assertThat(seen).isNotEmpty().allSatisfy(certificate ->
                    assertThat(certificate.certificate()).isEqualTo(key.certificate()));
            job.cancel();
        }
    }
}
