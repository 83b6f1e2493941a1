package io.github.bits4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.JobEvent.Origin;
import io.github.bits4j.com.HResult;
import io.github.bits4j.internal.EventBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class EventBufferTest {
    private static final BackgroundCopyJob JOB = null; // nothing here asks it anything

    private final EventBuffer<JobEvent> buffer = new EventBuffer<>(JobEventRules.RULES);

    private static JobEvent progress(long bytes) {
        return new JobEvent.Progress(JOB, new JobProgress(OptionalLong.empty(), bytes, 1, 0), OptionalLong.empty(), Origin.POLL);
    }

    private static JobEvent change(JobState from, JobState to) {
        return new JobEvent.StateChanged(JOB, Optional.ofNullable(from), to, Origin.POLL);
    }

    private static JobEvent failed(int hresult) {
        return new JobEvent.Failed(JOB, error(hresult), Origin.NOTIFICATION);
    }

    private static JobEvent transientError(int hresult) {
        return new JobEvent.TransientError(JOB, error(hresult), Origin.POLL);
    }

    private static TransferError error(int hresult) {
        return new TransferError(ErrorContext.REMOTE_FILE, hresult, "", "", Optional.empty(), Optional.empty());
    }

    private List<JobEvent> drained() {
        List<JobEvent> events = new ArrayList<>();
        for (JobEvent event = buffer.poll(); event != null; event = buffer.poll()) {
            events.add(event);
        }
        return events;
    }

    @Test
    void of_what_comes_again_and_again_the_newest_waits_in_its_place() {
        JobEvent transferred = new JobEvent.Transferred(JOB, Origin.NOTIFICATION);
        buffer.add(progress(1));
        buffer.add(new JobEvent.Modified(JOB, Origin.NOTIFICATION));
        buffer.add(transientError(HResult.BG_E_TIMEOUT));
        buffer.add(progress(2));
        buffer.add(transientError(HResult.BG_E_CONNECT_FAILURE));
        buffer.add(new JobEvent.Modified(JOB, Origin.NOTIFICATION));
        buffer.add(progress(3));
        buffer.add(transferred);
        assertThat(drained()).containsExactly(transientError(HResult.BG_E_CONNECT_FAILURE),
                new JobEvent.Modified(JOB, Origin.NOTIFICATION), progress(3), transferred);
    }

    @Test
    void changes_of_state_become_one_from_the_first_to_the_last() {
        buffer.add(change(null, JobState.SUSPENDED));
        buffer.add(change(JobState.SUSPENDED, JobState.QUEUED));
        assertThat(drained()).containsExactly(change(null, JobState.QUEUED));
        buffer.add(change(JobState.QUEUED, JobState.CONNECTING));
        buffer.add(change(JobState.CONNECTING, JobState.TRANSFERRING));
        assertThat(drained()).containsExactly(change(JobState.QUEUED, JobState.TRANSFERRING));
    }

    @Test
    void failures_and_ends_all_wait() {
        JobEvent ended = new JobEvent.Ended(JOB, JobState.CANCELLED, Origin.POLL);
        List<JobEvent> events = List.of(failed(HResult.BG_E_TIMEOUT), failed(HResult.BG_E_TIMEOUT), ended);
        events.forEach(buffer::add);
        assertThat(drained()).isEqualTo(events);
        assertThat(buffer.isEmpty()).isTrue();
    }
}
