package io.github.bits4j.embedded.queue;

import io.github.bits4j.JobState;
import io.github.bits4j.com.ComException;
import io.github.bits4j.com.HResult;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** The reply that an upload-reply job gets from the server's application. */
public final class JobReply {
    private static final int ERROR_FILE_NOT_FOUND = 2;
    private static final int ERROR_READ_FAULT = 30;

    private final Engine engine;
    private final Job job;

    JobReply(Engine engine, Job job) {
        this.engine = engine;
        this.job = job;
    }

    /** A name that no file has, beside the file that is uploaded. Looks at the disk. */
    static Path inventName(Path upload) {
        Path name;
        do {
            name = upload.resolveSibling("BIT%08X.reply".formatted(ThreadLocalRandom.current().nextInt()));
        } while (Files.exists(name));
        return name;
    }

    /** The full path of the reply file; null if there is neither a name nor an upload whose directory could give one. */
    public @Nullable String fileName() {
        Path name = engine.lock.<@Nullable Path>call(() -> job.data.replyName);
        return name == null ? null : name.toString();
    }

    /**
     * Names the reply file.
     *
     * @param name null or empty for a name of the service's own; BG_E_INVALID_STATE once the reply is on its way
     */
    public void setFileName(@Nullable String name) {
        String operation = "SetReplyFileName";
        engine.lock.run(() -> requireNotBegun(operation));
        Path chosen = name == null || name.isEmpty() ? null : FileNames.local(name, operation);
        JobFile upload = engine.lock.<@Nullable JobFile>call(() ->
                job.data.files.isEmpty() ? null : job.data.files.getFirst());
        Path path = chosen != null || upload == null ? chosen : inventName(upload.destination);
        engine.settling.whenSettled(job, () -> {
            requireNotBegun(operation);
            job.change(Job.Change.PROPERTY, data -> {
                if (path != null || data.files.isEmpty()) {
                    data.replyName = path;
                }
            });
        });
    }

    private void requireNotBegun(String operation) {
        job.requireAlive(operation);
        if (job.data.reply != null) {
            throw new ComException(engine.rules.invalidState(), operation, "the reply is on its way");
        }
    }

    public ReplyProgress progress() {
        return engine.lock.call(() -> {
            JobFile reply = job.data.reply;
            return reply == null ? new ReplyProgress(-1, 0) : new ReplyProgress(reply.size(), reply.position);
        });
    }

    /** The reply's size; BG_E_INVALID_STATE unless the job is transferred or completed. */
    public long size() {
        return engine.lock.call(() -> transferred().size());
    }

    /**
     * The reply itself, if it fits into memory; else as {@link #size}. It comes from the file that it is in, also after the job has
     * been completed: what has become of the file since is the client's doing.
     */
    public byte[] read() {
        int size = Math.toIntExact(size());
        while (true) {
            Path file = location();
            try (InputStream stream = Files.newInputStream(file)) {
                return stream.readNBytes(size);
            } catch (NoSuchFileException moved) {
                if (file.equals(location())) {
                    throw failure(ERROR_FILE_NOT_FOUND, moved);
                }
            } catch (IOException failure) {
                throw failure(ERROR_READ_FAULT, failure);
            }
        }
    }

    /** Complete renames the file, and says so when it has ended. */
    private Path location() {
        Path[] location = new Path[1];
        engine.settling.whenSettled(job, () -> {
            JobFile reply = transferred();
            location[0] = reply.temporary == null ? reply.destination : reply.temporary;
        });
        return location[0];
    }

    private JobFile transferred() {
        JobState state = job.data.state;
        JobFile reply = job.data.reply;
        if (reply == null || state != JobState.TRANSFERRED && state != JobState.ACKNOWLEDGED) {
            throw new ComException(engine.rules.invalidState(), "GetReplyData", "the reply is not there");
        }
        return reply;
    }

    private static ComException failure(int error, IOException cause) {
        ComException failure = new ComException(HResult.ofWin32(error), "GetReplyData", cause.toString());
        failure.initCause(cause);
        return failure;
    }
}
