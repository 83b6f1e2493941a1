package io.github.bits4j;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Events that wait for a slow subscriber, in order. Of those that come again and again only the newest of a kind waits; all
 * others wait in full, of which there are as many as the job has files, as ranges are asked for and as its owner resumes it.
 */
final class EventBuffer {
    private final Queue<JobEvent> events = new ArrayDeque<>();

    synchronized void add(JobEvent event) {
        events.add(switch (event) {
            case JobEvent.Progress _, JobEvent.Modified _, JobEvent.TransientError _ -> {
                removeOlder(event.getClass());
                yield event;
            }
            case JobEvent.StateChanged(var job, var from, var to, var origin) -> {
                // The subscriber learns from which state, of those that he knows, the job has come to this one.
                JobEvent older = removeOlder(JobEvent.StateChanged.class);
                Optional<JobState> known = older instanceof JobEvent.StateChanged change ? change.from() : from;
                yield new JobEvent.StateChanged(job, known, to, origin);
            }
            case JobEvent.Transferred _, JobEvent.Failed _, JobEvent.FileTransferred _, JobEvent.RangesTransferred _,
                    JobEvent.Ended _, JobEvent.ServiceLost _ -> event;
        });
    }

    private @Nullable JobEvent removeOlder(Class<? extends JobEvent> kind) {
        for (Iterator<JobEvent> all = events.iterator(); all.hasNext();) {
            JobEvent event = all.next();
            if (kind.isInstance(event)) {
                all.remove();
                return event;
            }
        }
        return null;
    }

    synchronized @Nullable JobEvent poll() {
        return events.poll();
    }

    synchronized boolean isEmpty() {
        return events.isEmpty();
    }

    synchronized void clear() {
        events.forEach(EventBuffer::discard);
        events.clear();
    }

    /** Lets go of what belongs to an event that nobody gets. */
    static void discard(JobEvent event) {
        switch (event) {
            case JobEvent.FileTransferred(_, var file, _) -> file.close();
            case JobEvent.RangesTransferred(_, var file, _, _) -> file.close();
            case JobEvent.Transferred _, JobEvent.Failed _, JobEvent.TransientError _, JobEvent.Modified _,
                    JobEvent.StateChanged _, JobEvent.Progress _, JobEvent.Ended _, JobEvent.ServiceLost _ -> { }
        }
    }

    /** Whether no event comes after it. */
    static boolean isLast(JobEvent event) {
        return event instanceof JobEvent.Ended || event instanceof JobEvent.ServiceLost;
    }
}
