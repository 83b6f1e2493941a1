package io.github.bits4j.tests.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.BackgroundCopyManager;
import io.github.bits4j.Peer;
import io.github.bits4j.PeerCache;
import io.github.bits4j.PeerCacheRecord;
import io.github.bits4j.PeerCachingFlag;
import io.github.bits4j.tests.support.PeerCacheService;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The administration of the peer cache, which the embedded service has not: of a manager as Windows Vista's. */
abstract class PeerCacheWalk {
    private final PeerCacheService service = new PeerCacheService(true);
    private final BackgroundCopyManager manager = service.connect();

    @AfterEach
    void close() {
        manager.close();
        service.close();
    }

    @Test
    void its_settings_are_kept() {
        PeerCache cache = manager.peerCache().orElseThrow();
        assertThat(cache.setMaximumSize(7)).isTrue();
        assertThat(cache.maximumSize()).hasValue(7);
        assertThat(cache.setMaximumContentAge(Duration.ofDays(9))).isTrue();
        assertThat(cache.maximumContentAge()).contains(Duration.ofDays(9));
        assertThat(cache.setConfigurationFlags(EnumSet.of(PeerCachingFlag.ENABLE_SERVER))).isTrue();
        assertThat(cache.configurationFlags()).containsExactly(PeerCachingFlag.ENABLE_SERVER);
    }

    @Test
    void its_files_are_listed_and_deleted() {
        PeerCache cache = manager.peerCache().orElseThrow();
        assertThat(cache.records()).isEqualTo(PeerCacheService.RECORDS);
        PeerCacheRecord record = PeerCacheService.RECORDS.getLast();
        assertThat(cache.record(record.id())).contains(record);
        assertThat(cache.deleteRecord(record.id())).isTrue();
        assertThat(cache.deleteUrl(URI.create(record.originUrl()))).isTrue();
        assertThat(cache.clearRecords()).isTrue();
        assertThat(service.done).containsExactly(
                "DeleteRecord " + record.id(), "DeleteUrl " + record.originUrl(), "ClearRecords");
    }

    @Test
    void its_peers_are_listed_and_forgotten() {
        PeerCache cache = manager.peerCache().orElseThrow();
        assertThat(cache.discoverPeers()).isTrue();
        assertThat(cache.peers()).containsExactly(new Peer("peer.example.org", true, false));
        assertThat(cache.clearPeers()).isTrue();
        assertThat(service.done).containsExactly("DiscoverPeers", "ClearPeers");
    }
}
