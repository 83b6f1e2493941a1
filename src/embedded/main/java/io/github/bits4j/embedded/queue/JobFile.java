package io.github.bits4j.embedded.queue;

import io.github.bits4j.embedded.transfer.ByteSink;
import io.github.bits4j.embedded.transfer.DownloadState;
import io.github.bits4j.embedded.transfer.FileRange;
import io.github.bits4j.embedded.transfer.FileRanges;
import io.github.bits4j.embedded.transfer.Representation;
import io.github.bits4j.embedded.transfer.StreamSink;
import io.github.bits4j.embedded.transfer.upload.UploadState;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A file of a job. */
public final class JobFile {
    private final QueueLock lock;

    // As JobData: guarded by the lock, changed by Job.change only.
    private String localName;
    /** Where a download goes, or an upload comes from; the empty path if it goes to a stream, or nobody has said where. */
    Path destination;
    /** Of a job of Delivery Optimization. */
    DeliveryInfo delivery = DeliveryInfo.NONE;
    String remoteName;
    URI remote;
    /** Where the client said that the file is; a redirect that is reported changes the remote name only. */
    URI home;
    FileRanges ranges;
    /** Where a download goes instead of into a file; null if it goes into one. */
    @Nullable StreamSink stream;
    @Nullable Path temporary;
    @Nullable Representation representation;
    /** Of the last response; null before the first. */
    @Nullable String responseHeaders;
    /** Whose address answered last; null before the first response, or if nobody knows. */
    @Nullable String server;
    /** Where redirects led to the last time; null if there were none. */
    @Nullable String redirection;
    /** How many bytes are there. */
    long position;
    /** Which bytes are there and which are wanted; null while they come in their order. */
    @Nullable Demand demand;
    /** Of the file of an upload job, once its upload has begun. */
    @Nullable UploadState upload;
    /** How many of the bytes are on the disk for sure, or how far those are that are: what the store is told. */
    long forced;
    boolean transferred;
    boolean completed;
    /** Whether the client has said that the content is what it should be; Complete says so too. */
    boolean valid;
    /** Whether the client has accepted the notification that it was transferred. */
    boolean notified;
    /** The temporary file that the store knows as a leftover, of a job that it does not keep; the {@link Keeper}'s own. */
    @Nullable Path leftover;
    /** How often the client has refused the content. */
    int refusals;

    JobFile(QueueLock lock, FileInfo info, URI remote, Path destination) {
        this(lock, info, remote, destination, FileRanges.WHOLE);
    }

    JobFile(QueueLock lock, FileInfo info, URI remote, Path destination, FileRanges ranges) {
        this.lock = lock;
        this.remoteName = info.remoteUrl();
        this.localName = info.localName();
        this.remote = remote;
        this.home = remote;
        this.destination = destination;
        this.ranges = ranges;
    }

    /** The URL as it was given, or as a redirect has made it. */
    public String remoteName() {
        return lock.call(() -> remoteName);
    }

    /** The path as it was given; empty if the file goes elsewhere. */
    public String localName() {
        return lock.call(() -> localName);
    }

    /** The lock is held. */
    void setDestination(String name, Path path) {
        localName = name;
        destination = path;
    }

    /** Whether it is known where a download goes. The lock is held. */
    boolean hasSink() {
        return stream != null || !destination.toString().isEmpty();
    }

    public FileProgress progress() {
        return lock.call(() -> new FileProgress(size(), position, completed));
    }

    /** The parts of the remote file that make up the local one; none for the whole file. */
    public List<FileRange> ranges() {
        return lock.call(() -> ranges.all());
    }

    /** Where the bytes are until the job is completed; null before the transfer begins and after the job's end. */
    public @Nullable Path temporaryFile() {
        return lock.<@Nullable Path>call(() -> temporary);
    }

    /** Status line and headers of the last response for this file, each line with CRLF; null before the first. */
    public @Nullable String responseHeaders() {
        return lock.<@Nullable String>call(() -> responseHeaders);
    }

    /** The lock is held; -1 for unknown. */
    long size() {
        if (upload != null) {
            return upload.stamp().size();
        }
        return ranges.total(remoteSize());
    }

    /** Of the whole remote file, as the server says or else the client. The lock is held; -1 for unknown. */
    long remoteSize() {
        return representation == null ? delivery.size() : representation.size();
    }

    /** How many bytes were asked for; -1 if that is unknown. The lock is held. */
    long wanted() {
        Demand asked = demand;
        if (asked == null) {
            return size();
        }
        boolean open = asked.requested().stream().anyMatch(range -> range.length() == FileRange.TO_EOF);
        return !open ? asked.load() : representation == null ? -1 : asked.within(representation.size()).load();
    }

    /** The number of the last response's status; -1 before the first. */
    int status() {
        String head = responseHeaders();
        String[] words = head == null ? new String[0] : head.split("[ \r]", 3);
        return words.length > 1 && words[1].matches("\\d{3}") ? Integer.parseInt(words[1]) : -1;
    }

    /** The lock is held. */
    void setDemand(Demand next) {
        demand = next;
        position = next.filled().total();
        forced = next.forced().end();
    }

    /** What has come is of no use. The lock is held. @param again whether what was asked for is to come again */
    void forget(boolean again) {
        Demand lost = demand;
        demand = lost == null ? null : lost.drop(size(), again);
        representation = null;
        position = 0;
        forced = 0;
        if (stream != null) {
            stream.begin(0);
        }
    }

    /** An attempt may have been stopped after the stream took bytes and before that was noted. The lock is held. */
    void followStream() {
        if (stream != null && representation != null) {
            position = Math.max(position, stream.reached());
        }
    }

    /** Whether there is more than what is on the disk for sure. The lock is held. */
    boolean isAhead() {
        return demand == null ? position > forced : !demand.isSafe();
    }

    DownloadState download(ByteSink.Place place) {
        return lock.call(() -> new DownloadState(remote, place, ranges, position, representation));
    }
}
