package io.github.bits4j.embedded.queue;

import io.github.bits4j.SwarmStatus;
import java.time.Duration;

/**
 * Where a file of Delivery Optimization has come from: the server alone, since there are no peers here.
 *
 * @param fileId the client's name of the content; empty for none
 * @param source the URL
 * @param size of the remote file; -1 if it is not known
 * @param bytes how many have come
 * @param attempts how often the transfer has gone to the server
 * @param duration how long it has taken
 * @param status what is being done with it
 * @param background whether it leaves the network to others
 */
public record DeliveryStatistics(
        String fileId,
        String source,
        long size,
        long bytes,
        int attempts,
        Duration duration,
        SwarmStatus status,
        boolean background) {}
