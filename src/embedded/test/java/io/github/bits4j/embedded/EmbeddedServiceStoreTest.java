package io.github.bits4j.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bits4j.BackgroundCopyJob;
import io.github.bits4j.BackgroundCopyManager;
import io.github.bits4j.JobType;
import io.github.bits4j.ServiceKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedServiceStoreTest {
    @TempDir
    Path directory;

    private UUID jobIn(Path store, ServiceKind kind) throws IOException {
        try (EmbeddedService service = EmbeddedService.open(store, kind); BackgroundCopyManager manager = service.connect()) {
            BackgroundCopyJob job = manager.createJob("kept", JobType.DOWNLOAD);
            job.setDescription("over the end");
            return job.id();
        }
    }

    @Test
    void a_client_finds_its_job_again() throws IOException {
        for (ServiceKind kind : ServiceKind.values()) {
            Path store = directory.resolve("new").resolve(kind.name());
            UUID id = jobIn(store, kind);
            try (EmbeddedService service = EmbeddedService.open(store, kind);
                    BackgroundCopyManager manager = service.connect()) {
                assertThat(service.damaged()).isEmpty();
                assertThat(manager.jobs()).singleElement().satisfies(job -> {
                    assertThat(job.id()).isEqualTo(id);
                    assertThat(job.displayName()).isEqualTo("kept");
                    assertThat(job.description()).isEqualTo("over the end");
                });
            }
        }
    }

    @Test
    void a_second_service_is_refused_by_name_of_the_directory() throws IOException {
        try (EmbeddedService first = EmbeddedService.open(directory)) {
            assertThatThrownBy(() -> EmbeddedService.open(directory)).isInstanceOfSatisfying(StoreInUseException.class,
                    refused -> assertThat(refused.getFile()).isEqualTo(directory.toString()));
            assertThat(first.isClosed()).isFalse();
        }
        EmbeddedService.open(directory).close();
    }

    @Test
    void a_service_of_the_other_kind_is_refused_and_the_store_is_free_again() throws IOException {
        jobIn(directory, ServiceKind.BITS);
        assertThatThrownBy(() -> EmbeddedService.open(directory, ServiceKind.DELIVERY_OPTIMIZATION))
                .isInstanceOf(IOException.class).hasMessageContaining("BITS");
        EmbeddedService.open(directory).close();
    }

    @Test
    void a_damaged_store_is_reported_and_kept_and_the_service_is_empty() throws IOException {
        jobIn(directory, ServiceKind.BITS);
        Path journal = directory.resolve("jobs.journal");
        byte[] garbage = new byte[(int) Files.size(journal)];
        Files.write(journal, garbage);
        try (EmbeddedService service = EmbeddedService.open(directory); BackgroundCopyManager manager = service.connect()) {
            assertThat(manager.jobs()).isEmpty();
            DamagedStore damaged = service.damaged().orElseThrow();
            assertThat(damaged.setAside()).hasParent(directory).hasBinaryContent(garbage);
            assertThat(damaged.reason()).isNotBlank();
        }
    }
}
