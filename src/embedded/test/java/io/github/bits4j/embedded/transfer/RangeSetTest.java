package io.github.bits4j.embedded.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RangeSetTest {
    private static final int SIZE = 60;

    private static RangeSet of(BitSet bits) {
        RangeSet set = RangeSet.EMPTY;
        for (int i = bits.nextSetBit(0); i >= 0; i = bits.nextSetBit(i + 1)) {
            set = set.plus(i, i + 1);
        }
        return set;
    }

    @Test
    void sums_and_differences_are_those_of_sets() {
        Random random = new Random(1);
        for (int round = 0; round < 2_000; round++) {
            BitSet bits = new BitSet();
            BitSet others = new BitSet();
            RangeSet set = RangeSet.EMPTY;
            RangeSet other = RangeSet.EMPTY;
            for (int i = 0; i < random.nextInt(8); i++) {
                int from = random.nextInt(SIZE);
                int end = from + random.nextInt(10);
                bits.set(from, end);
                set = set.plus(from, end);
                int from2 = random.nextInt(SIZE);
                others.set(from2, from2 + 5);
                other = other.plus(from2, from2 + 5);
            }
            assertThat(set).isEqualTo(of(bits));
            assertThat(set.total()).isEqualTo(bits.cardinality());
            assertThat(set.end()).isEqualTo(bits.length());
            BitSet difference = (BitSet) bits.clone();
            difference.andNot(others);
            assertThat(set.minus(other)).isEqualTo(of(difference));
            BitSet common = (BitSet) bits.clone();
            common.and(others);
            assertThat(set.and(other)).isEqualTo(of(common));
            bits.or(others);
            assertThat(set.plus(other)).isEqualTo(of(bits));
        }
    }

    @Test
    void the_last_part_may_be_open() {
        RangeSet set = RangeSet.of(10, Long.MAX_VALUE);
        assertThat(set.all()).containsExactly(new FileRange(10, FileRange.TO_EOF));
        assertThat(set.minus(RangeSet.of(20, 30)).all())
                .containsExactly(new FileRange(10, 10), new FileRange(30, FileRange.TO_EOF));
        assertThat(set.minus(RangeSet.of(20, Long.MAX_VALUE)).all()).containsExactly(new FileRange(10, 10));
        assertThat(set.plus(5, 10).all()).containsExactly(new FileRange(5, FileRange.TO_EOF));
    }

    @Test
    void a_file_is_whole_without_a_gap() {
        assertThat(RangeSet.of(0, 5).isWhole(5)).isTrue();
        assertThat(RangeSet.EMPTY.isWhole(0)).isTrue();
        assertThat(RangeSet.of(0, 5).isWhole(6)).isFalse();
        assertThat(RangeSet.of(List.of(new FileRange(0, 2), new FileRange(3, 2))).isWhole(5)).isFalse();
    }
}
