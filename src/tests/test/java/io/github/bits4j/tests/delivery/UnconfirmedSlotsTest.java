package io.github.bits4j.tests.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bits4j.BackgroundCopyFile;
import io.github.bits4j.BackgroundCopyJob;
import io.github.bits4j.BackgroundCopyManager;
import io.github.bits4j.ConnectOptions;
import io.github.bits4j.JobType;
import io.github.bits4j.ServiceKind;
import io.github.bits4j.UnconfirmedInterfaceException;
import io.github.bits4j.UnsupportedInterfaceException;
import io.github.bits4j.com.EnteredSlots;
import io.github.bits4j.embedded.EmbeddedService;
import io.github.bits4j.tests.support.FreshBits;
import io.github.bits4j.tests.support.NoLeaks;
import io.github.bits4j.tests.support.TestService;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Interfaces whose order no header of Microsoft's confirms are called by those who asked for it only. */
@ExtendWith({FreshBits.class, NoLeaks.class})
class UnconfirmedSlotsTest {
    private static final URI REMOTE = URI.create("http://test.invalid/file");

    @TempDir
    Path directory;

    @Test
    void without_the_switch_no_slot_of_them_is_entered() {
        try (EmbeddedService service = EmbeddedService.inMemory(ServiceKind.DELIVERY_OPTIMIZATION);
                BackgroundCopyManager manager = BackgroundCopyManager.of(service.pointer(), ServiceKind.DELIVERY_OPTIMIZATION)) {
            BackgroundCopyJob job = job(manager);
            EnteredSlots entered = EnteredSlots.sinceNow();
            calls(job).forEach((name, call) -> assertThatThrownBy(call)
                    .isInstanceOfSatisfying(UnconfirmedInterfaceException.class, e -> {
                        assertThat(name).startsWith(e.interfaceName() + " ");
                        assertThat(e).hasMessageContaining(e.interfaceName()).hasMessageContaining(e.remedy());
                        assertThat(e.remedy()).contains("withUnconfirmedSlots()");
                    }));
            assertThat(entered.now()).allMatch(slot -> slot.matches("IBackgroundCopy(Job|File).*Vtbl.*|IEnum.*"));
            assertThat(job.deliveryOptimization().supportsSinks()).isFalse();
            BackgroundCopyFile file = job.files().getFirst();
            assertThat(file.deliveryOptimization().supportsStatistics()).isFalse();
            assertThat(file.deliveryOptimization().supportsProperties()).isFalse();
            assertThat(job.deliveryOptimization().supportsFileIds()).as("of one method").isTrue();
            job.cancel();
        }
    }

    @Test
    void with_the_switch_they_are_called() {
        ConnectOptions options = ConnectOptions.defaults().withUnconfirmedSlots();
        assertThat(ConnectOptions.defaults().callsUnconfirmedSlots()).isFalse();
        try (EmbeddedService service = EmbeddedService.inMemory(ServiceKind.DELIVERY_OPTIMIZATION);
                BackgroundCopyManager manager =
                        BackgroundCopyManager.of(service.pointer(), ServiceKind.DELIVERY_OPTIMIZATION, options)) {
            assertAllowed(manager);
        }
    }

    @Test
    void the_managers_of_an_embedded_service_have_the_switch() {
        try (EmbeddedService service = EmbeddedService.inMemory(ServiceKind.DELIVERY_OPTIMIZATION);
                BackgroundCopyManager manager = service.connect()) {
            assertAllowed(manager);
        }
    }

    private void assertAllowed(BackgroundCopyManager manager) {
        BackgroundCopyJob job = job(manager);
        assertThat(job.deliveryOptimization().supportsSinks()).isTrue();
        assertThat(job.files().getFirst().deliveryOptimization().supportsStatistics()).isTrue();
        assertThat(job.files().getFirst().deliveryOptimization().supportsProperties()).isTrue();
        assertThat(job.deliveryOptimization().extendedErrorInfo()).isEmpty();
        assertThat(job.files().getFirst().deliveryOptimization().statistics().fileId()).isEqualTo("id");
        assertThat(job.files().getFirst().deliveryOptimization().sink()).hasValue(directory.resolve("file"));
        job.cancel();
    }

    @Test
    void other_systems_have_no_delivery_optimization_with_it_either() {
        Assumptions.assumeFalse(TestService.WINDOWS, "Windows may have one");
        assertThatThrownBy(() -> BackgroundCopyManager.connectDeliveryOptimization(ConnectOptions.defaults().withUnconfirmedSlots()))
                .isInstanceOf(UnsupportedOperationException.class).hasMessageContaining("Delivery Optimization");
    }

    @Test
    void bits_has_none_of_them_with_or_without_the_switch() {
        for (ConnectOptions options : new ConnectOptions[] {
                ConnectOptions.defaults(), ConnectOptions.defaults().withUnconfirmedSlots()}) {
            try (EmbeddedService service = EmbeddedService.inMemory(ServiceKind.BITS);
                    BackgroundCopyManager manager = BackgroundCopyManager.of(service.pointer(), ServiceKind.BITS, options)) {
                BackgroundCopyJob job = manager.createJob("bits", JobType.DOWNLOAD);
                job.addFile(REMOTE, directory.resolve("file"));
                Map<String, ThrowingCallable> calls = calls(job);
                calls.put("IDeliveryOptimizationJob addFile",
                        () -> job.deliveryOptimization().addFile("id", REMOTE, directory.resolve("other")));
                calls.forEach((name, call) -> assertThatThrownBy(call)
                        .isInstanceOfSatisfying(UnsupportedInterfaceException.class, e -> {
                            assertThat(name).startsWith(e.interfaceName() + " ");
                            assertThat(e.service()).isEqualTo(ServiceKind.BITS);
                        }));
                assertThat(job.deliveryOptimization().supportsFileIds()).isFalse();
                job.cancel();
            }
        }
    }

    private BackgroundCopyJob job(BackgroundCopyManager manager) {
        BackgroundCopyJob job = manager.createJob("delivery", JobType.DOWNLOAD);
        job.deliveryOptimization().addFile("id", REMOTE, directory.resolve("file"));
        return job;
    }

    private Map<String, ThrowingCallable> calls(BackgroundCopyJob job) {
        BackgroundCopyFile file = job.files().getFirst();
        Map<String, ThrowingCallable> calls = new LinkedHashMap<>();
        calls.put("IDeliveryOptimizationJob2 addFile", () -> job.deliveryOptimization().addFile("id", REMOTE));
        calls.put("IDeliveryOptimizationJob2 addPublishedFile", () -> job.deliveryOptimization().addPublishedFile("id"));
        calls.put("IDeliveryOptimizationJob2 extendedErrorInfo", job.deliveryOptimization()::extendedErrorInfo);
        calls.put("IDeliveryOptimizationFile statistics", file.deliveryOptimization()::statistics);
        calls.put("IDeliveryOptimizationFile2 setSink", () -> file.deliveryOptimization().setSink(directory.resolve("sink")));
        calls.put("IDeliveryOptimizationFile2 setSink of a channel",
                () -> file.deliveryOptimization().setSink(Channels.newChannel(new ByteArrayOutputStream())));
        calls.put("IDeliveryOptimizationFile2 sink", file.deliveryOptimization()::sink);
        calls.put("IDeliveryOptimizationFile2 totalSize", file.deliveryOptimization()::totalSize);
        calls.put("IDeliveryOptimizationFile2 setTotalSize", () -> file.deliveryOptimization().setTotalSize(1));
        calls.put("IDeliveryOptimizationFile2 setDecryptionInfo", () -> file.deliveryOptimization().setDecryptionInfo("{}"));
        calls.put("IDeliveryOptimizationFile2 setIntegrityCheckInfo",
                () -> file.deliveryOptimization().setIntegrityCheckInfo("{}"));
        calls.put("IDeliveryOptimizationFile2 isIntegrityCheckMandatory", file.deliveryOptimization()::isIntegrityCheckMandatory);
        calls.put("IDeliveryOptimizationFile2 setIntegrityCheckMandatory",
                () -> file.deliveryOptimization().setIntegrityCheckMandatory(true));
        return calls;
    }
}
