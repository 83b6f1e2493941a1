package io.github.bits4j.embedded.queue;

import io.github.bits4j.JobState;
import io.github.bits4j.JobType;
import io.github.bits4j.com.ComException;
import io.github.bits4j.com.HResult;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/** New remote names for files that a job already has. What is there of a file counts on if the new one is the same. */
final class RemoteNames {
    private final Engine engine;

    RemoteNames(Engine engine) {
        this.engine = engine;
    }

    void set(Job job, JobFile file, String name) {
        String operation = "SetRemoteName";
        require(job, operation);
        URI remote = check(job, file, name, operation);
        engine.settling.whenSettled(job, () -> {
            require(job, operation);
            if (!job.data.files.contains(file)) {
                throw new ComException(HResult.BG_E_NOT_FOUND, operation, "the file is not in the job");
            }
            rename(job, Map.of(file, remote), Map.of(file, name));
        });
    }

    /** S_FALSE if no file's name begins so. */
    int replacePrefix(Job job, String oldPrefix, String newPrefix) {
        String operation = "ReplaceRemotePrefix";
        require(job, operation);
        if (oldPrefix.isEmpty() || newPrefix.isEmpty()) {
            throw new ComException(HResult.E_INVALIDARG, operation, "an empty prefix");
        }
        Map<JobFile, String> names = new LinkedHashMap<>();
        Map<JobFile, URI> remotes = new LinkedHashMap<>();
        for (JobFile file : job.files()) {
            String name = file.remoteName();
            if (name.startsWith(oldPrefix)) {
                String replaced = newPrefix + name.substring(oldPrefix.length());
                names.put(file, replaced);
                remotes.put(file, check(job, file, replaced, operation));
            }
        }
        engine.settling.whenSettled(job, () -> {
            require(job, operation);
            if (!names.isEmpty()) {
                rename(job, remotes, names);
            }
        });
        return names.isEmpty() ? HResult.S_FALSE : HResult.S_OK;
    }

    private void require(Job job, String operation) {
        engine.lock.run(() -> job.requireAlive(operation));
        if (job.type() != JobType.DOWNLOAD) {
            throw new ComException(HResult.E_NOTIMPL, operation, "only downloads have a choice");
        }
    }

    private URI check(Job job, JobFile file, String name, String operation) {
        URI remote = FileNames.remote(name, operation);
        boolean demanded = engine.lock.call(() -> file.demand != null || job.data.traits.onDemand());
        if (demanded && !FileDemand.isHttp(remote)) {
            throw new ComException(HResult.E_INVALIDARG, operation, "not on demand by that protocol");
        }
        FileNames.requireRangeSource(remote, file.ranges, operation);
        return remote;
    }

    /** The lock is held. */
    private static void rename(Job job, Map<JobFile, URI> remotes, Map<JobFile, String> names) {
        boolean moved = remotes.keySet().stream().anyMatch(file -> !file.transferred);
        boolean running = job.run != null && !job.run.detached;
        if (moved && running) {
            job.stop();
        }
        job.change(moved && running ? Job.Change.STATE : Job.Change.PROPERTY, data -> {
            remotes.forEach((file, remote) -> {
                file.remoteName = names.getOrDefault(file, file.remoteName);
                file.remote = remote;
                file.home = remote;
                if (file.representation != null) {
                    file.representation = file.representation.elsewhere();
                }
            });
            if (moved && running) {
                data.state = JobState.QUEUED; // the next attempt asks the new server
            }
        });
    }
}
