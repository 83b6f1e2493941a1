package io.github.bits4j;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The steps by which a job is made, in the order that the service demands; makes a job entirely or not at all. */
final class JobRecipe {
    /** When a step is taken. */
    enum Phase {
        /** Properties; some are refused once the job has a file. */
        BEFORE_FILES,
        /** The HTTP method, with which the priority is fixed. */
        METHOD,
        /** What the application itself does before there are files. */
        OWN,
        FILES,
        /** What is refused once the job has been resumed, and what goes with its files. */
        BEFORE_START,
        /** Whom it notifies: nobody of a job half made. */
        NOTIFICATION
    }

    private static final List<String> DOWNLOADS_ONLY = List.of("maximumDownloadSize", "dynamicContent", "highPerformance", "onDemand");

    private final Map<Phase, Map<String, Consumer<BackgroundCopyJob>>> steps = new EnumMap<>(Phase.class);

    /** @param name of the setting; of two steps with the same name the later one counts */
    void put(Phase phase, String name, Consumer<BackgroundCopyJob> step) {
        steps.computeIfAbsent(phase, first -> new LinkedHashMap<>()).put(name, step);
    }

    /** Refuses what the service would refuse. */
    void check(JobType type, int files, boolean ranges) {
        if (type != JobType.DOWNLOAD) {
            for (String name : DOWNLOADS_ONLY) {
                refuse(has(name), name, "is for downloads only, the job is of type " + type);
            }
            refuse(files > 1, "files", "an upload has one, there are " + files);
            refuse(ranges, "ranges", "are for downloads only, the job is of type " + type);
        }
        refuse(ranges && has("dynamicContent"), "ranges", "do not go with dynamic content");
        refuse(has("replyFile") && type != JobType.UPLOAD_REPLY, "replyFile", "is for UPLOAD_REPLY only, the job is of type " + type);
        refuse(has("onDemand") && has("dynamicContent"), "onDemand", "does not go with dynamic content");
        for (String name : List.of("onDemand", "dynamicContent")) {
            refuse(has("method") && has(name), "method", "one of one's own does not go with " + name);
        }
    }

    private boolean has(String name) {
        return steps.values().stream().anyMatch(phase -> phase.containsKey(name));
    }

    private static void refuse(boolean wrong, String name, String rule) {
        if (wrong) {
            throw new IllegalArgumentException(name + ": " + rule);
        }
    }

    /** As it is now: what is put in later is not in the copy. */
    private List<Consumer<BackgroundCopyJob>> inOrder() {
        List<Consumer<BackgroundCopyJob>> all = new ArrayList<>();
        steps.values().forEach(phase -> all.addAll(phase.values())); // an EnumMap has the order of its enum
        return all;
    }

    /** @param last what is done with the job that has been made; if that fails, there is no job either */
    BackgroundCopyJob make(BackgroundCopyManager manager, String displayName, JobType type, Consumer<BackgroundCopyJob> last) {
        List<Consumer<BackgroundCopyJob>> all = inOrder();
        BackgroundCopyJob job = manager.createJob(displayName, type);
        try {
            all.forEach(step -> step.accept(job));
            last.accept(job);
            return job;
        } catch (RuntimeException | Error failure) {
            try (job) {
                cancel(manager, job);
            } catch (RuntimeException e) {
                failure.addSuppressed(e);
            }
            throw failure;
        }
    }

    private static void cancel(BackgroundCopyManager manager, BackgroundCopyJob job) {
        try {
            job.cancel();
        } catch (ServiceGoneException e) {
            // The job outlives its service: one more try, at the service that is there now.
            Optional<BackgroundCopyJob> again = manager.findJob(job.id());
            again.ifPresent(found -> {
                try (found) {
                    found.cancel();
                }
            });
        }
    }
}
