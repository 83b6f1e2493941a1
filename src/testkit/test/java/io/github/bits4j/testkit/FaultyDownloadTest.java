package io.github.bits4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.BackgroundCopyJob;
import io.github.bits4j.ErrorContext;
import io.github.bits4j.JobState;
import io.github.bits4j.JobType;
import io.github.bits4j.com.HResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Each fault, as a job meets it; the delays are BITS' own, and pass by the clock alone. */
@ExtendWith(BitsExtension.class)
class FaultyDownloadTest {
    private static final byte[] CONTENT = LoopbackServer.bytes(300_000, 1);
    private static final byte[] OTHER = LoopbackServer.bytes(200_000, 2);
    private static final Duration RETRY_DELAY = Duration.ofSeconds(600);

    private BitsTestKit kit;
    private ServedFile file;
    private BackgroundCopyJob job;
    private Path target;

    @BeforeEach
    void prepare(BitsTestKit given) {
        kit = given;
        file = kit.server().file("/file", CONTENT);
        target = kit.directory().resolve("file");
        job = kit.manager().createJob("download", JobType.DOWNLOAD);
        job.addFile(file.uri(), target);
    }

    private void assertDownloaded(byte[] content) {
        kit.awaitState(job, JobState.TRANSFERRED);
        job.complete();
        assertThat(target).hasBinaryContent(content);
    }

    private void assertFails(JobState state, int hresult) {
        kit.awaitState(job, state);
        assertThat(job.readError()).hasValueSatisfying(error -> {
            assertThat(error.hresult()).as(error.toString()).isEqualTo(hresult);
            assertThat(error.context()).isEqualTo(ErrorContext.REMOTE_FILE);
        });
    }

    private Optional<String> range(int request) {
        return kit.server().requests().get(request - 1).header("Range");
    }

    @Test
    void a_retry_delay_passes_by_the_clock_alone() {
        file.onNext(2, Fault.status(503));
        job.resume();
        assertFails(JobState.TRANSIENT_ERROR, HResult.ofHttpStatus(503));
        kit.clock().advance(RETRY_DELAY.minusNanos(1));
        assertThat(job.state()).isEqualTo(JobState.TRANSIENT_ERROR);
        assertThat(file.requests()).isEqualTo(1);
        kit.clock().advance(Duration.ofNanos(1));
        assertFails(JobState.TRANSIENT_ERROR, HResult.ofHttpStatus(503));
        assertThat(file.requests()).isEqualTo(2);
        kit.clock().advance(RETRY_DELAY);
        assertDownloaded(CONTENT);
        assertThat(kit.clock().elapsed()).isEqualTo(RETRY_DELAY.multipliedBy(2));
    }

    @Test
    void a_no_progress_timeout_of_14_days_passes_by_the_clock_alone() {
        assertThat(job.noProgressTimeout()).isEqualTo(Duration.ofDays(14));
        file.always(Fault.status(503));
        job.resume();
        assertFails(JobState.TRANSIENT_ERROR, HResult.ofHttpStatus(503));
        int retries = (int) Duration.ofDays(14).dividedBy(RETRY_DELAY);
        for (int retry = 1; retry < retries; retry++) {
            kit.clock().advance(RETRY_DELAY);
            kit.awaitState(job, JobState.TRANSIENT_ERROR);
        }
        kit.clock().advance(RETRY_DELAY);
        assertFails(JobState.ERROR, HResult.ofHttpStatus(503));
        assertThat(file.requests()).isEqualTo(retries + 1);
        assertThat(kit.clock().elapsed()).isEqualTo(Duration.ofDays(14));
    }

    @Test
    void the_times_of_a_job_are_the_clock_s() {
        assertThat(job.times().created()).isEqualTo(ManualClock.DEFAULT_START);
        kit.clock().advance(Duration.ofHours(1));
        job.resume();
        kit.awaitState(job, JobState.TRANSFERRED);
        assertThat(job.times().transferred()).contains(ManualClock.DEFAULT_START.plus(Duration.ofHours(1)));
    }

    @Test
    void a_download_goes_on_where_it_was_cut() {
        file.onRequest(1, Fault.cutAfter(100_000)).onRequest(2, Fault.cutAfter(50_000));
        job.resume();
        assertFails(JobState.TRANSIENT_ERROR, HResult.BG_E_CONNECTION_CLOSED);
        kit.clock().advance(RETRY_DELAY);
        kit.awaitState(job, JobState.TRANSIENT_ERROR);
        kit.clock().advance(RETRY_DELAY);
        assertDownloaded(CONTENT);
        assertThat(range(1)).isEmpty();
        assertThat(range(2)).contains("bytes=100000-");
        assertThat(range(3)).contains("bytes=150000-");
    }

    @Test
    void a_file_that_changes_meanwhile_is_downloaded_anew() {
        file.onRequest(1, Fault.cutAfter(100_000));
        job.resume();
        kit.awaitState(job, JobState.TRANSIENT_ERROR);
        file.changeContent(OTHER);
        kit.clock().advance(RETRY_DELAY);
        assertDownloaded(OTHER);
        assertThat(range(2)).contains("bytes=100000-");
    }

    @Test
    void a_server_without_ranges_sends_all_again() {
        file.onRequest(1, Fault.cutAfter(100_000)).onRequest(2, Fault.withoutRanges());
        job.resume();
        kit.awaitState(job, JobState.TRANSIENT_ERROR);
        kit.clock().advance(RETRY_DELAY);
        assertDownloaded(CONTENT);
        assertThat(file.requests()).isEqualTo(2);
    }

    @Test
    void a_wrong_part_is_not_taken() {
        file.onRequest(1, Fault.cutAfter(100_000)).onRequest(2, Fault.contentRange("bytes 0-199999/300000"));
        job.resume();
        kit.awaitState(job, JobState.TRANSIENT_ERROR);
        kit.clock().advance(RETRY_DELAY);
        assertDownloaded(CONTENT);
        assertThat(range(3)).as("a third request, for all of it").isEmpty();
    }

    @Test
    void without_validators_nothing_is_resumed() {
        file.always(Fault.withoutHeader("ETag"), Fault.withoutHeader("Last-Modified")).onRequest(1, Fault.cutAfter(100_000));
        job.resume();
        kit.awaitState(job, JobState.TRANSIENT_ERROR);
        kit.clock().advance(RETRY_DELAY);
        assertDownloaded(CONTENT);
        assertThat(range(2)).isEmpty();
    }

    @Test
    void a_file_that_is_not_there_is_an_error_that_lasts() {
        file.always(Fault.status(404));
        job.resume();
        assertFails(JobState.ERROR, HResult.ofHttpStatus(404));
        file.recover();
        job.resume();
        assertDownloaded(CONTENT);
    }

    @Test
    void a_file_of_unknown_size_is_refused() {
        file.always(Fault.withoutContentLength());
        job.resume();
        assertFails(JobState.ERROR, HResult.BG_E_MISSING_FILE_SIZE);
    }

    @Test
    void bytes_beyond_the_end_are_no_part_of_the_file() {
        file.always(Fault.surplus(1000));
        job.resume();
        assertDownloaded(CONTENT);
    }

    @Test
    void no_answer_is_an_error_that_passes() {
        file.always(Fault.dropConnection());
        job.resume();
        kit.awaitState(job, JobState.TRANSIENT_ERROR);
        file.recover();
        kit.clock().advance(RETRY_DELAY);
        assertDownloaded(CONTENT);
    }

    @Test
    void a_redirect_is_followed() {
        file.always(Fault.redirect(kit.server().file("/elsewhere", OTHER).uri()));
        job.resume();
        assertDownloaded(OTHER);
    }

    @Test
    void a_delay_is_waited_for() {
        file.always(Fault.delay(Duration.ofMillis(200)));
        job.resume();
        assertDownloaded(CONTENT);
    }

    @Test
    void a_gate_shows_a_job_under_way() throws InterruptedException {
        Gate gate = new Gate();
        file.always(Fault.holdAfter(100_000, gate));
        job.resume();
        gate.awaitReached();
        Await.until("the first part", () -> job.progress().bytesTransferred() == 100_000);
        assertThat(job.state()).isEqualTo(JobState.TRANSFERRING);
        gate.open();
        assertDownloaded(CONTENT);
    }

    @Test
    void a_gate_notices_that_a_job_was_suspended() throws InterruptedException {
        Gate gate = new Gate();
        file.always(Fault.holdAfter(100_000, gate));
        job.resume();
        gate.awaitReached();
        job.suspend();
        gate.awaitAbandoned();
    }
}
