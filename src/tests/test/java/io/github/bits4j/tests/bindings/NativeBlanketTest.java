package io.github.bits4j.tests.bindings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.bits4j.BackgroundCopyException;
import io.github.bits4j.BackgroundCopyFile;
import io.github.bits4j.BackgroundCopyJob;
import io.github.bits4j.BackgroundCopyManager;
import io.github.bits4j.ConnectOptions;
import io.github.bits4j.JobType;
import io.github.bits4j.ServiceKind;
import io.github.bits4j.com.HResult;
import io.github.bits4j.deliveryoptimization.DeliveryOptimizationException;
import io.github.bits4j.deliveryoptimization.DeliveryOptimizationManager;
import io.github.bits4j.deliveryoptimization.Download;
import io.github.bits4j.tests.support.TestService;
import java.lang.foreign.MemorySegment;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The security blanket of proxies: the service may act for us on each interface pointer that it hands out. Its objects are in C, in
 * this process, and show what makes a proxy to CoSetProxyBlanket, IClientSecurity.
 */
class NativeBlanketTest extends ServedByC {
    private static final URI SOME_URI = URI.create("http://server.invalid/file");
    private static final int E_ACCESSDENIED = 0x80070005;

    /** RPC_C_AUTHN_DEFAULT, RPC_C_AUTHZ_NONE, COLE_DEFAULT_PRINCIPAL, RPC_C_AUTHN_LEVEL_DEFAULT, RPC_C_IMP_LEVEL_IMPERSONATE. */
    private static final String IMPERSONATED = " -1 0 default 0 3 NULL ";

    @BeforeEach
    void skip_where_there_are_no_proxies() {
        assumeTrue(TestService.WINDOWS, "CoSetProxyBlanket is a function of Windows, and proxies are objects of its COM");
    }

    /** EOAC_STATIC_CLOAKING: each call acts for whom the thread impersonated when the blanket was set. */
    private static String fixed(String name) {
        return "blanket " + name + IMPERSONATED + "0x20";
    }

    /** EOAC_DYNAMIC_CLOAKING: each call acts for whom its thread impersonates. */
    private static String dynamic(String name) {
        return "blanket " + name + IMPERSONATED + "0x40";
    }

    @Test
    void manager_downloads_and_enumerators_have_it() {
        server.secure(HResult.S_OK);
        try (DeliveryOptimizationManager typed = DeliveryOptimizationManager.of(manager)) {
            assertThat(server.blankets()).as("as it is given, and as it is asked for")
                    .containsExactly(fixed("IDOManager"), fixed("IDOManager"));
            server.secure(HResult.S_OK);
            try (Download download = typed.createDownload()) {
                assertThat(server.blankets()).containsExactly(fixed("IDODownload"));
                server.secure(HResult.S_OK);
                typed.downloads().forEach(Download::close);
                assertThat(server.blankets()).as("an element is an IUnknown, and is asked for the rest")
                        .containsExactly(fixed("IEnumUnknown"), fixed("IDODownload"), fixed("IDODownload"));
                server.secure(HResult.S_OK);
                typed.download(download.pointer()).close();
                assertThat(server.blankets()).containsExactly(fixed("IDODownload"));
            }
        }
    }

    @Test
    void the_networks_token_is_captured_as_whom_the_thread_impersonates_then() {
        try (DeliveryOptimizationManager typed = DeliveryOptimizationManager.of(manager);
                Download download = typed.createDownload()) {
            server.secure(HResult.S_OK);
            download.setForeground(true);
            download.http().captureNetworkToken();
            download.http().clearNetworkToken();
            assertThat(server.blankets()).containsExactly("property 11", dynamic("IDODownload"), "property 16", "property 16");
        }
    }

    @Test
    void jobs_files_and_each_of_their_interfaces_have_it() {
        MemorySegment jobs = server.openJobs();
        server.secure(HResult.S_OK);
        try (BackgroundCopyManager typed = manager(jobs)) {
            BackgroundCopyJob job = typed.createJob("job", JobType.DOWNLOAD);
            BackgroundCopyFile file = job.deliveryOptimization().addFile("id", SOME_URI);
            file.deliveryOptimization().statistics();
            file.deliveryOptimization().totalSize();
            job.deliveryOptimization().addFile("other", SOME_URI, Path.of("file").toAbsolutePath());
            List<String> expected = new ArrayList<>();
            for (String name : List.of("IBackgroundCopyManager", "IBackgroundCopyJob", "IDeliveryOptimizationJob2",
                    "IDeliveryOptimizationFile", "IBackgroundCopyFile", "IDeliveryOptimizationFile", "IDeliveryOptimizationFile2",
                    "IDeliveryOptimizationJob")) {
                expected.add(fixed(name));
            }
            assertThat(server.blankets()).containsExactlyElementsOf(expected);
            server.secure(HResult.S_OK);
            assertThat(job.files()).hasSize(2);
            assertThat(server.blankets()).containsExactly(
                    fixed("IEnumBackgroundCopyFiles"), fixed("IBackgroundCopyFile"), fixed("IBackgroundCopyFile"));
            job.cancel();
        } finally {
            RawDownload.release(jobs);
        }
    }

    @Test
    void the_helper_token_is_that_of_whom_the_thread_impersonates_then() {
        MemorySegment jobs = server.openJobs();
        try (BackgroundCopyManager typed = manager(jobs); BackgroundCopyJob job = typed.createJob("job", JobType.DOWNLOAD)) {
            server.secure(HResult.S_OK);
            job.ownership().setHelperToken();
            job.ownership().clearHelperToken();
            assertThat(server.blankets()).containsExactly(fixed("IBitsTokenOptions"), dynamic("IBitsTokenOptions"),
                    "SetHelperToken", "ClearHelperToken");
        } finally {
            RawDownload.release(jobs);
        }
    }

    private static BackgroundCopyManager manager(MemorySegment pointer) {
        return BackgroundCopyManager.of(
                pointer, ServiceKind.DELIVERY_OPTIMIZATION, ConnectOptions.defaults().withUnconfirmedSlots());
    }

    /** Wine's proxies have no blankets. */
    @ParameterizedTest
    @ValueSource(ints = {HResult.E_NOTIMPL, HResult.E_NOINTERFACE})
    void proxies_without_a_blanket_are_used_without(int hresult) {
        server.secure(hresult);
        try (DeliveryOptimizationManager typed = DeliveryOptimizationManager.of(manager);
                Download download = typed.createDownload()) {
            download.http().captureNetworkToken();
            assertThat(server.blankets()).hasSize(5);
        }
    }

    @Test
    void a_blanket_that_is_refused_is_told_and_the_pointer_given_back() {
        try (DeliveryOptimizationManager typed = DeliveryOptimizationManager.of(manager);
                Download download = typed.createDownload()) {
            server.secure(E_ACCESSDENIED);
            for (Runnable call : List.<Runnable>of(typed::createDownload, typed::downloads,
                    () -> typed.download(download.pointer()), download.http()::captureNetworkToken)) {
                assertThatThrownBy(call::run).isInstanceOfSatisfying(DeliveryOptimizationException.class,
                        e -> assertThat(e.hresult()).isEqualTo(E_ACCESSDENIED)).hasMessageContaining("CoSetProxyBlanket");
            }
            assertThat(server.blankets()).as("nothing was set without it").noneMatch(line -> line.startsWith("property"));
        }
    }

    @Test
    void a_manager_whose_blanket_is_refused_is_none() {
        server.secure(E_ACCESSDENIED);
        assertThatThrownBy(() -> DeliveryOptimizationManager.of(manager)).isInstanceOfSatisfying(
                DeliveryOptimizationException.class, e -> assertThat(e.hresult()).isEqualTo(E_ACCESSDENIED));
        MemorySegment jobs = server.openJobs();
        server.secure(E_ACCESSDENIED);
        assertThatThrownBy(() -> manager(jobs)).isInstanceOfSatisfying(
                BackgroundCopyException.class, e -> assertThat(e.hresult()).isEqualTo(E_ACCESSDENIED));
        RawDownload.release(jobs);
    }
}
