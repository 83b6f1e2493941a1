package io.github.bits4j.embedded.queue;

import io.github.bits4j.com.HResult;
import io.github.bits4j.embedded.transfer.PartialFile;
import io.github.bits4j.embedded.transfer.TransferFailure;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** Makes the temporary file of a download. For the thread of the job's turn. */
final class TemporaryName {
    private final Engine engine;
    private final Job job;
    private final TransferRun run;

    TemporaryName(Engine engine, Job job, TransferRun run) {
        this.engine = engine;
        this.job = job;
        this.run = run;
    }

    Path of(JobFile file) throws TransferFailure, InterruptedException {
        Path known = file.temporaryFile();
        if (known != null) {
            return known;
        }
        if (!engine.hooks.confinement().allows(file.destination)) {
            throw TransferFailure.local(HResult.E_ACCESSDENIED, "outside of where files may be", null);
        }
        return engine.keeper.isPersistent() ? stored(file) : inMemory(file);
    }

    private Path inMemory(JobFile file) throws TransferFailure, InterruptedException {
        // Made before it is noted: a note of a file that is somebody else's would get that one deleted.
        Path created = PartialFile.propose(file.destination);
        while (!engine.temporaries.create(created)) {
            created = PartialFile.propose(file.destination);
        }
        Path noted = created;
        try {
            run.report(Job.Change.INTERNAL, file, _ -> file.temporary = noted);
        } catch (InterruptedException stop) {
            engine.temporaries.delete(noted);
            throw stop;
        }
        return noted;
    }

    /**
     * Stored before it is made, so that a restart knows the file as ours. It is ours although a crash may come in between: the
     * name is random, and nobody had it when it was stored.
     */
    private Path stored(JobFile file) throws TransferFailure, InterruptedException {
        while (true) {
            Path proposed = PartialFile.propose(file.destination);
            if (Files.exists(proposed, LinkOption.NOFOLLOW_LINKS)) {
                continue;
            }
            run.report(Job.Change.INTERNAL, file, _ -> file.temporary = proposed);
            boolean created = false;
            try {
                engine.keeper.commit();
                created = engine.temporaries.create(proposed);
            } finally {
                if (!created) {
                    engine.lock.run(() -> job.change(Job.Change.INTERNAL, file, _ -> file.temporary = null));
                }
            }
            if (created) {
                return proposed;
            }
        }
    }
}
