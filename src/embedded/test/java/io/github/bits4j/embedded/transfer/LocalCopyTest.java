package io.github.bits4j.embedded.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.bits4j.com.HResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copies of files, stopped on their way. */
class LocalCopyTest {
    private static final byte[] CONTENT = content(1);
    private static final byte[] OTHER = content(2);

    @TempDir
    Path directory;

    private final Transport none = request -> {
        throw new AssertionError("no request is needed for " + request);
    };

    private static byte[] content(int seed) {
        byte[] bytes = new byte[300_000];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    /** Notes where a download stands, and stops it there. */
    private static class Notes implements DownloadMonitor {
        private final long stop;
        @Nullable Representation representation;
        long begun = -1;
        long position;

        Notes(long stop) {
            this.stop = stop;
        }

        @Override
        public void answered(ResponseHead head) {}

        @Override
        public void started(Representation source, long from) {
            representation = source;
            begun = from;
            position = from;
        }

        @Override
        public void advanced(long to) throws InterruptedException {
            position = to;
            if (to >= stop) {
                throw new InterruptedException("stopped");
            }
        }

        @Override
        public void discarded() {
            representation = null;
            position = 0;
        }
    }

    private Path source(byte[] content) throws IOException {
        return Files.write(directory.resolve("source"), content);
    }

    private DownloadState state(Notes notes) {
        return new DownloadState(directory.resolve("source").toUri(), PartialFile.at(directory.resolve("copy")), FileRanges.WHOLE,
                notes.position, notes.representation);
    }

    private Notes run(Notes before, long stop) throws TransferFailure, InterruptedException {
        Notes notes = new Notes(stop);
        notes.position = before.position;
        notes.representation = before.representation;
        new Download(none, notes, DownloadRules.USUAL).run(state(before));
        return notes;
    }

    private Notes stopped() {
        Notes first = new Notes(100_000);
        assertThatExceptionOfType(InterruptedException.class)
                .isThrownBy(() -> new Download(none, first, DownloadRules.USUAL).run(state(new Notes(0))));
        assertThat(first.position).isBetween(100_000L, 200_000L);
        return first;
    }

    @Test
    void it_goes_on_where_it_was() throws Exception {
        source(CONTENT);
        Notes first = stopped();
        assertThat(run(first, Long.MAX_VALUE).begun).isEqualTo(first.position);
        assertThat(directory.resolve("copy")).hasBinaryContent(CONTENT);
    }

    @Test
    void a_changed_file_is_copied_anew() throws Exception {
        Path source = source(CONTENT);
        Notes first = stopped();
        source(OTHER);
        Files.setLastModifiedTime(source, FileTime.from(Instant.parse("1994-11-15T12:45:26Z")));
        assertThat(run(first, Long.MAX_VALUE).begun).isZero();
        assertThat(directory.resolve("copy")).hasBinaryContent(OTHER);
    }

    @Test
    void a_file_that_changes_meanwhile_does_not_count() throws Exception {
        source(CONTENT);
        Notes notes = new Notes(Long.MAX_VALUE) {
            @Override
            public void advanced(long to) throws InterruptedException {
                super.advanced(to);
                try {
                    Files.setLastModifiedTime(directory.resolve("source"), FileTime.fromMillis(to));
                } catch (IOException failure) {
                    throw new AssertionError(failure);
                }
            }
        };
        assertThatExceptionOfType(TransferFailure.class)
                .isThrownBy(() -> new Download(none, notes, DownloadRules.USUAL).run(state(new Notes(0))))
                .matches(failure -> failure.hresult() == HResult.BG_E_REMOTE_FILE_CHANGED && failure.isPassing());
        assertThat(notes.position).isZero();
    }

    @Test
    void it_keeps_to_the_limit() throws Exception {
        source(CONTENT);
        assertThatExceptionOfType(TransferFailure.class)
                .isThrownBy(() -> new Download(none, new Notes(Long.MAX_VALUE), new DownloadRules("GET", false, 299_999, false))
                        .run(state(new Notes(0))))
                .matches(failure -> failure.hresult() == HResult.BG_E_MAX_DOWNLOAD_SIZE_LIMIT_REACHED);
    }
}
