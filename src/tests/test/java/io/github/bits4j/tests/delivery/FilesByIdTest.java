package io.github.bits4j.tests.delivery;

import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.bits4j.BackgroundCopyFile;
import io.github.bits4j.BackgroundCopyJob;
import io.github.bits4j.FileInfo;
import io.github.bits4j.FileRange;
import io.github.bits4j.InterfaceIds;
import io.github.bits4j.JobFeature;
import io.github.bits4j.JobProgress;
import io.github.bits4j.JobState;
import io.github.bits4j.bindings.deliveryoptimization.IDeliveryOptimizationJobVtbl;
import io.github.bits4j.com.EnteredSlots;
import io.github.bits4j.com.HResult;
import io.github.bits4j.com.WideString;
import io.github.bits4j.testkit.Fault;
import io.github.bits4j.tests.support.RawInterface;
import java.lang.foreign.MemorySegment;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * IDeliveryOptimizationJob::AddFileWithRanges.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/delivery_optimization/ideliveryoptimizationjob-addfilewithranges">AddFileWithRanges</a>
 */
class FilesByIdTest extends DeliveryTest {
    private static final URI NOWHERE = URI.create("http://test.invalid/file");

    @Test
    void a_file_is_added_by_its_id_and_comes_whole() {
        BackgroundCopyJob job = session.job();
        assertThat(job.deliveryOptimization().supportsFileIds()).isTrue();
        job.deliveryOptimization().addFile("the id", served().uri(), local("whole"));
        BackgroundCopyFile file = file(job);
        assertThat(file.localName()).isEqualTo(local("whole").toString());
        assertThat(file.remoteName()).isEqualTo(served().uri().toString());
        assertThat(file.ranges()).isEmpty();
        assertThat(file.progress().bytesTotal()).as("nobody knows it yet").isEmpty();
        job.resume();
        awaitState(job, JobState.TRANSFERRED);
        job.complete();
        assertThat(written("whole")).isEqualTo(CONTENT);
    }

    @Test
    void parts_of_a_file_are_written_alone() {
        BackgroundCopyJob several = session.job();
        List<FileRange> ranges = List.of(FileRange.of(100, 50), FileRange.from(49_990));
        several.deliveryOptimization().addFile("id", served().uri(), local("several"), ranges, OptionalLong.of(CONTENT.length));
        assertThat(file(several).ranges()).isEqualTo(ranges);
        assertThat(file(several).progress().bytesTotal()).as("by the size that was told").hasValue(60);
        several.resume();
        awaitState(several, JobState.TRANSFERRED);
        several.complete();
        assertThat(written("several")).as("from a server that gives one range at a time").startsWith(Arrays.copyOfRange(CONTENT, 100, 150))
                .endsWith(Arrays.copyOfRange(CONTENT, 49_990, 50_000)).hasSize(60);
        BackgroundCopyJob job = session.job();
        job.deliveryOptimization().addFile("id", served().uri(), local("part"), List.of(FileRange.from(49_990)),
                OptionalLong.empty());
        job.resume();
        awaitState(job, JobState.TRANSFERRED);
        job.complete();
        assertThat(written("part")).isEqualTo(Arrays.copyOfRange(CONTENT, 49_990, CONTENT.length));
    }

    @Test
    void a_size_that_is_told_counts_until_the_server_tells_another() {
        BackgroundCopyJob job = session.job();
        job.deliveryOptimization().addFile("id", served().uri(), local("size"), List.of(), OptionalLong.of(123));
        assertThat(job.progress().bytesTotal()).hasValue(123);
        job.resume();
        awaitState(job, JobState.TRANSFERRED);
        assertThat(job.progress().bytesTotal()).hasValue(CONTENT.length);
    }

    @Test
    void files_of_bits_are_added_by_the_method_of_delivery_optimization() {
        BackgroundCopyJob job = session.job();
        EnteredSlots entered = EnteredSlots.sinceNow();
        job.addFile(served().uri(), local("1"));
        job.addFile(served().uri(), local("2"), List.of(FileRange.of(10, 5)));
        job.addFiles(List.of(new FileInfo(served().uri(), local("3")), new FileInfo(served().uri(), local("4"))));
        if (service.isEmbedded()) {
            assertThat(entered.now()).contains("IDeliveryOptimizationJobVtbl.AddFileWithRanges")
                    .doesNotContain("IBackgroundCopyJobVtbl.AddFile", "IBackgroundCopyJobVtbl.AddFileSet");
        }
        assertThat(job.supports(JobFeature.FILE_RANGES)).isTrue();
        job.resume();
        awaitState(job, JobState.TRANSFERRED);
        assertThat(job.progress()).extracting(JobProgress::filesTransferred).isEqualTo(4);
        job.complete();
        assertThat(written("2")).isEqualTo(Arrays.copyOfRange(CONTENT, 10, 15));
        for (String whole : List.of("1", "3", "4")) {
            assertThat(written(whole)).isEqualTo(CONTENT);
        }
    }

    @Test
    void files_before_one_that_is_refused_stay() {
        BackgroundCopyJob job = session.job();
        assertFails(HResult.ofWin32(3), () -> job.addFiles(List.of(new FileInfo(NOWHERE, local("good")),
                new FileInfo(NOWHERE, local("missing").resolve("file")))));
        assertThat(job.files()).extracting(BackgroundCopyFile::localName).containsExactly(local("good").toString());
    }

    @Test
    void ranges_that_cannot_be_are_refused() {
        BackgroundCopyJob job = session.job();
        assertFails(HResult.DO_E_OVERLAPPING_RANGES, () -> add(job, OptionalLong.empty(), FileRange.of(0, 10), FileRange.of(9, 5)));
        assertFails(HResult.DO_E_OVERLAPPING_RANGES, () -> add(job, OptionalLong.empty(), FileRange.of(5, 5), FileRange.of(5, 5)));
        assertFails(HResult.DO_E_OVERLAPPING_RANGES, () -> add(job, OptionalLong.empty(), FileRange.from(5), FileRange.of(50, 5)));
        assertFails(HResult.DO_E_INVALID_RANGE, () -> add(job, OptionalLong.of(100), FileRange.of(90, 11)));
        assertFails(HResult.DO_E_INVALID_RANGE, () -> add(job, OptionalLong.of(100), FileRange.from(100)));
        assertThat(rawRange(job, -1, 1)).as("from BG_LENGTH_TO_EOF").isEqualTo(HResult.DO_E_INVALID_RANGE);
        assertThat(rawRange(job, 100, 0)).as("without a byte").isEqualTo(HResult.DO_E_INVALID_RANGE);
        assertThat(job.files()).isEmpty();
        add(job, OptionalLong.of(100), FileRange.of(90, 10), FileRange.of(0, 90));
        assertThat(job.files()).hasSize(1);
    }

    private void add(BackgroundCopyJob job, OptionalLong size, FileRange... ranges) {
        job.deliveryOptimization().addFile("id", NOWHERE, local("file"), List.of(ranges), size);
    }

    @Test
    void ranges_that_the_file_or_the_server_does_not_have_are_errors_of_the_job() {
        BackgroundCopyJob beyond = session.job();
        beyond.deliveryOptimization().addFile("id", served().uri(), local("beyond"),
                List.of(FileRange.of(CONTENT.length + 10, 10)), OptionalLong.empty());
        beyond.resume();
        awaitState(beyond, JobState.ERROR);
        assertThat(beyond.readError().orElseThrow().hresult()).isEqualTo(HResult.DO_E_INVALID_RANGE);
        BackgroundCopyJob plain = session.job();
        plain.deliveryOptimization().addFile("id", served().always(Fault.withoutRanges()).uri(), local("plain"),
                List.of(FileRange.of(10, 10)), OptionalLong.empty());
        plain.resume();
        awaitState(plain, JobState.ERROR);
        assertThat(plain.readError().orElseThrow().hresult()).isEqualTo(HResult.DO_E_INSUFFICIENT_RANGE_SUPPORT);
    }

    @Test
    void a_server_that_does_not_tell_the_size_is_an_error() {
        BackgroundCopyJob job = session.job(served().always(Fault.withoutContentLength()), "file");
        job.resume();
        awaitState(job, JobState.ERROR);
        assertThat(job.readError().orElseThrow().hresult()).isEqualTo(HResult.DO_E_FILE_SIZE_UNKNOWN_HTTP_200);
    }

    @Test
    void arguments_are_refused_before_the_service_is_asked() {
        BackgroundCopyJob job = session.job();
        Path file = local("file");
        assertThatIllegalArgumentException().isThrownBy(() -> job.deliveryOptimization().addFile("", NOWHERE, file))
                .withMessage("fileId: must not be empty");
        assertThatIllegalArgumentException().isThrownBy(() -> job.deliveryOptimization().addFile("a\0b", NOWHERE, file))
                .withMessageStartingWith("fileId: ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> job.deliveryOptimization().addFile("id", NOWHERE, Path.of("relative")))
                .withMessageStartingWith("local: must be an absolute path");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> job.deliveryOptimization().addFile("id", URI.create("/relative"), file))
                .withMessageStartingWith("remote: must be absolute");
        assertThatIllegalArgumentException().isThrownBy(() -> add(job, OptionalLong.of(-1)))
                .withMessage("size: must not be negative, is -1");
    }

    @Test
    void the_service_refuses_what_the_page_says() {
        BackgroundCopyJob job = session.job();
        String url = NOWHERE.toString();
        assertThat(raw(job, "id", url, null, 0, MemorySegment.NULL)).as("no local name").isEqualTo(HResult.E_INVALIDARG);
        assertThat(raw(job, "id", url, "", 0, MemorySegment.NULL)).as("an empty name").isEqualTo(HResult.E_INVALIDARG);
        assertThat(raw(job, "", url, local("x").toString(), 0, MemorySegment.NULL)).isEqualTo(HResult.E_INVALIDARG);
        assertThat(raw(job, "id", url, local("x").toString(), 1, MemorySegment.NULL)).isEqualTo(HResult.E_POINTER);
        assertThat(job.files()).isEmpty();
        job.cancel();
        assertFails(HResult.DO_E_INVALID_STATE, () -> add(job, OptionalLong.empty()));
        assertFails(HResult.DO_E_INVALID_STATE, () -> add(job, OptionalLong.empty(), FileRange.of(1, 1)));
    }

    private int rawRange(BackgroundCopyJob job, long offset, long length) {
        return job(job).call((vtable, self, arena) -> IDeliveryOptimizationJobVtbl.AddFileWithRanges.invoke(
                IDeliveryOptimizationJobVtbl.AddFileWithRanges(vtable), self, WideString.allocate(arena, "id"),
                WideString.allocate(arena, NOWHERE.toString()), WideString.allocate(arena, local("x").toString()), 1,
                arena.allocateFrom(JAVA_LONG, offset, length), -1));
    }

    private static int raw(BackgroundCopyJob job, String id, String url, @Nullable String name, int count, MemorySegment ranges) {
        return job(job).call((vtable, self, arena) -> IDeliveryOptimizationJobVtbl.AddFileWithRanges.invoke(
                IDeliveryOptimizationJobVtbl.AddFileWithRanges(vtable), self, WideString.allocate(arena, id),
                WideString.allocate(arena, url), WideString.allocate(arena, name), count, ranges, -1));
    }

    private static RawInterface job(BackgroundCopyJob job) {
        return new RawInterface(job.pointer(), InterfaceIds.IDELIVERY_OPTIMIZATION_JOB);
    }
}
