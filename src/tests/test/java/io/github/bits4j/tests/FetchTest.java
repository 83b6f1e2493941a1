package io.github.bits4j.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.bits4j.BackgroundCopyManager;
import io.github.bits4j.ErrorKind;
import io.github.bits4j.ServiceKind;
import io.github.bits4j.TransferException;
import io.github.bits4j.com.ComException;
import io.github.bits4j.deliveryoptimization.DeliveryOptimizationManager;
import io.github.bits4j.embedded.EmbeddedOptions;
import io.github.bits4j.embedded.EmbeddedService;
import io.github.bits4j.embedded.Fetch;
import io.github.bits4j.embedded.FetchException;
import io.github.bits4j.embedded.FetchFailure;
import io.github.bits4j.embedded.FetchOptions;
import io.github.bits4j.embedded.FetchResult;
import io.github.bits4j.embedded.FetchRoute;
import io.github.bits4j.testkit.Await;
import io.github.bits4j.testkit.Fault;
import io.github.bits4j.testkit.Gate;
import io.github.bits4j.testkit.LoopbackServer;
import io.github.bits4j.testkit.ServedFile;
import io.github.bits4j.tests.support.NoLeaks;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A file by whichever service gets it. */
@ExtendWith(NoLeaks.class)
class FetchTest {
    private static final byte[] CONTENT = LoopbackServer.bytes(50_000, 3);

    @TempDir
    Path directory;

    private final LoopbackServer server = LoopbackServer.start();
    private final EmbeddedService bits = EmbeddedService.inMemory();
    private final EmbeddedService delivery = EmbeddedService.inMemory(ServiceKind.DELIVERY_OPTIMIZATION);
    private final FetchRoute byBits = FetchRoute.ofBits("bits", bits::connect);
    private final FetchRoute byDelivery = FetchRoute.ofDeliveryOptimization("delivery", delivery::connectDeliveryOptimization);

    @AfterEach
    void close() {
        bits.close();
        delivery.close();
        server.close();
    }

    private ServedFile file() {
        return server.file("/file", CONTENT);
    }

    private Path target() {
        return directory.resolve("file");
    }

    private static FetchRoute failing(int hresult) {
        return FetchRoute.ofBits("broken", () -> {
            throw new ComException(hresult, "CoCreateInstance");
        });
    }

    private FetchResult fetch(URI remote, FetchRoute... routes) throws Exception {
        return Fetch.file(remote, target(), FetchOptions.defaults().withRoutes(routes)).get(60, TimeUnit.SECONDS);
    }

    private FetchException failure(CompletableFuture<FetchResult> future) {
        ExecutionException e = catchThrowableOfType(ExecutionException.class, () -> future.get(60, TimeUnit.SECONDS));
        return (FetchException) e.getCause();
    }

    @Test
    void the_first_route_gets_it_and_the_result_says_so() throws Exception {
        FetchResult result = fetch(file().uri(), byBits, byDelivery);
        assertThat(target()).hasBinaryContent(CONTENT);
        assertThat(result).isEqualTo(new FetchResult(target(), byBits, CONTENT.length, List.of()));
        assertThat(result.route().name()).isEqualTo("bits").isEqualTo(byBits.toString());
        assertThat(jobs(bits)).isZero();
    }

    private static int jobs(EmbeddedService service) {
        try (BackgroundCopyManager manager = service.connect()) {
            return manager.jobs().size();
        }
    }

    @Test
    void delivery_optimization_gets_it_when_the_caller_puts_it_first() throws Exception {
        FetchResult result = fetch(file().uri(), byDelivery, byBits);
        assertThat(target()).hasBinaryContent(CONTENT);
        assertThat(result.route()).isSameAs(byDelivery);
        assertThat(result.bytes()).isEqualTo(CONTENT.length);
    }

    @ParameterizedTest
    @CsvSource({"800704DD, NOT_LOGGED_ON", "80070422, SERVICE_DISABLED", "80040154, SERVICE_DISABLED", "800706BA, SERVICE_GONE",
        "80200049, QUOTA", "80D03801, BLOCKED", "80D02002, STALLED", "80004002, SERVICE_DISABLED", "80D03002, SERVICE_DISABLED",
        "80D05011, SERVER"})
    void what_lies_at_a_service_leads_to_the_next(String hresult, ErrorKind kind) throws Exception {
        FetchResult result = fetch(file().uri(), failing(Integer.parseUnsignedInt(hresult, 16)), byBits);
        assertThat(target()).hasBinaryContent(CONTENT);
        assertThat(result.route()).isSameAs(byBits);
        assertThat(result.failures()).singleElement().satisfies(failure -> {
            assertThat(failure.kind()).isEqualTo(kind);
            assertThat(failure.route().name()).isEqualTo("broken");
            assertThat(failure).asString().startsWith("broken: ").contains(hresult);
        });
    }

    @Test
    void a_system_without_the_service_leads_to_the_next() throws Exception {
        FetchRoute absent = FetchRoute.ofBits("absent", () -> {
            throw new UnsupportedOperationException("no such service");
        });
        assertThat(fetch(file().uri(), absent, byBits).failures()).extracting(FetchFailure::kind)
                .containsExactly(ErrorKind.SERVICE_DISABLED);
    }

    @Test
    void a_delivery_optimization_that_is_too_old_for_downloads_leads_to_the_next() throws Exception {
        FetchRoute old = FetchRoute.ofDeliveryOptimization("old", () -> DeliveryOptimizationManager.of(bits.pointer()));
        FetchResult result = fetch(file().uri(), old, byBits);
        assertThat(result.failures()).extracting(FetchFailure::kind).containsExactly(ErrorKind.SERVICE_DISABLED);
        assertThat(target()).hasBinaryContent(CONTENT);
    }

    @Test
    void a_route_that_stands_still_is_left_and_its_transfer_ended() throws Exception {
        Gate gate = new Gate();
        ServedFile file = file().onRequest(1, Fault.holdAfter(10_000, gate));
        FetchOptions options = FetchOptions.defaults().withRoutes(byBits, byDelivery).withPatience(Duration.ofMillis(300));
        FetchResult result = Fetch.file(file.uri(), target(), options).get(60, TimeUnit.SECONDS);
        assertThat(result.route()).isSameAs(byDelivery);
        assertThat(result.failures()).singleElement().satisfies(failure -> {
            assertThat(failure.kind()).isEqualTo(ErrorKind.STALLED);
            assertThat(failure.cause()).isInstanceOf(TransferException.class);
        });
        assertThat(target()).hasBinaryContent(CONTENT);
        gate.awaitAbandoned();
        assertThat(jobs(bits)).isZero();
    }

    @Test
    void a_route_that_stands_still_in_delivery_optimization_is_left_too() throws Exception {
        Gate gate = new Gate();
        ServedFile file = file().onRequest(1, Fault.holdAfter(10_000, gate));
        FetchOptions options = FetchOptions.defaults().withRoutes(byDelivery, byBits).withPatience(Duration.ofMillis(300));
        FetchResult result = Fetch.file(file.uri(), target(), options).get(60, TimeUnit.SECONDS);
        assertThat(result.route()).isSameAs(byBits);
        assertThat(result.failures()).extracting(FetchFailure::kind).containsExactly(ErrorKind.STALLED);
        assertThat(target()).hasBinaryContent(CONTENT);
        gate.awaitAbandoned();
    }

    @Test
    void a_route_that_a_policy_holds_back_is_left_at_once() throws Exception {
        EmbeddedOptions expensive = EmbeddedOptions.usual().withTransferPolicy(flags -> false);
        try (EmbeddedService held = EmbeddedService.inMemory(ServiceKind.BITS, expensive)) {
            FetchResult result = fetch(file().uri(), FetchRoute.ofBits("held back", held::connect), byBits);
            assertThat(result.failures()).extracting(FetchFailure::kind).containsExactly(ErrorKind.BLOCKED);
            assertThat(jobs(held)).isZero();
        }
    }

    @Test
    void a_file_that_the_server_refuses_is_not_asked_for_again() {
        ServedFile file = file().always(Fault.status(404));
        FetchException e = failure(Fetch.file(file.uri(), target(), FetchOptions.defaults().withRoutes(byBits, byDelivery)));
        assertThat(e.failures()).extracting(FetchFailure::kind).containsExactly(ErrorKind.HTTP_STATUS);
        assertThat(e).hasMessageContaining("bits: ").hasMessageContaining(file.uri().toString())
                .hasCause(e.failures().getFirst().cause());
        assertThat(target()).doesNotExist();
        assertThat(file.requests()).isEqualTo(1);
    }

    @Test
    void other_failures_lead_to_the_next_if_the_caller_says_so() throws Exception {
        ServedFile file = file().onRequest(1, Fault.status(404));
        FetchOptions options = FetchOptions.defaults().withRoutes(byBits, byDelivery).withFallback(EnumSet.of(ErrorKind.HTTP_STATUS));
        FetchResult result = Fetch.file(file.uri(), target(), options).get(60, TimeUnit.SECONDS);
        assertThat(result.route()).isSameAs(byDelivery);
        assertThat(failure(Fetch.file(file.uri(), target(), options.withRoutes(failing(0x800704DD), byBits))).failures())
                .extracting(FetchFailure::kind).containsExactly(ErrorKind.NOT_LOGGED_ON);
    }

    @Test
    void when_none_gets_it_the_exception_has_each_ones_reason() {
        FetchException e = failure(Fetch.file(file().uri(), target(),
                FetchOptions.defaults().withRoutes(failing(0x800704DD), failing(0x80070422))));
        assertThat(e.failures()).extracting(FetchFailure::kind)
                .containsExactly(ErrorKind.NOT_LOGGED_ON, ErrorKind.SERVICE_DISABLED);
        assertThat(e).hasMessageContaining("0x800704DD").hasMessageContaining("0x80070422")
                .hasCause(e.failures().get(1).cause());
        assertThat(e.getSuppressed()).containsExactly(e.failures().getFirst().cause());
    }

    @Test
    void the_last_route_has_a_patience_of_its_own() {
        Gate gate = new Gate();
        ServedFile file = file().always(Fault.holdAfter(10_000, gate));
        FetchOptions options = FetchOptions.defaults().withRoutes(byBits).withPatience(Duration.ofHours(1))
                .withLastPatience(Duration.ofMillis(200));
        assertThat(failure(Fetch.file(file.uri(), target(), options)).failures()).extracting(FetchFailure::kind)
                .containsExactly(ErrorKind.STALLED);
        gate.open();
        assertThat(target()).doesNotExist();
    }

    @Test
    void cancelling_ends_the_transfer_and_tries_no_other() throws Exception {
        Gate gate = new Gate();
        ServedFile file = file().always(Fault.holdAfter(10_000, gate));
        CompletableFuture<FetchResult> future =
                Fetch.file(file.uri(), target(), FetchOptions.defaults().withRoutes(byBits, byDelivery));
        gate.awaitReached();
        future.cancel(true);
        gate.awaitAbandoned();
        Await.until("the job is gone", () -> jobs(bits) == 0);
        assertThat(file.requests()).isEqualTo(1);
        assertThat(target()).doesNotExist();
    }

    @Test
    void an_embedded_service_with_a_store_can_be_a_route() throws Exception {
        Path store = directory.resolve("store");
        FetchResult result = fetch(file().uri(), FetchRoute.embedded(store, EmbeddedOptions.usual()));
        assertThat(target()).hasBinaryContent(CONTENT);
        assertThat(result.route().name()).isEqualTo("the embedded service");
        try (EmbeddedService again = EmbeddedService.open(store)) {
            assertThat(jobs(again)).isZero();
        }
    }

    @Test
    void by_default_the_systems_services_come_first_and_an_embedded_one_last() throws Exception {
        FetchOptions options = FetchOptions.defaults();
        assertThat(options.routes()).extracting(FetchRoute::name)
                .containsExactly("Delivery Optimization", "BITS", "the embedded service")
                .containsExactly(FetchRoute.deliveryOptimization().name(), FetchRoute.bits().name(), FetchRoute.embedded().name());
        FetchResult result = Fetch.file(file().uri(), target()).get(60, TimeUnit.SECONDS);
        assertThat(target()).hasBinaryContent(CONTENT);
        int tried = options.routes().indexOf(result.route());
        assertThat(result.failures()).hasSize(tried).extracting(FetchFailure::route)
                .containsExactlyElementsOf(options.routes().subList(0, tried));
        if (!System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows")) {
            assertThat(tried).isEqualTo(2);
        }
        Files.delete(target());
        assertThat(fetch(file().uri(), FetchRoute.embedded(EmbeddedOptions.usual())).bytes()).isEqualTo(CONTENT.length);
    }

    @Test
    void senseless_arguments_are_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Fetch.file(URI.create("a/b"), target()))
                .withMessageStartingWith("remote:");
        assertThatIllegalArgumentException().isThrownBy(() -> Fetch.file(file().uri(), Path.of("file")))
                .withMessageStartingWith("local:");
        FetchOptions options = FetchOptions.defaults();
        assertThatIllegalArgumentException().isThrownBy(options::withRoutes).withMessageStartingWith("routes:");
        assertThatIllegalArgumentException().isThrownBy(() -> options.withPatience(Duration.ZERO))
                .withMessageStartingWith("patience:");
        assertThatIllegalArgumentException().isThrownBy(() -> options.withLastPatience(Duration.ofSeconds(-1)))
                .withMessageStartingWith("lastPatience:");
        assertThat(options.withFallback(Set.of()).fallback()).isEmpty();
    }
}
