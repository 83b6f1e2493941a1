package io.github.bits4j.tests.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.AuthScheme;
import io.github.bits4j.AuthTarget;
import io.github.bits4j.Credentials;
import io.github.bits4j.JobNetwork;
import io.github.bits4j.JobType;
import io.github.bits4j.ProxySettings;
import io.github.bits4j.testkit.BitsExtension;
import io.github.bits4j.testkit.BitsTestKit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The way to the server. */
@ExtendWith(BitsExtension.class)
abstract class NetworkWalk {
    @Test
    void proxies_and_credentials_are_kept(BitsTestKit kit) {
        JobNetwork network = kit.manager().createJob("of the walk", JobType.DOWNLOAD).network();
        assertThat(network.proxy()).isEqualTo(ProxySettings.preconfigured());
        network.setProxy(ProxySettings.of("proxy.example:8080", "intranet.example"));
        assertThat(network.proxy()).isEqualTo(ProxySettings.of("proxy.example:8080", "intranet.example"));
        try (Credentials credentials =
                Credentials.of(AuthTarget.SERVER, AuthScheme.BASIC, "user", "secret".toCharArray())) {
            network.setCredentials(credentials);
        }
        assertThat(network.removeCredentials(AuthTarget.SERVER, AuthScheme.BASIC)).isTrue();
        assertThat(network.removeCredentials(AuthTarget.SERVER, AuthScheme.BASIC)).isFalse();
    }
}
