package io.github.bits4j.embedded.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobStoreTest {
    @TempDir
    Path directory;

    private static void commit(JobStore store, RecordChange... changes) throws IOException {
        store.await(store.submit(List.of(changes)));
    }

    @Test
    void records_survive() throws IOException {
        try (JobStore store = JobStore.open(directory)) {
            commit(store, Records.put(1, "a"), Records.put(2, "b"));
            commit(store, Records.remove(1), Records.put(3, "c"));
        }
        try (JobStore store = JobStore.open(directory)) {
            assertThat(Records.texts(store.records())).containsExactly("2=b", "3=c");
            assertThat(store.damaged()).isEmpty();
        }
    }

    @Test
    void what_changes_nothing_is_not_written() throws IOException {
        BrokenDisk disk = new BrokenDisk();
        try (JobStore store = disk.open(directory)) {
            commit(store, Records.put(1, "a"));
            int steps = disk.steps();
            commit(store, Records.put(1, "a"), Records.remove(2));
            assertThat(disk.steps()).isEqualTo(steps);
        }
    }

    @Test
    void a_second_service_is_refused_and_the_first_stays_alone() throws Exception {
        try (JobStore first = JobStore.open(directory)) {
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> JobStore.open(directory))
                        .isInstanceOf(LockedStoreException.class).hasMessageContaining(directory.toString());
                // The refusal within this process must not take the lock away.
                assertThat(openInAnotherProcess()).isEqualTo("LockedStoreException");
            }
            commit(first, Records.put(1, "a"));
        }
        assertThat(openInAnotherProcess()).isEqualTo("[1=a]");
    }

    private String openInAnotherProcess() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-cp", OpenStore.classPath(), OpenStore.class.getName(), directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String said = new String(process.getInputStream().readAllBytes()).strip();
        assertThat(process.waitFor()).isZero();
        return said;
    }

    @Test
    void a_damaged_store_is_set_aside_as_it_is() throws IOException {
        try (JobStore store = JobStore.open(directory)) {
            commit(store, Records.put(1, "a"));
        }
        Path journal = directory.resolve("jobs.journal");
        byte[] bytes = Files.readAllBytes(journal);
        bytes[bytes.length / 2] ^= 1; // in the zeros: means nothing
        int first = JournalHeader.SIZE + Frame.HEADER + Frame.MARK; // behind the empty frame that every store begins with
        bytes[first + Frame.HEADER + 3] ^= 1;
        for (int round = 1; round <= 2; round++) {
            Files.write(journal, bytes);
            try (JobStore store = JobStore.open(directory)) {
                assertThat(store.records()).isEmpty();
                DamagedStore damaged = store.damaged().orElseThrow();
                assertThat(damaged.setAside()).hasParent(directory).hasBinaryContent(bytes);
                assertThat(damaged.reason()).contains("no valid frame at " + first);
                commit(store, Records.put(2, "b"));
            }
            try (Stream<Path> files = Files.list(directory)) {
                assertThat(files.filter(file -> file.getFileName().toString().startsWith("jobs-damaged-"))).hasSize(round);
            }
        }
    }

    @Test
    void nothing_can_be_read_without_the_key() throws IOException {
        try (JobStore store = JobStore.open(directory)) {
            commit(store, Records.put(1, "secret of a job"));
        }
        byte[] journal = Files.readAllBytes(directory.resolve("jobs.journal"));
        assertThat(new String(journal, StandardCharsets.ISO_8859_1)).doesNotContain("secret");
        try (JobStore store = JobStore.open(directory)) {
            assertThat(Records.texts(store.records())).containsExactly("1=secret of a job");
        }
        Files.delete(directory.resolve("jobs.key"));
        try (JobStore store = JobStore.open(directory)) {
            assertThat(store.records()).isEmpty();
            DamagedStore damaged = store.damaged().orElseThrow();
            assertThat(damaged.reason()).contains("key");
            assertThat(damaged.setAside()).hasBinaryContent(journal);
        }
    }

    @Test
    void a_wrong_key_is_damage() throws IOException {
        try (JobStore store = JobStore.open(directory)) {
            commit(store, Records.put(1, "a"));
        }
        Files.write(directory.resolve("jobs.key"), new byte[32]);
        try (JobStore store = JobStore.open(directory)) {
            assertThat(store.records()).isEmpty();
            assertThat(store.damaged().orElseThrow().reason()).contains("key");
        }
    }

    @Test
    void a_key_of_a_wrong_length_is_set_aside_with_what_it_opened() throws IOException {
        try (JobStore store = JobStore.open(directory)) {
            commit(store, Records.put(1, "a"));
        }
        byte[] journal = Files.readAllBytes(directory.resolve("jobs.journal"));
        byte[] key = Arrays.copyOf(Files.readAllBytes(directory.resolve("jobs.key")), 31);
        Files.write(directory.resolve("jobs.key"), key);
        try (JobStore store = JobStore.open(directory)) {
            assertThat(store.records()).isEmpty();
            DamagedStore damaged = store.damaged().orElseThrow();
            assertThat(damaged.reason()).contains("key", "31");
            assertThat(damaged.setAside()).hasBinaryContent(journal).hasExtension("journal");
            String name = damaged.setAside().getFileName().toString();
            assertThat(directory.resolve(name.replace(".journal", ".key"))).hasBinaryContent(key);
            commit(store, Records.put(2, "b"));
        }
        try (JobStore store = JobStore.open(directory)) {
            assertThat(store.damaged()).isEmpty();
            assertThat(Records.texts(store.records())).containsExactly("2=b");
        }
    }

    @Test
    void a_key_of_a_wrong_length_without_a_journal_is_kept_too() throws IOException {
        byte[] key = new byte[33];
        Files.write(directory.resolve("jobs.key"), key);
        try (JobStore store = JobStore.open(directory)) {
            assertThat(store.damaged().orElseThrow().setAside()).hasBinaryContent(key).hasExtension("key");
        }
        try (JobStore store = JobStore.open(directory)) {
            assertThat(store.damaged()).isEmpty();
        }
    }

    @Test
    void a_store_of_a_newer_version_is_refused_with_whatever_key() throws IOException {
        JobStore.open(directory).close();
        Path journal = directory.resolve("jobs.journal");
        Path key = directory.resolve("jobs.key");
        byte[] newer = JournalHeaderTest.withVersion(Files.readAllBytes(journal), 2);
        Files.write(journal, newer);
        Files.delete(key);
        for (byte[] other : new byte[][] {null, new byte[0], new byte[64]}) {
            if (other != null) {
                Files.write(key, other);
            }
            assertThatThrownBy(() -> JobStore.open(directory))
                    .isInstanceOf(IOException.class).hasMessageContaining("newer version");
            assertThat(journal).hasBinaryContent(newer);
            if (other == null) {
                assertThat(key).doesNotExist();
            } else {
                assertThat(key).hasBinaryContent(other);
            }
            assertThat(directory).isDirectoryNotContaining("glob:**/jobs-damaged*");
        }
    }

    @Test
    void a_store_of_a_newer_version_is_refused_and_stays() throws IOException {
        JobStore.open(directory).close();
        Path journal = directory.resolve("jobs.journal");
        byte[] newer = JournalHeaderTest.withVersion(Files.readAllBytes(journal), 2);
        Files.write(journal, newer);
        assertThatThrownBy(() -> JobStore.open(directory)).isInstanceOf(IOException.class).hasMessageContaining("newer version");
        assertThat(journal).hasBinaryContent(newer);
    }

    @Test
    void clients_at_the_same_time_share_forced_writes() throws Exception {
        AtomicInteger forced = new AtomicInteger();
        Disk slow = new Disk() {
            @Override
            public void force(FileChannel channel, boolean length) throws IOException {
                forced.incrementAndGet();
                LockSupport.parkNanos(2_000_000); // as long as a disk takes
                channel.force(length);
            }
        };
        int clients = 16;
        int changes = 40;
        try (JobStore store = JobStore.open(directory, slow)) {
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                int client = i;
                threads.add(Thread.ofPlatform().start(() -> {
                    for (int j = 0; j < changes; j++) {
                        try {
                            commit(store, Records.put(client, "v" + j));
                        } catch (IOException failure) {
                            throw new IllegalStateException(failure);
                        }
                    }
                }));
            }
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(forced).hasValueLessThan(clients * changes / 2);
            assertThat(store.records()).hasSize(clients).allSatisfy((_, value) -> assertThat(value).asString().isEqualTo("v39"));
        }
    }

    @Test
    void a_full_disk_is_told_and_made_up_for() throws IOException {
        BrokenDisk disk = new BrokenDisk();
        try (JobStore store = disk.open(directory)) {
            commit(store, Records.put(1, "before"));
            disk.breakAt(1);
            assertThatThrownBy(() -> commit(store, Records.put(2, "meanwhile"))).hasMessageContaining("No space left");
            assertThatThrownBy(() -> commit(store, Records.put(1, "later"))).hasMessageContaining("No space left");
            disk.mend();
            commit(store, Records.put(3, "after"));
        }
        try (JobStore store = JobStore.open(directory)) {
            assertThat(Records.texts(store.records())).containsExactly("1=later", "2=meanwhile", "3=after");
        }
    }

    @Test
    void the_journal_does_not_grow_with_its_past() throws IOException {
        try (JobStore store = JobStore.open(directory)) {
            for (int i = 0; i < 2000; i++) {
                long last = store.submit(List.of(Records.put(i % 10, i + "x".repeat(5000))));
                if (i % 20 == 0) {
                    store.await(last);
                }
            }
        }
        assertThat(directory.resolve("jobs.journal")).satisfies(file -> assertThat(Files.size(file)).isLessThan(3_000_000));
        try (JobStore store = JobStore.open(directory)) {
            assertThat(store.records()).hasSize(10);
        }
    }

    @Test
    void a_process_that_ends_at_any_step_loses_nothing_that_was_acknowledged() throws IOException {
        int crashes = 0;
        for (boolean tearing : new boolean[] {false, true}) {
            boolean crashed = true;
            for (int step = 1; crashed; step++) {
                Path place = directory.resolve(tearing + "" + step);
                crashed = crash(place, step, tearing);
                crashes++;
            }
        }
        System.out.println("ends at each step of the store: " + crashes);
        assertThat(crashes).isGreaterThan(80);
    }

    /** Changes that lead through creation, extension and compaction; whether the crash came before their end. */
    private static boolean crash(Path place, int step, boolean tearing) throws IOException {
        BrokenDisk disk = new BrokenDisk().breakAt(step);
        if (tearing) {
            disk.tearing();
        }
        Map<Integer, String> acknowledged = new TreeMap<>();
        Map<Integer, String> possible = new HashMap<>();
        boolean crashed = false;
        JobStore store = null;
        try {
            store = disk.open(place);
            for (int i = 0; i < 8; i++) {
                String value = i + "-" + "x".repeat(300_000);
                possible.put(i % 3, value);
                commit(store, Records.put(i % 3, value));
                acknowledged.put(i % 3, value);
            }
        } catch (IOException end) {
            crashed = true;
        } finally {
            if (store != null) {
                store.close();
            }
        }
        try (JobStore again = JobStore.open(place)) {
            assertThat(again.damaged()).as("step %d", step).isEmpty();
            Map<Integer, String> found = new TreeMap<>();
            again.records().forEach((key, value) -> found.put(key.index(), new String(value)));
            assertThat(found.keySet()).containsAll(acknowledged.keySet());
            found.forEach((key, value) -> assertThat(value).isIn(acknowledged.get(key), possible.get(key)));
        }
        return crashed;
    }

    @Test
    void a_file_instead_of_the_directory_is_an_error_that_names_it() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "not a store");
        assertThatThrownBy(() -> JobStore.open(file)).isInstanceOf(IOException.class).hasMessageContaining(file.toString());
        assertThatThrownBy(() -> JobStore.open(file.resolve("store"))).isInstanceOf(IOException.class);
        assertThat(file).hasContent("not a store");
    }
}
