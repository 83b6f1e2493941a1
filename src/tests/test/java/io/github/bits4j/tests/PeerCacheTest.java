package io.github.bits4j.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bits4j.BackgroundCopyManager;
import io.github.bits4j.PeerCache;
import io.github.bits4j.PeerCachingFlag;
import io.github.bits4j.tests.support.NoLeaks;
import io.github.bits4j.tests.support.PeerCacheService;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The peer cache where it is without effect, as in all versions of Windows since 7; where it has any, PeerCacheWalk goes. */
@ExtendWith(NoLeaks.class)
class PeerCacheTest {
    private final PeerCacheService service = new PeerCacheService(false);
    private final BackgroundCopyManager manager = service.connect();
    private final PeerCache cache = manager.peerCache().orElseThrow();

    @AfterEach
    void close() {
        manager.close();
        service.close();
    }

    @Test
    void what_it_gives_is_empty() {
        assertThat(cache.maximumSize()).isEmpty();
        assertThat(cache.maximumContentAge()).isEmpty();
        assertThat(cache.configurationFlags()).isEmpty();
        assertThat(cache.records()).isEmpty();
        assertThat(cache.record(new UUID(1, 1))).isEmpty();
        assertThat(cache.peers()).isEmpty();
    }

    @Test
    void what_it_is_told_has_no_effect() {
        assertThat(cache.setMaximumSize(80)).isFalse();
        assertThat(cache.setMaximumContentAge(Duration.ofDays(1))).isFalse();
        assertThat(cache.setConfigurationFlags(EnumSet.of(PeerCachingFlag.ENABLE_CLIENT))).isFalse();
        assertThat(cache.clearRecords()).isFalse();
        assertThat(cache.deleteRecord(new UUID(1, 1))).isFalse();
        assertThat(cache.deleteUrl(URI.create("http://example.org/"))).isFalse();
        assertThat(cache.clearPeers()).isFalse();
        assertThat(cache.discoverPeers()).isFalse();
    }

    @Test
    void what_makes_no_sense_is_refused() {
        assertThatThrownBy(() -> cache.setMaximumSize(0)).hasMessage("percent: must be from 1 to 80, is 0");
        assertThatThrownBy(() -> cache.setMaximumSize(81)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> cache.setConfigurationFlags(EnumSet.allOf(PeerCachingFlag.class)))
                .hasMessageContaining("DISABLE_BRANCH_CACHE");
        assertThatThrownBy(() -> cache.deleteUrl(URI.create("relative"))).hasMessageStartingWith("url: ");
    }

    @Test
    void it_ends_with_its_manager() {
        manager.close();
        assertThatThrownBy(cache::maximumSize).isInstanceOf(IllegalStateException.class);
    }
}
