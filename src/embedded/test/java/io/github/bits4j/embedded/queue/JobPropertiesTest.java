package io.github.bits4j.embedded.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.bits4j.JobPriority;
import io.github.bits4j.JobState;
import io.github.bits4j.JobType;
import io.github.bits4j.com.ComException;
import io.github.bits4j.com.HResult;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobPropertiesTest {
    private static final String URL = "http://test.invalid/f";

    @TempDir
    Path directory;

    private QueueFixture fixture;
    private JobQueue queue;
    private Job job;

    @BeforeEach
    void open() {
        fixture = new QueueFixture(
                ServiceRules.BITS, QueueSettings.defaults(), new FakeTransport(), directory);
        queue = fixture.queue;
        job = queue.createJob("name", 0);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    static void refused(int hresult, ThrowingCallable call) {
        assertThatExceptionOfType(ComException.class)
                .isThrownBy(call)
                .extracting(ComException::hresult)
                .isEqualTo(hresult);
    }

    @Test
    void aNewJobHasTheDocumentedDefaults() {
        assertThat(job.state()).isEqualTo(JobState.SUSPENDED);
        assertThat(job.type()).isEqualTo(JobType.DOWNLOAD);
        assertThat(job.priority()).isEqualTo(JobPriority.NORMAL);
        assertThat(job.displayName()).isEqualTo("name");
        assertThat(job.description()).isEmpty();
        assertThat(job.notifyFlags()).isEqualTo(3);
        assertThat(job.notifyTarget()).isNull();
        assertThat(job.minimumRetryDelay()).isEqualTo(600);
        assertThat(job.noProgressTimeout()).isEqualTo(1_209_600);
        assertThat(job.errorCount()).isZero();
        assertThat(job.progress()).isEqualTo(new JobProgress(0, 0, 0, 0));
        assertThat(job.times().transferred()).isNull();
        assertThat(job.owner().user()).isNotEmpty();
    }

    @Test
    void jobsAreFoundUntilTheyEnd() {
        assertThat(queue.job(job.id())).isSameAs(job);
        Job second = queue.createJob("", 0);
        assertThat(queue.jobs()).containsExactly(job, second);
        job.cancel();
        assertThat(queue.jobs()).containsExactly(second);
        refused(HResult.BG_E_NOT_FOUND, () -> queue.job(job.id()));
        refused(HResult.BG_E_NOT_FOUND, () -> queue.job(UUID.randomUUID()));
    }

    @Test
    void createJobRefuses() {
        refused(HResult.E_INVALIDARG, () -> queue.createJob(null, 0));
        refused(HResult.E_INVALIDARG, () -> queue.createJob("x".repeat(257), 0));
        refused(HResult.E_NOTIMPL, () -> queue.createJob("x", 3));
        refused(HResult.E_NOTIMPL, () -> queue.createJob("x", 77));
        assertThat(queue.createJob("x".repeat(256), 0).displayName()).hasSize(256);
    }

    @Test
    void settersKeepTheLimits() {
        refused(HResult.BG_E_STRING_TOO_LONG, () -> job.setDisplayName("x".repeat(257)));
        refused(HResult.BG_E_STRING_TOO_LONG, () -> job.setDescription("x".repeat(1025)));
        job.setDescription("x".repeat(1024));
        refused(HResult.E_NOTIMPL, () -> job.setPriority(4));
        refused(HResult.E_NOTIMPL, () -> job.setPriority(-1));
        refused(HResult.E_NOTIMPL, () -> job.setNotifyFlags(0x40));
        job.setNotifyFlags(0x3F);
        assertThat(job.notifyFlags()).isEqualTo(0x3F);
        job.setMinimumRetryDelay(1);
        assertThat(job.minimumRetryDelay()).isEqualTo(5);
        job.setMinimumRetryDelay(-1);
        assertThat(job.minimumRetryDelay()).isEqualTo(-1);
        job.setNoProgressTimeout(0);
        assertThat(job.noProgressTimeout()).isZero();
    }

    @Test
    void deliveryOptimizationHasRulesOfItsOwn() {
        try (QueueFixture other = new QueueFixture(
                ServiceRules.DELIVERY_OPTIMIZATION, QueueSettings.defaults(), new FakeTransport(), directory)) {
            Job its = other.queue.createJob("x", 0);
            refused(HResult.E_NOTIMPL, () -> its.setNotifyFlags(4));
            refused(HResult.E_NOTIMPL, () -> its.setNotifyFlags(0x20));
            its.setNotifyFlags(0x1B);
            assertThat(its.noProgressTimeout()).isEqualTo(86_400);
            its.setPriority(0);
            assertThat(its.noProgressTimeout()).isEqualTo(3_600);
            refused(HResult.DO_E_JOB_NOT_FOUND, () -> other.queue.job(UUID.randomUUID()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "x", "ftp://test.invalid/x", "file:x", "http://", "http:x", "http://test.invalid/a b",
        "http://test.invalid:70000/"
    })
    void badUrlsAreRefused(String url) {
        refused(HResult.E_INVALIDARG, () -> job.addFile(url, fixture.local("/f")));
    }

    @Test
    void longUrlsAreRefused() {
        refused(HResult.E_INVALIDARG, () -> job.addFile(URL + "/f".repeat(1100), fixture.local("/f")));
        refused(HResult.E_INVALIDARG, () -> job.addFile(URL + "f".repeat(261), fixture.local("/f")));
        job.addFile(URL + "?" + "q".repeat(1000), fixture.local("/f"));
    }

    @Test
    void badLocalNamesAreRefused() throws Exception {
        for (String name : List.of("", "f", "f/g", fixture.local("/f*"), fixture.local("/f") + File.separator,
                directory.toString(), fixture.local("/" + "f".repeat(260)), "a\0b")) {
            refused(HResult.E_INVALIDARG, () -> job.addFile(URL, name));
        }
        Path file = Files.createFile(directory.resolve("file"));
        refused(0x80070003, () -> job.addFile(URL, file.resolve("f").toString()));
        refused(0x80070003, () -> job.addFile(URL, directory.resolve("none").resolve("f").toString()));
        assertThat(job.files()).isEmpty();
    }

    @Test
    void anUnwritableDirectoryIsRefused() throws Exception {
        Path locked = Files.createDirectory(directory.resolve("locked"));
        assertThat(locked.toFile().setWritable(false)).isTrue();
        org.junit.jupiter.api.Assumptions.assumeFalse(Files.isWritable(locked), "root may write everywhere");
        refused(HResult.E_ACCESSDENIED, () -> job.addFile(URL, locked.resolve("f").toString()));
    }

    @Test
    void aFileSetIsAddedAsAWhole() {
        List<FileInfo> many = IntStream.range(0, 200)
                .mapToObj(i -> new FileInfo(URL + i, fixture.local("/" + i)))
                .toList();
        refused(HResult.E_INVALIDARG, () -> job.addFiles(List.of(many.get(0), new FileInfo("x", "y"))));
        assertThat(job.files()).isEmpty();
        job.addFile(URL, fixture.local("/f"));
        refused(HResult.BG_E_TOO_MANY_FILES_IN_JOB, () -> job.addFiles(many));
        assertThat(job.files()).hasSize(1);
        job.addFiles(many.subList(1, 200));
        refused(HResult.BG_E_TOO_MANY_FILES_IN_JOB, () -> job.addFile(URL, fixture.local("/g")));
        assertThat(job.files()).hasSize(200).first().satisfies(file -> {
            assertThat(file.remoteName()).isEqualTo(URL);
            assertThat(file.localName()).isEqualTo(fixture.local("/f"));
            assertThat(file.progress()).isEqualTo(new FileProgress(-1, 0, false));
        });
        assertThat(job.progress()).isEqualTo(new JobProgress(-1, 0, 200, 0));
    }

    @Test
    void aClosedQueueRefusesChangesOnly() {
        queue.close();
        queue.close();
        assertThat(job.state()).isEqualTo(JobState.SUSPENDED);
        refused(HResult.RPC_E_DISCONNECTED, () -> queue.createJob("x", 0));
        refused(HResult.RPC_E_DISCONNECTED, job::cancel);
        refused(HResult.RPC_E_DISCONNECTED, () -> job.setNotifyTarget(null));
    }
}
