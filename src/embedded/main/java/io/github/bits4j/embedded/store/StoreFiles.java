package io.github.bits4j.embedded.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The files of a store: its lock, its key, its journal, the next journal while it is made, and journals that were set aside. */
final class StoreFiles {
    private static final System.Logger LOG = System.getLogger(StoreFiles.class.getName());
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final int BATCH = 1024 * 1024;
    private static final int SMALL = 1024 * 1024;
    private static final int RECORD_OVERHEAD = 64;

    private final Path directory;
    private final Path path;
    private final Disk disk;
    private final StoreLock lock;
    private final Sealing sealing;
    private @Nullable DamagedStore damaged;
    private Journal journal;
    private @Nullable Object identity;
    /** What a journal without a past would be, about, when that was last known. */
    private long compacted;

    private StoreFiles(Path directory, Disk disk, Map<RecordKey, byte[]> values) throws IOException {
        this.directory = directory;
        this.path = directory.resolve("jobs.journal");
        this.disk = disk;
        if (Files.exists(directory) && !Files.isDirectory(directory)) {
            throw new NotDirectoryException(directory.toString());
        }
        Directories.create(directory);
        this.lock = StoreLock.of(directory);
        try {
            boolean present = Files.exists(path);
            if (present) {
                Journal.requireKnownVersion(path); // before anything is changed for want of a key, which may be another there
            }
            Optional<String> flaw = Sealing.flaw(directory, present);
            if (flaw.isPresent()) {
                setAside(new DamagedJournalException(flaw.get()), path, Sealing.file(directory));
            }
            this.sealing = Sealing.of(directory);
            this.journal = openOrCreate(values);
            this.identity = identity(path);
        } catch (IOException | RuntimeException | Error failure) {
            lock.close();
            throw failure;
        }
    }

    static StoreFiles open(Path directory, Disk disk, Map<RecordKey, byte[]> values) throws IOException {
        return new StoreFiles(directory.toAbsolutePath(), disk, values);
    }

    private Journal openOrCreate(Map<RecordKey, byte[]> values) throws IOException {
        if (Files.exists(path)) {
            try {
                Map<RecordKey, byte[]> sealed = new LinkedHashMap<>();
                Journal present = Journal.open(disk, path, change -> apply(change, sealed));
                try {
                    unseal(sealed, values);
                } catch (DamagedJournalException damage) {
                    present.close();
                    throw damage;
                }
                compacted = sealed.values().stream().mapToLong(value -> value.length + RECORD_OVERHEAD).sum();
                return present;
            } catch (DamagedJournalException damage) {
                values.clear();
                setAside(damage, path);
            }
        }
        return replace(Map.of());
    }

    private void unseal(Map<RecordKey, byte[]> sealed, Map<RecordKey, byte[]> values) throws DamagedJournalException {
        for (Map.Entry<RecordKey, byte[]> record : sealed.entrySet()) {
            values.put(record.getKey(), sealing.unseal(record.getKey(), record.getValue()));
        }
    }

    private static void apply(RecordChange change, Map<RecordKey, byte[]> values) {
        byte[] value = change.value();
        if (value == null) {
            values.remove(change.key());
        } else {
            values.put(change.key(), value);
        }
    }

    /** Renames those of the files that are there; the first of them stands for all. */
    private void setAside(DamagedJournalException damage, Path... files) throws IOException {
        String time = TIME.format(Instant.now());
        Path first = null;
        for (Path file : files) {
            if (Files.exists(file)) {
                Path aside = freeName(time, file);
                disk.rename(file, aside);
                first = first == null ? aside : first;
            }
        }
        if (first != null) {
            damaged = new DamagedStore(first, String.valueOf(damage.getMessage()));
            LOG.log(System.Logger.Level.ERROR, "the jobs stored in {0} are damaged ({1}); set aside as {2}, starting without jobs",
                    directory, damage.getMessage(), first);
        }
    }

    private Path freeName(String time, Path file) {
        String type = file.getFileName().toString().replaceFirst(".*\\.", ".");
        Path name = directory.resolve("jobs-damaged-" + time + type);
        for (int i = 2; Files.exists(name); i++) {
            name = directory.resolve("jobs-damaged-" + time + "-" + i + type);
        }
        return name;
    }

    /** A new journal with these records, under the journal's name. */
    private Journal replace(Map<RecordKey, byte[]> values) throws IOException {
        Path next = directory.resolve("jobs.journal.new");
        Journal fresh = Journal.create(disk, next);
        try {
            List<RecordChange> batch = new ArrayList<>();
            long bytes = 0;
            for (Map.Entry<RecordKey, byte[]> record : values.entrySet()) {
                batch.add(sealed(record.getKey(), record.getValue()));
                bytes += record.getValue().length + RECORD_OVERHEAD;
                if (bytes >= BATCH) {
                    fresh.append(batch);
                    batch.clear();
                    bytes = 0;
                }
            }
            fresh.append(batch);
            disk.rename(next, path);
            compacted = fresh.size();
            return fresh;
        } catch (IOException | RuntimeException | Error failure) {
            fresh.close();
            throw failure;
        }
    }

    /** What tells a file from another one of its name; null where the system has nothing of the kind. Throws if there is none. */
    private static @Nullable Object identity(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    }

    Optional<DamagedStore> damaged() {
        return Optional.ofNullable(damaged);
    }

    void setAside(String reason, Map<RecordKey, byte[]> values) throws IOException {
        journal.close();
        values.clear();
        setAside(new DamagedJournalException(reason), path);
        journal = replace(Map.of());
        identity = identity(path);
    }

    /** Throws also if the journal is not in its place any more: nobody would find there what is written now. */
    void append(Map<RecordKey, byte @Nullable []> batch) throws IOException {
        if (!Objects.equals(identity(path), identity)) {
            throw new NoSuchFileException(path.toString(), null, "another file has its name now");
        }
        List<RecordChange> changes = new ArrayList<>(batch.size());
        batch.forEach((key, value) -> changes.add(sealed(key, value)));
        journal.append(changes);
    }

    private RecordChange sealed(RecordKey key, byte @Nullable [] value) {
        return new RecordChange(key, value == null ? null : sealing.seal(key, value));
    }

    /** Whether most of the journal is of the past: then writing it anew costs less, in all, than what led to it. */
    boolean isWasteful() {
        return journal.size() > Math.max(SMALL, 4 * compacted);
    }

    void compact(Map<RecordKey, byte[]> values) throws IOException {
        journal.close(); // Windows does not replace an open file
        try {
            journal = replace(values);
            identity = identity(path);
        } catch (IOException | RuntimeException | Error failure) {
            try {
                journal = Journal.open(disk, path, _ -> {});
            } catch (DamagedJournalException damage) {
                failure.addSuppressed(damage);
            }
            compacted = journal.size(); // not again at once
            throw failure;
        }
    }

    void close() {
        try {
            journal.close();
            lock.close();
        } catch (IOException failure) {
            LOG.log(System.Logger.Level.WARNING, "closing the store " + directory, failure);
        }
    }

    @Override
    public String toString() {
        return directory.toString();
    }
}
