package io.github.bits4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.instanceOf;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import io.github.bits4j.BackgroundCopyManager;
import io.github.bits4j.JobType;
import io.github.bits4j.ServiceKind;
import io.github.bits4j.embedded.EmbeddedService;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

@ExtendWith(BitsExtension.class)
class BitsExtensionTest {
    private static final List<BitsTestKit> USED = new CopyOnWriteArrayList<>();

    private BitsTestKit before;

    @BeforeEach
    void a_method_before_each_test_gets_the_same(BitsTestKit kit) {
        before = kit;
    }

    @Test
    void a_test_gets_what_it_asks_for(BitsTestKit kit, BackgroundCopyManager manager, EmbeddedService service,
            LoopbackServer server, ManualClock clock, Path directory, @TempDir Path other) {
        assertThat(kit).isSameAs(before);
        assertThat(manager).isSameAs(kit.manager());
        assertThat(manager.kind()).isEqualTo(ServiceKind.BITS);
        assertThat(service).isSameAs(kit.service());
        assertThat(server).isSameAs(kit.server());
        assertThat(clock).isSameAs(kit.clock());
        assertThat(directory).isEqualTo(kit.directory()).isEmptyDirectory();
        assertThat(other).as("another extension's").isNotEqualTo(directory);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void each_test_gets_its_own(int run, BitsTestKit kit) {
        assertThat(USED).as("run " + run).doesNotContain(kit).allMatch(earlier -> earlier.service().isClosed());
        USED.add(kit);
    }

    @Nested
    class Inside {
        @Test
        void a_nested_test_gets_one_too(BitsTestKit kit) {
            assertThat(kit).isSameAs(before);
        }
    }

    private static Events run(Class<?> test) {
        return EngineTestKit.engine("junit-jupiter").selectors(selectClass(test)).execute().allEvents();
    }

    @Test
    void as_a_field_it_is_told_the_kind_and_closes_what_it_gave() {
        Field.kits.clear();
        run(Field.class).assertStatistics(statistics -> statistics.failed(0).succeeded(4));
        assertThat(Field.kits).hasSize(2).doesNotHaveDuplicates().allSatisfy(kit -> {
            assertThat(kit.service().isClosed()).isTrue();
            assertThat(kit.directory()).doesNotExist();
        });
    }

    @Test
    void a_test_that_leaves_a_callback_fails() {
        run(Leaking.class).assertThatEvents().haveExactly(1, event(finishedWithFailure(
                instanceOf(AssertionError.class), message(text -> text.contains("notify interfaces that are still")))));
        Leaking.left.close();
    }

    @Test
    void outside_of_tests_there_is_none() {
        run(TooEarly.class).assertThatEvents().haveExactly(1, event(finishedWithFailure(
                instanceOf(ParameterResolutionException.class), message(text -> text.contains("No ParameterResolver")))));
    }

    /** Run by the tests above. */
    static class Field {
        static final List<BitsTestKit> kits = new CopyOnWriteArrayList<>();

        @RegisterExtension
        final BitsExtension bits = new BitsExtension(ServiceKind.DELIVERY_OPTIMIZATION);

        @Test
        void first(BitsTestKit kit) {
            kits.add(kit);
            assertThat(kit.service().kind()).isEqualTo(ServiceKind.DELIVERY_OPTIMIZATION);
        }

        @Test
        void second(BitsTestKit kit) {
            kits.add(kit);
        }
    }

    /** Run by the tests above. */
    @ExtendWith(BitsExtension.class)
    static class Leaking {
        static BackgroundCopyManager left;

        @Test
        void leaks(EmbeddedService service) {
            left = service.connect();
            left.createJob("left", JobType.DOWNLOAD).setNotifyInterface(event -> { });
        }
    }

    /** Run by the tests above. */
    @ExtendWith(BitsExtension.class)
    static class TooEarly {
        @BeforeAll
        static void before(BitsTestKit kit) {
            assertThat(kit).isNotNull();
        }

        @Test
        void never() {}
    }
}
