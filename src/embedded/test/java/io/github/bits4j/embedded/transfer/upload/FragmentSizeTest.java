package io.github.bits4j.embedded.transfer.upload;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FragmentSizeTest {
    private static final Duration QUICK = Duration.ofMillis(10);
    private static final Duration SLOW = Duration.ofSeconds(20);

    private final FragmentSize size = new FragmentSize();

    private void send(Duration time) {
        size.took(size.next(), time);
    }

    @Test
    void quick_fragments_grow_up_to_the_maximum() {
        int first = size.next();
        send(QUICK);
        assertThat(size.next()).isEqualTo(2 * first);
        for (int i = 0; i < 20; i++) {
            send(QUICK);
        }
        assertThat(size.next()).isEqualTo(FragmentSize.MAXIMUM);
    }

    @Test
    void the_short_rest_of_a_file_says_nothing() {
        int first = size.next();
        size.took(10, QUICK);
        assertThat(size.next()).isEqualTo(first);
    }

    @Test
    void slow_fragments_shrink_but_not_to_nothing() {
        int first = size.next();
        send(Duration.ofSeconds(5));
        assertThat(size.next()).isEqualTo(first);
        send(SLOW);
        assertThat(size.next()).isEqualTo(first / 2);
        for (int i = 0; i < 20; i++) {
            send(SLOW);
        }
        assertThat(size.next()).isEqualTo(4 << 10);
    }

    @Test
    void what_a_server_refused_once_is_not_sent_again() {
        assertThat(size.refused(10_000)).isTrue();
        assertThat(size.next()).isEqualTo(5_000);
        send(QUICK);
        assertThat(size.next()).isEqualTo(5_000);
        assertThat(size.refused(2)).isTrue();
        assertThat(size.next()).isEqualTo(1);
        assertThat(size.refused(1)).isFalse();
    }
}
