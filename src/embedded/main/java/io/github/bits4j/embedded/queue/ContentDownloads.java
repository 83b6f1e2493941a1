package io.github.bits4j.embedded.queue;

import io.github.bits4j.JobType;
import io.github.bits4j.com.ComException;
import io.github.bits4j.com.HResult;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** The downloads of Delivery Optimization's modern interfaces among a queue's jobs. */
public final class ContentDownloads {
    /** Nobody can set it, and the default of BITS would make most no-progress timeouts those of the first error. */
    private static final Duration RETRY_DELAY = Duration.ofSeconds(20);

    private final JobQueue queue;
    private final Engine engine;

    ContentDownloads(JobQueue queue, Engine engine) {
        this.queue = queue;
        this.engine = engine;
    }

    /** A new download, to be given its properties. @param owner the user whose it is */
    public ContentDownload create(String owner) {
        Duration usual = engine.settings.retryDelay();
        JobData data = new JobData(new JobOwner(owner, false), JobType.DOWNLOAD, "",
                usual.compareTo(RETRY_DELAY) < 0 ? usual : RETRY_DELAY, engine.clock.now());
        data.content = ContentData.NEW;
        return queue.add(data, "CreateDownload").statusSlot().download;
    }

    /** Those of the user that have not ended. */
    public List<ContentDownload> all(String owner) {
        return select(owner, _ -> true);
    }

    /** Those of which that property has that value; of a few properties only, otherwise E_INVALIDARG. */
    public List<ContentDownload> all(String owner, ContentProperty property, String value) {
        switch (property) {
            case ID, URI, CONTENT_ID, DISPLAY_NAME, LOCAL_PATH -> {}
            default -> throw new ComException(HResult.E_INVALIDARG, "EnumDownloads", "not a category: " + property);
        }
        return select(owner, job -> has(job, property, value));
    }

    private List<ContentDownload> select(String owner, Predicate<Job> choice) {
        return engine.lock.call(() -> engine.jobs.values().stream()
                .filter(job -> job.isContent() && job.data.owner.user().equals(owner) && choice.test(job))
                .map(job -> job.statusSlot().download)
                .toList());
    }

    private static boolean has(Job job, ContentProperty property, String value) {
        if (property == ContentProperty.ID) {
            String bare = value.startsWith("{") && value.endsWith("}") ? value.substring(1, value.length() - 1) : value;
            return job.id().toString().equals(bare.toLowerCase(Locale.ROOT));
        }
        return value.equals(job.data.content().get(property));
    }
}
