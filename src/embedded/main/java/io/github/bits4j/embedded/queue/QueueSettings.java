package io.github.bits4j.embedded.queue;

import java.time.Duration;

/**
 * The queue's clockwork; tests shorten it.
 *
 * @param retryDelayFloor the shortest retry delay: a shorter one that is set becomes this
 * @param retryDelay the retry delay of a new job
 * @param repeatDelay the time before a notification that the client did not accept is repeated
 * @param modificationInterval the least time between two modification notifications of a job
 * @param timeSlice how long a background job transfers while another of its priority waits
 * @param stopLimit how long Complete and Cancel wait for a stopped transfer to let go of its file; later the transfer
 *     itself deletes it
 */
public record QueueSettings(
        Duration retryDelayFloor,
        Duration retryDelay,
        Duration repeatDelay,
        Duration modificationInterval,
        Duration timeSlice,
        Duration stopLimit) {

    /** The documented values; where nothing is documented, ours. */
    public static QueueSettings defaults() {
        return new QueueSettings(
                Duration.ofSeconds(5),
                Duration.ofSeconds(600),
                Duration.ofSeconds(2),
                Duration.ofMillis(500),
                Duration.ofMinutes(5),
                Duration.ofSeconds(10));
    }
}
