package io.github.bits4j;

import io.github.bits4j.bindings.deliveryoptimization.DOSwarmStats;
import io.github.bits4j.com.TaskMemory;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * How Delivery Optimization has got a file: a moment's values.
 *
 * @param fileId the name by which the file was added; empty if it was added without one
 * @param source the URL of the file
 * @param fileSize the size of the remote file in bytes; empty if it is not known
 * @param bytesDownloaded from all sources together
 * @param http the file's server
 * @param cache the source that the reference pages call Doinc, and for internal use only
 * @param lan peers of the same network
 * @param group peers of the same group
 * @param internet peers elsewhere
 * @param duration how long the transfer has taken
 * @param mode where the service takes the file from
 * @param status what it does with the file
 * @param background whether it leaves the network to others
 * @see <a href="https://learn.microsoft.com/windows/win32/delivery_optimization/doswarmstats">DOSwarmStats</a>
 */
public record SwarmStatistics(
        String fileId,
        String source,
        OptionalLong fileSize,
        long bytesDownloaded,
        Source http,
        Source cache,
        Peers lan,
        Peers group,
        Peers internet,
        Duration duration,
        DownloadMode mode,
        SwarmStatus status,
        boolean background) {
    private static final long UNKNOWN_SIZE = -1;

    /**
     * What a server has given.
     *
     * @param bytes how many bytes came from it
     * @param connections the count of connections to it
     */
    public record Source(long bytes, int connections) {}

    /**
     * What went to and fro between this computer and others.
     *
     * @param bytesFrom how many bytes came from them
     * @param bytesTo how many bytes they have got
     * @param connections the count of connections with them
     */
    public record Peers(long bytesFrom, long bytesTo, int connections) {}

    /** Reads a DOSwarmStats and frees its strings. */
    static SwarmStatistics take(MemorySegment stats) {
        String fileId = TaskMemory.takeString(DOSwarmStats.fileId(stats));
        String source = TaskMemory.takeString(DOSwarmStats.sourceURL(stats));
        long size = DOSwarmStats.fileSize(stats);
        return new SwarmStatistics(
                fileId,
                source,
                size == UNKNOWN_SIZE ? OptionalLong.empty() : OptionalLong.of(size),
                DOSwarmStats.totalBytesDownloaded(stats),
                new Source(DOSwarmStats.bytesFromHttp(stats), DOSwarmStats.httpConnectionCount(stats)),
                new Source(DOSwarmStats.bytesFromDoinc(stats), DOSwarmStats.doincConnectionCount(stats)),
                new Peers(DOSwarmStats.bytesFromLanPeers(stats), DOSwarmStats.bytesToLanPeers(stats),
                        DOSwarmStats.lanConnectionCount(stats)),
                new Peers(DOSwarmStats.bytesFromGroupPeers(stats), DOSwarmStats.bytesToGroupPeers(stats),
                        DOSwarmStats.groupConnectionCount(stats)),
                new Peers(DOSwarmStats.bytesFromInternetPeers(stats), DOSwarmStats.bytesToInternetPeers(stats),
                        DOSwarmStats.internetConnectionCount(stats)),
                Duration.ofMillis(Integer.toUnsignedLong(DOSwarmStats.downloadDuration(stats))),
                DownloadMode.of(DOSwarmStats.downloadMode(stats)),
                SwarmStatus.of(DOSwarmStats.status(stats)),
                DOSwarmStats.isBackground(stats) != 0);
    }
}
