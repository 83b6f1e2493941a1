package io.github.bits4j.embedded.queue;

import io.github.bits4j.JobPriority;
import io.github.bits4j.JobState;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Queue;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is: all foreground jobs, and one of the background. A higher priority goes first and interrupts a
 * lower one; equal ones take turns of a time slice. All methods are called with the queue's lock held.
 *
 * <p>A change costs what its job costs, however many others wait.
 */
final class Scheduler {
    /** Where an active job stands; the turn makes places distinct. */
    private record Place(boolean foreground, int level, long turn) {}

    private static final Comparator<Place> ORDER =
            Comparator.comparingInt(Place::level).thenComparingLong(Place::turn);

    private final Engine engine;
    /** The jobs that transfer or want to. */
    private final Map<Job, Place> active = new HashMap<>();
    /** Those of them that are of the background. */
    private final NavigableMap<Place, Job> background = new TreeMap<>(ORDER);
    /** The one of the background whose turn it is. */
    private @Nullable Job current;
    private long turns;
    private final Queue<Job> changed = new ArrayDeque<>();
    private boolean assigning;

    Scheduler(Engine engine) {
        this.engine = engine;
    }

    /** Something has changed that may make it another one's turn. What is changed here in consequence waits until it is done. */
    void changed(Job job) {
        changed.add(job);
        if (!assigning) {
            assigning = true;
            try {
                for (Job next = changed.poll(); next != null; next = changed.poll()) {
                    assign(next);
                }
            } finally {
                assigning = false;
            }
        }
    }

    private void assign(Job job) {
        if (engine.closed) {
            return;
        }
        place(job);
        Job before = current;
        current = choose();
        if (before != null && before != current) {
            arrange(before);
        }
        if (current != null) {
            arrange(current);
        }
        arrange(job);
    }

    private void place(Job job) {
        Place old = active.remove(job);
        if (old != null) {
            background.remove(old, job);
        }
        if (!isActive(job)) {
            return;
        }
        if (old == null) {
            job.turn = ++turns;
        }
        // A stream may block for as long as its client likes: then it must not be anybody's turn.
        boolean foreground = job.data.streams || job.data.priority == JobPriority.FOREGROUND;
        Place place = new Place(foreground, engine.rules.level(job.data.priority), job.turn);
        active.put(job, place);
        if (!foreground) {
            background.put(place, job);
        }
    }

    private boolean isActive(Job job) {
        return job.settlement == null && switch (job.data.state) {
            case QUEUED, CONNECTING, TRANSFERRING -> true;
            default -> false;
        };
    }

    /** The first in order; one that is running gives way to a better level only, until its slice is over. */
    private @Nullable Job choose() {
        Map.Entry<Place, Job> first = background.firstEntry();
        if (first == null) {
            return null;
        }
        Job present = current;
        Place place = present == null || !isRunning(present) ? null : active.get(present);
        boolean stays = place != null && !place.foreground() && place.level() == first.getKey().level();
        return stays ? present : first.getValue();
    }

    private void arrange(Job job) {
        Place place = active.get(job);
        if (place == null) {
            return; // who took it out of the queue has stopped it
        }
        boolean chosen = place.foreground() || job == current;
        if (chosen && job.run == null) {
            start(job);
        } else if (!chosen && isRunning(job)) {
            interrupt(job);
        }
    }

    private void start(Job job) {
        TransferRun run = new TransferRun(engine, job);
        job.run = run;
        engine.lifecycle.enter(job, engine.rules.connecting());
        engine.lock.afterwards(() -> engine.threads.work(run));
        armSlice(run, job);
    }

    private void interrupt(Job job) {
        job.stop();
        engine.lifecycle.enter(job, JobState.QUEUED);
    }

    private void armSlice(TransferRun run, Job job) {
        engine.clock.later(engine.settings.timeSlice(), () -> engine.lock.fire(() -> {
            Place place = active.get(job);
            if (engine.closed || place == null || job.run != run || !isRunning(job)) {
                return;
            }
            if (!place.foreground() && hasRival(job, place)) {
                job.turn = ++turns;
                interrupt(job);
            } else {
                armSlice(run, job);
            }
        }));
    }

    private boolean hasRival(Job job, Place place) {
        return background.tailMap(new Place(false, place.level(), Long.MIN_VALUE)).entrySet().stream()
                .takeWhile(entry -> entry.getKey().level() == place.level())
                .anyMatch(entry -> entry.getValue() != job);
    }

    private static boolean isRunning(Job job) {
        return job.run != null && !job.run.detached;
    }
}
