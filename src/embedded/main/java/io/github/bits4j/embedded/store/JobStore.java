package io.github.bits4j.embedded.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The records of one service, in a directory that is its alone.
 *
 * <p>{@link #submit} only notes changes; a thread of the store writes all that have gathered with one forced write, and
 * {@link #await} waits for it: so changes of many clients share one. What cannot be written (the disk is full) stays noted and
 * is tried again, with the next change and now and then, so the store catches up as soon as it can.
 */
public final class JobStore implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(JobStore.class.getName());
    private static final long RETRY_SECONDS = 2;

    private final StoreFiles files;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final Condition done = lock.newCondition();
    private final Thread writer;

    // Guarded by the lock.
    private final Map<RecordKey, byte[]> values;
    /** Not on the disk yet; a null value is a removal. */
    private Map<RecordKey, byte @Nullable []> pending = new LinkedHashMap<>();
    private long submitted;
    private long durable;
    private long failed;
    private @Nullable IOException failure;
    private boolean closing;

    private JobStore(StoreFiles files, Map<RecordKey, byte[]> values) {
        this.files = files;
        this.values = values;
        this.writer = Thread.ofPlatform().daemon().name("bits4j-store").start(this::write);
    }

    /**
     * Opens the directory's store, or makes one. A damaged one is set aside, and a new one made: see {@link #damaged()}.
     *
     * @throws LockedStoreException if another service has it
     */
    public static JobStore open(Path directory) throws IOException {
        return open(directory, Disk.REAL);
    }

    static JobStore open(Path directory, Disk disk) throws IOException {
        Map<RecordKey, byte[]> values = new LinkedHashMap<>();
        return new JobStore(StoreFiles.open(directory, disk, values), values);
    }

    /** What was found damaged, and is set aside. */
    public Optional<DamagedStore> damaged() {
        return files.damaged();
    }

    /** Sets the store aside because of what its records say, and goes on with an empty one. To be called before any change. */
    public void setAside(String reason) throws IOException {
        lock.lock();
        try {
            files.setAside(reason, values);
        } finally {
            lock.unlock();
        }
    }

    /** All records, in the order in which they were made. */
    public Map<RecordKey, byte[]> records() {
        lock.lock();
        try {
            return new LinkedHashMap<>(values);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Notes changes, which reach the disk together. It does not wait for the disk.
     *
     * @return what to {@link #await}
     */
    public long submit(List<RecordChange> changes) {
        lock.lock();
        try {
            boolean news = false;
            for (RecordChange change : changes) {
                news |= note(change);
            }
            if (news) {
                submitted++;
                work.signal();
            }
            return submitted;
        } finally {
            lock.unlock();
        }
    }

    private boolean note(RecordChange change) {
        byte[] value = change.value();
        byte[] before = value == null ? values.remove(change.key()) : values.put(change.key(), value);
        boolean same = value == null ? before == null : Arrays.equals(value, before);
        if (!same) {
            pending.put(change.key(), value);
        }
        return !same;
    }

    /** Returns when the submission, and all earlier ones, are on the disk; throws if they cannot be written now. */
    public void await(long submission) throws IOException {
        lock.lock();
        try {
            while (durable < submission && failed < submission && writer.isAlive()) {
                done.awaitUninterruptibly();
            }
            if (durable < submission) {
                throw failure == null ? new IOException("the store is closed") : new IOException(failure.toString(), failure);
            }
        } finally {
            lock.unlock();
        }
    }

    private void write() {
        lock.lock();
        try {
            while (!closing || !pending.isEmpty()) {
                if (pending.isEmpty()) {
                    work.awaitUninterruptibly();
                } else if (!writeBatch()) {
                    if (closing) {
                        break;
                    }
                    pause();
                }
            }
        } finally {
            closing = true;
            done.signalAll();
            lock.unlock();
        }
    }

    private boolean writeBatch() {
        Map<RecordKey, byte @Nullable []> batch = pending;
        long upTo = submitted;
        pending = new LinkedHashMap<>();
        IOException problem = unlocked(() -> files.append(batch));
        if (problem == null) {
            durable = upTo;
            failure = null;
        } else {
            batch.putAll(pending);
            pending = batch;
            failed = upTo;
            System.Logger.Level level = failure == null ? System.Logger.Level.ERROR : System.Logger.Level.DEBUG;
            LOG.log(level, "jobs cannot be stored in " + files + " for now", problem);
            failure = problem;
        }
        done.signalAll();
        if (problem == null && files.isWasteful()) {
            Map<RecordKey, byte[]> all = new LinkedHashMap<>(values);
            IOException left = unlocked(() -> files.compact(all));
            if (left != null) {
                LOG.log(System.Logger.Level.WARNING, "the store stays as large as it is: " + files, left);
            }
        }
        return problem == null;
    }

    private interface FileWork {
        void run() throws IOException;
    }

    /** Nobody waits for the lock while the disk works. */
    private @Nullable IOException unlocked(FileWork fileWork) {
        lock.unlock();
        try {
            fileWork.run();
            return null;
        } catch (IOException problem) {
            return problem;
        } catch (RuntimeException | Error problem) {
            return new IOException(problem);
        } finally {
            lock.lock();
        }
    }

    private void pause() {
        try {
            work.await(RETRY_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException stranger) {
            LOG.log(System.Logger.Level.DEBUG, "nobody ends the store's thread by an interrupt", stranger);
        }
    }

    /** Writes what is noted, and gives the directory free. */
    @Override
    public void close() {
        lock.lock();
        try {
            closing = true;
            work.signal();
        } finally {
            lock.unlock();
        }
        boolean interrupted = false;
        while (writer.isAlive()) {
            try {
                writer.join();
            } catch (InterruptedException stop) {
                interrupted = true;
            }
        }
        files.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
