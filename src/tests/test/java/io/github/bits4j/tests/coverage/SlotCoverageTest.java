package io.github.bits4j.tests.coverage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bits4j.com.EnteredSlots;
import io.github.bits4j.tests.bindings.GoldenSlots;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestClassOrder;

/**
 * Each method of each interface has its place in the typed API: walks that use nothing else (ArchitectureTest sees to that) enter
 * each slot of the service's vtables, and the service enters each slot of ours. Those that the golden table has and nobody
 * entered are named, unless {@code slots-not-entered.txt} says why.
 */
@TestClassOrder(ClassOrderer.OrderAnnotation.class)
class SlotCoverageTest {
    private static EnteredSlots entered;

    @BeforeAll
    static void begin() {
        entered = EnteredSlots.sinceNow();
    }

    @Nested
    class OfTheManager extends ManagerWalk {}

    @Nested
    class OfAJob extends JobWalk {}

    @Nested
    class OfFiles extends FileWalk {}

    @Nested
    class OfNotifications extends NotificationWalk {}

    @Nested
    class OfUploads extends UploadWalk {}

    @Nested
    class OfTheNetwork extends NetworkWalk {}

    @Nested
    class OfHttpOptions extends HttpOptionsWalk {}

    @Nested
    class OfProperties extends PropertiesWalk {}

    @Nested
    class OfOwnership extends OwnershipWalk {}

    @Nested
    class OfThePeerCache extends PeerCacheWalk {}

    @Nested
    class OfDeliveryOptimization extends DeliveryWalk {}

    @Nested
    class OfDownloads extends DownloadsWalk {}

    @Nested
    @Order(Integer.MAX_VALUE)
    class AtTheEnd {
        private final GoldenSlots golden = new GoldenSlots();
        private final Set<String> all = all();
        private final Map<String, String> exceptions = SlotExceptions.read();

        private Set<String> all() {
            Set<String> slots = golden.ofPackage("bits");
            slots.addAll(golden.ofPackage("deliveryoptimization"));
            return slots;
        }

        @Test
        void every_slot_was_entered_or_is_an_exception() {
            Set<String> missed = new TreeSet<>(all);
            missed.removeAll(golden.ofVtables(entered.now()));
            missed.removeAll(exceptions.keySet());
            assertThat(missed).isEmpty();
        }

        @Test
        void no_exception_was_entered() {
            Map<String, String> wrong = new TreeMap<>(exceptions);
            wrong.keySet().retainAll(golden.ofVtables(entered.now()));
            assertThat(wrong).as("to be struck out").isEmpty();
        }

        @Test
        void every_exception_is_a_slot() {
            assertThat(all).containsAll(exceptions.keySet());
        }

        @Test
        void slots_without_a_reason_are_no_exceptions() {
            assertThat(SlotExceptions.read("[why]\nI: A B\n")).isEqualTo(Map.of("I.A", "why", "I.B", "why"));
            assertThatThrownBy(() -> SlotExceptions.read("I: A\n")).hasMessageContaining("reason");
            assertThatThrownBy(() -> SlotExceptions.read("[why]\nI:\n")).hasMessageContaining("I:");
            assertThatThrownBy(() -> SlotExceptions.read("[why]\nI: A A\n")).hasMessageContaining("twice");
        }
    }
}
