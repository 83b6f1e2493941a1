package io.github.bits4j.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bits4j.BackgroundCopyManager;
import io.github.bits4j.JobType;
import io.github.bits4j.ServiceKind;
import io.github.bits4j.com.ComException;
import io.github.bits4j.com.HResult;
import io.github.bits4j.embedded.EmbeddedOptions;
import io.github.bits4j.embedded.EmbeddedService;
import io.github.bits4j.embedded.ServiceChoice;
import io.github.bits4j.testkit.ManualClock;
import io.github.bits4j.tests.support.NoLeaks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The system's service or an embedded one, chosen by name, and the ways to open an embedded one. */
@ExtendWith(NoLeaks.class)
class ServiceChoiceTest {
    private static final boolean WINDOWS = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
    private static final EmbeddedOptions ONE_JOB = EmbeddedOptions.usual().withJobLimits(1, 1);

    @TempDir
    Path directory;

    private Path store() {
        return directory.resolve("store");
    }

    private static UUID job(BackgroundCopyManager manager) {
        return manager.createJob("chosen", JobType.DOWNLOAD).id();
    }

    private static void takesOneJob(BackgroundCopyManager manager) {
        job(manager);
        assertThatThrownBy(() -> job(manager)).isInstanceOfSatisfying(ComException.class,
                e -> assertThat(e.hresult()).isEqualTo(HResult.BG_E_TOO_MANY_JOBS_PER_MACHINE));
    }

    private static void isEmbedded(ServiceChoice choice) {
        assertThat(choice.isEmbedded()).isTrue();
        assertThat(choice.embeddedService().orElseThrow().isClosed()).isFalse();
        assertThat(choice).hasToString("the embedded service");
    }

    @Test
    void an_embedded_one_keeps_its_jobs_and_is_closed_with_the_choice() throws Exception {
        UUID id;
        EmbeddedService service;
        try (ServiceChoice choice = ServiceChoice.embedded(store())) {
            isEmbedded(choice);
            assertThat(choice.reason()).as("nothing else was tried").isEmpty();
            id = job(choice.manager());
            service = choice.embeddedService().orElseThrow();
        }
        assertThat(service.isClosed()).isTrue();
        try (ServiceChoice choice = ServiceChoice.embedded(store(), ONE_JOB)) {
            assertThat(choice.manager().getJob(id).displayName()).isEqualTo("chosen");
            assertThatThrownBy(() -> job(choice.manager())).isInstanceOf(ComException.class);
        }
    }

    @Test
    void one_in_memory_keeps_nothing() {
        UUID id;
        try (ServiceChoice choice = ServiceChoice.embeddedInMemory()) {
            isEmbedded(choice);
            id = job(choice.manager());
        }
        try (ServiceChoice choice = ServiceChoice.embeddedInMemory(ONE_JOB)) {
            assertThat(choice.manager().findJob(id)).isEmpty();
            takesOneJob(choice.manager());
        }
    }

    @Test
    void where_there_is_no_service_an_embedded_one_is_taken_and_the_reason_said() throws Exception {
        Assumptions.assumeFalse(WINDOWS, "where there may be one, it is taken");
        assertThatThrownBy(ServiceChoice::system).isInstanceOf(UnsupportedOperationException.class);
        try (ServiceChoice choice = ServiceChoice.connectOrEmbedded(store())) {
            isEmbedded(choice);
            assertThat(choice.reason().orElseThrow()).isInstanceOf(UnsupportedOperationException.class);
            job(choice.manager());
        }
        assertThat(store()).isNotEmptyDirectory();
        try (ServiceChoice choice = ServiceChoice.connectOrEmbedded(directory.resolve("other"), ONE_JOB)) {
            takesOneJob(choice.manager());
        }
        try (ServiceChoice choice = ServiceChoice.connectOrEmbeddedInMemory()) {
            isEmbedded(choice);
            assertThat(choice.reason()).isPresent();
        }
    }

    @Test
    void the_systems_is_taken_where_it_answers() throws Exception {
        Assumptions.assumeTrue(WINDOWS, "no other system has one");
        try (ServiceChoice system = ServiceChoice.system(); ServiceChoice choice = ServiceChoice.connectOrEmbedded(store())) {
            assertThat(system.isEmbedded()).isFalse();
            assertThat(choice.isEmbedded()).isFalse();
            assertThat(choice.embeddedService()).isEmpty();
            assertThat(choice.reason()).isEmpty();
            assertThat(choice.manager().kind()).isEqualTo(ServiceKind.BITS);
        }
        assertThat(Files.exists(store())).as("the store is not touched").isFalse();
    }

    @Test
    void an_embedded_one_lives_by_the_clock_that_it_is_given() throws Exception {
        ManualClock clock = new ManualClock();
        Instant now = clock.now();
        for (ServiceKind kind : ServiceKind.values()) {
            try (EmbeddedService memory = EmbeddedService.inMemory(kind, clock);
                    EmbeddedService stored = EmbeddedService.open(directory.resolve(kind.name()), kind, clock);
                    EmbeddedService optional = EmbeddedService.inMemory(kind, EmbeddedOptions.usual().withClock(clock))) {
                for (EmbeddedService service : new EmbeddedService[] {memory, stored, optional}) {
                    assertThat(service.kind()).isEqualTo(kind);
                    try (BackgroundCopyManager manager = service.connect()) {
                        assertThat(manager.createJob("now", JobType.DOWNLOAD).times().created()).isEqualTo(now);
                    }
                }
            }
        }
    }
}
