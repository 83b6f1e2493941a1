package io.github.bits4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.bindings.bits.bits_h;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Numbers of the service become constants and numbers again; those without a name become UNKNOWN, or are left out of a set. */
class EnumCodesTest {

    private record Single<E extends Enum<E>>(Class<E> type, ToIntFunction<E> code, IntFunction<E> of) {
        void check() {
            for (E value : type.getEnumConstants()) {
                assertThat(of.apply(code.applyAsInt(value))).isEqualTo(value);
            }
            for (int strange : new int[] {0x7FFF, 98, Integer.MIN_VALUE, Integer.MAX_VALUE, -2}) {
                assertThat(of.apply(strange)).as("%d", strange).hasToString("UNKNOWN");
            }
        }

        @Override
        public String toString() {
            return type.getSimpleName();
        }
    }

    private record Flags<E extends Enum<E>>(
            Class<E> type, ToIntFunction<E> code, IntFunction<EnumSet<E>> setOf, Function<Set<E>, Integer> bits) {
        void check() {
            int all = 0;
            for (E flag : type.getEnumConstants()) {
                int bit = code.applyAsInt(flag);
                assertThat(Integer.bitCount(bit)).as(flag.name()).isEqualTo(1);
                assertThat(setOf.apply(bit)).containsExactly(flag);
                assertThat(bits.apply(EnumSet.of(flag))).isEqualTo(bit);
                all |= bit;
            }
            assertThat(setOf.apply(-1)).isEqualTo(EnumSet.allOf(type));
            assertThat(bits.apply(EnumSet.allOf(type))).isEqualTo(all);
            assertThat(setOf.apply(~all)).isEmpty();
        }

        @Override
        public String toString() {
            return type.getSimpleName();
        }
    }

    static Stream<Single<?>> singles() {
        return Stream.of(
                new Single<>(JobState.class, JobState::code, JobState::of),
                new Single<>(JobType.class, JobType::code, JobType::of),
                new Single<>(JobPriority.class, JobPriority::code, JobPriority::of),
                new Single<>(ErrorContext.class, ErrorContext::code, ErrorContext::of),
                new Single<>(ProxyUsage.class, ProxyUsage::code, ProxyUsage::of),
                new Single<>(RedirectPolicy.class, RedirectPolicy::code, RedirectPolicy::of),
                new Single<>(CertificateStoreLocation.class, CertificateStoreLocation::code, CertificateStoreLocation::of),
                new Single<>(DownloadMode.class, DownloadMode::code, DownloadMode::of),
                new Single<>(SwarmStatus.class, SwarmStatus::code, SwarmStatus::of),
                new Single<>(IntegrityLevel.class, IntegrityLevel::rid, IntegrityLevel::of));
    }

    static Stream<Flags<?>> flags() {
        return Stream.of(
                new Flags<>(NotifyFlag.class, NotifyFlag::code, NotifyFlag::setOf, NotifyFlag::bits),
                new Flags<>(FileAclFlag.class, FileAclFlag::code, FileAclFlag::setOf, FileAclFlag::bits),
                new Flags<>(HelperTokenFlag.class, HelperTokenFlag::code, HelperTokenFlag::setOf, HelperTokenFlag::bits),
                new Flags<>(PeerCachingFlag.class, PeerCachingFlag::code, PeerCachingFlag::setOf, PeerCachingFlag::bits),
                new Flags<>(CostFlag.class, CostFlag::code, CostFlag::setOf, CostFlag::bits));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("singles")
    void a_number_without_a_name_is_unknown(Single<?> values) {
        values.check();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("flags")
    void bits_without_a_name_are_left_out(Flags<?> values) {
        values.check();
    }

    @Test
    void what_only_goes_in_has_the_numbers_of_the_headers() {
        assertThat(AuthTarget.values()).extracting(AuthTarget::code)
                .containsExactly(bits_h.BG_AUTH_TARGET_SERVER(), bits_h.BG_AUTH_TARGET_PROXY());
        assertThat(AuthScheme.values()).extracting(AuthScheme::code).containsExactly(bits_h.BG_AUTH_SCHEME_BASIC(),
                bits_h.BG_AUTH_SCHEME_DIGEST(), bits_h.BG_AUTH_SCHEME_NTLM(), bits_h.BG_AUTH_SCHEME_NEGOTIATE(),
                bits_h.BG_AUTH_SCHEME_PASSPORT());
    }

    @Test
    void each_service_has_its_class_and_its_notify_flags() {
        assertThat(ServiceKind.BITS.clsid()).isEqualTo(InterfaceIds.CLSID_BACKGROUND_COPY_MANAGER);
        assertThat(ServiceKind.BITS.notifyFlags()).containsExactlyInAnyOrder(NotifyFlag.values());
        assertThat(ServiceKind.DELIVERY_OPTIMIZATION.clsid()).isEqualTo(InterfaceIds.CLSID_DELIVERY_OPTIMIZATION);
        assertThat(ServiceKind.DELIVERY_OPTIMIZATION.notifyFlags())
                .doesNotContain(NotifyFlag.DISABLE, NotifyFlag.FILE_RANGES_TRANSFERRED).hasSize(4);
    }

    @ParameterizedTest
    @MethodSource("policies")
    void a_transfer_policy_keeps_bits_without_a_name(JobTransferPolicy policy) {
        assertThat(policy.flags()).isEqualTo(EnumSet.copyOf(
                Arrays.stream(CostFlag.values()).filter(policy::allows).toList()));
        assertThat(JobTransferPolicy.of(policy.flags())).isEqualTo(policy);
        JobTransferPolicy strange = new JobTransferPolicy(policy.bits() | 0x100);
        assertThat(strange.flags()).isEqualTo(policy.flags());
        assertThat(strange.toString()).endsWith(" | 0x00000100");
    }

    static List<JobTransferPolicy> policies() {
        return List.of(JobTransferPolicy.ALWAYS, JobTransferPolicy.NOT_ROAMING, JobTransferPolicy.NO_SURCHARGE,
                JobTransferPolicy.STANDARD, JobTransferPolicy.UNRESTRICTED);
    }
}
