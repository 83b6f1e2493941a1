package io.github.bits4j.embedded.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    private static final List<String> ALL = List.of("1=one", "2=zwei", "4=a long last record, of many bytes");

    @TempDir
    Path directory;

    private Path file;
    private byte[] sound;
    /** Where the last frame begins, and where its mark does. */
    private int lastFrame;
    private int lastMark;

    @BeforeEach
    void writeThreeFrames() throws IOException {
        file = directory.resolve("journal");
        try (Journal journal = Journal.create(Disk.REAL, file)) {
            journal.append(List.of(Records.put(1, "one"), Records.put(2, "two"), Records.put(3, "three")));
            journal.append(List.of(Records.put(2, "zwei"), Records.remove(3)));
            lastFrame = (int) journal.size();
            journal.append(List.of(Records.put(4, "a long last record, of many bytes")));
            lastMark = (int) journal.size() - Frame.MARK;
        }
        sound = Files.readAllBytes(file);
    }

    @Test
    void what_was_appended_is_read_in_order() throws Exception {
        assertThat(Records.read(file)).isEqualTo(ALL);
    }

    @Test
    void it_goes_on_after_being_opened() throws Exception {
        try (Journal journal = Journal.open(Disk.REAL, file, _ -> {})) {
            journal.append(List.of(Records.put(5, "more")));
        }
        assertThat(Records.read(file)).hasSize(4).contains("5=more");
    }

    @Test
    void a_last_frame_torn_at_any_byte_leaves_all_before_it() throws Exception {
        for (int kept = 0; kept < lastMark - lastFrame; kept++) {
            byte[] torn = sound.clone();
            Arrays.fill(torn, lastFrame + kept, torn.length, (byte) 0);
            // Bytes of value zero are what was there before.
            boolean whole = Arrays.equals(torn, lastFrame, lastMark, sound, lastFrame, lastMark);
            Files.write(file, torn);
            assertThat(Records.read(file)).as("%d bytes of it", kept).isEqualTo(whole ? ALL : ALL.subList(0, 2));
        }
    }

    @Test
    void a_torn_frame_is_cleaned_away_and_written_over() throws Exception {
        byte[] torn = sound.clone();
        new Random(1).nextBytes(torn = Arrays.copyOf(torn, torn.length));
        System.arraycopy(sound, 0, torn, 0, lastFrame);
        Files.write(file, torn);
        try (Journal journal = Journal.open(Disk.REAL, file, _ -> {})) {
            journal.append(List.of(Records.put(9, "x")));
        }
        assertThat(Records.read(file)).containsExactly("1=one", "2=zwei", "9=x");
        byte[] now = Files.readAllBytes(file);
        assertThat(Arrays.copyOfRange(now, lastMark + 2 * Frame.MARK, now.length)).containsOnly(0);
    }

    @Test
    void a_changed_byte_anywhere_is_noticed_or_changes_nothing() throws Exception {
        int damaged = 0;
        for (int at = 0; at < lastMark + Frame.MARK; at++) {
            byte[] changed = sound.clone();
            changed[at] ^= (byte) (1 << (at % 8));
            Files.write(file, changed);
            try {
                assertThat(Records.read(file)).as("byte %d", at).isEqualTo(ALL);
            } catch (DamagedJournalException noticed) {
                damaged++;
                assertThat(file).as("not touched").hasBinaryContent(changed);
            } catch (IOException newer) {
                assertThat(newer).hasMessageContaining("newer version");
            }
        }
        assertThat(damaged).as("the frames at least").isGreaterThan(lastMark - JournalHeader.SIZE - 3 * Frame.HEADER);
    }

    @Test
    void a_file_cut_anywhere_is_noticed() throws Exception {
        for (int length = 0; length < sound.length; length += length < lastMark + 100 ? 1 : 997) {
            Files.write(file, Arrays.copyOf(sound, length));
            assertThatThrownBy(() -> Records.read(file)).as("%d bytes", length).isInstanceOf(DamagedJournalException.class);
        }
    }

    @Test
    void a_file_that_is_no_journal_is_noticed() throws Exception {
        byte[] garbage = new byte[sound.length];
        new Random(2).nextBytes(garbage);
        Files.write(file, garbage);
        assertThatThrownBy(() -> Records.read(file)).isInstanceOf(DamagedJournalException.class);
    }

    @Test
    void frames_of_another_journal_do_not_count() throws Exception {
        Path other = directory.resolve("other");
        try (Journal journal = Journal.create(Disk.REAL, other)) {
            journal.append(List.of(Records.put(1, "one"), Records.put(2, "two"), Records.put(3, "three")));
            journal.append(List.of(Records.put(2, "zwei"), Records.remove(3)));
        }
        byte[] strange = Files.readAllBytes(other);
        System.arraycopy(sound, lastFrame, strange, lastFrame, lastMark + Frame.MARK - lastFrame);
        Files.write(other, strange);
        assertThat(Records.read(other)).isEqualTo(ALL.subList(0, 2));
    }

    @Test
    void a_failed_append_counts_for_nothing_and_can_be_repeated() throws Exception {
        for (int step = 1; step <= 6; step++) {
            Path path = directory.resolve("failing" + step);
            BrokenDisk disk = new BrokenDisk();
            try (Journal journal = Journal.create(disk, path)) {
                disk.breakAt(step).tearing();
                int failures = 0;
                for (int i = 0; i < 2; i++) {
                    try {
                        journal.append(List.of(Records.put(i, "first try")));
                    } catch (IOException full) {
                        failures++;
                        disk.mend();
                        journal.append(List.of(Records.put(i, "second try")));
                    }
                }
                assertThat(failures).isEqualTo(1);
            }
            assertThat(Records.read(path)).hasSize(2).anyMatch(record -> record.endsWith("second try"));
        }
    }

    @Test
    void a_batch_larger_than_an_extension_fits() throws Exception {
        try (Journal journal = Journal.open(Disk.REAL, file, _ -> {})) {
            journal.append(List.of(Records.put(5, "x".repeat(3_000_000))));
            journal.append(List.of(Records.put(6, "y")));
        }
        assertThat(Records.read(file)).hasSize(5).contains("6=y");
    }

    @Test
    void other_users_cannot_read_it() throws IOException {
        if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
            assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
        }
    }

    @Test
    void zeros_beyond_the_noted_length_do_no_harm() throws Exception {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(5000), sound.length);
        }
        assertThat(Records.read(file)).isEqualTo(ALL);
    }
}
