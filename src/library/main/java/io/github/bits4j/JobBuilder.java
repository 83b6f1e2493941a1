package io.github.bits4j;

import io.github.bits4j.JobRecipe.Phase;
import io.github.bits4j.internal.Arguments;
import io.github.bits4j.internal.HeaderLines;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Makes a job: {@code manager.newJob("update").file(remote, local).start()}.
 *
 * <p>Arguments are checked when they are given, and how they go together when the job is made, in either case before there is a
 * job. The settings are made in the order that the service demands, whatever the order here. If the service refuses one, or does not
 * have it ({@link UnsupportedInterfaceException}), the job is cancelled, and the exception goes on: no job is left behind.
 *
 * <p>Each method but the two that make the job returns this builder, and of two settings of the same kind the later one counts. A
 * builder may make several jobs. It is for one thread.
 */
public final class JobBuilder {
    private final BackgroundCopyManager manager;
    private final String displayName;
    private final JobRecipe recipe = new JobRecipe();
    private final List<Added> files = new ArrayList<>();
    private JobType type = JobType.DOWNLOAD;
    private int hooks;

    /** @param ranges none for the whole file */
    private record Added(FileInfo file, List<FileRange> ranges) {}

    JobBuilder(BackgroundCopyManager manager, String displayName) {
        this.manager = manager;
        this.displayName = displayName;
    }

    private JobBuilder step(Phase phase, String name, Consumer<BackgroundCopyJob> step) {
        recipe.put(phase, name, step);
        return this;
    }

    private JobBuilder setting(String name, Consumer<BackgroundCopyJob> step) {
        return step(Phase.BEFORE_FILES, name, step);
    }

    // What it transfers

    /** Whether the job downloads or uploads; without this it downloads. */
    public JobBuilder type(JobType type) {
        this.type = Arguments.known("type", type, JobType.UNKNOWN);
        return this;
    }

    /** Adds a file, as {@link BackgroundCopyJob#addFile}. */
    public JobBuilder file(URI remote, Path local) {
        return files(List.of(new FileInfo(remote, local)));
    }

    /** Adds files, as {@link BackgroundCopyJob#addFiles}; to those that were added before. */
    public JobBuilder files(Collection<FileInfo> more) {
        List.copyOf(more).forEach(file -> files.add(new Added(file, List.of())));
        return this;
    }

    /** Adds parts of a file, as {@link BackgroundCopyJob#addFile(URI, Path, List)}; for downloads. */
    public JobBuilder file(URI remote, Path local, List<FileRange> ranges) {
        files.add(new Added(new FileInfo(remote, local), Arguments.notEmpty("ranges", ranges)));
        return this;
    }

    /** The file that gets the reply to an {@link JobType#UPLOAD_REPLY}, as {@link JobReply#setFileName}. */
    public JobBuilder replyFile(Path local) {
        Arguments.local("local", local);
        return step(Phase.BEFORE_START, "replyFile", job -> job.reply().setFileName(local));
    }

    // How

    /** As {@link BackgroundCopyJob#setDescription}. */
    public JobBuilder description(String description) {
        Arguments.text("description", description, BackgroundCopyJob.MAX_DESCRIPTION);
        return setting("description", job -> job.setDescription(description));
    }

    /** As {@link BackgroundCopyJob#setPriority}. */
    public JobBuilder priority(JobPriority priority) {
        Arguments.known("priority", priority, JobPriority.UNKNOWN);
        return setting("priority", job -> job.setPriority(priority));
    }

    /** As {@link BackgroundCopyJob#setMinimumRetryDelay}. */
    public JobBuilder minimumRetryDelay(Duration delay) {
        Arguments.seconds("delay", delay);
        return setting("minimumRetryDelay", job -> job.setMinimumRetryDelay(delay));
    }

    /** As {@link BackgroundCopyJob#setNoProgressTimeout}. */
    public JobBuilder noProgressTimeout(Duration timeout) {
        Arguments.seconds("timeout", timeout);
        return setting("noProgressTimeout", job -> job.setNoProgressTimeout(timeout));
    }

    /** As {@link JobProperties#setMaximumDownloadTime}. */
    public JobBuilder maximumDownloadTime(Duration time) {
        Arguments.seconds("time", time);
        return setting("maximumDownloadTime", job -> job.properties().setMaximumDownloadTime(time));
    }

    /** As {@link JobProperties#setMaximumDownloadSize}; for downloads. */
    public JobBuilder maximumDownloadSize(long bytes) {
        Arguments.atLeastOne("bytes", bytes);
        return setting("maximumDownloadSize", job -> job.properties().setMaximumDownloadSize(bytes));
    }

    /** As {@link JobProperties#setTransferPolicy}. */
    public JobBuilder transferPolicy(JobTransferPolicy policy) {
        Objects.requireNonNull(policy, "policy");
        return setting("transferPolicy", job -> job.properties().setTransferPolicy(policy));
    }

    /** As {@link JobProperties#setDynamicContent}; for downloads. */
    public JobBuilder dynamicContent() {
        return setting("dynamicContent", job -> job.properties().setDynamicContent(true));
    }

    /** As {@link JobProperties#setHighPerformance}; for downloads. */
    public JobBuilder highPerformance() {
        return setting("highPerformance", job -> job.properties().setHighPerformance(true));
    }

    /** As {@link JobProperties#setOnDemand}; for downloads. */
    public JobBuilder onDemand() {
        return setting("onDemand", job -> job.properties().setOnDemand(true));
    }

    /** As {@link JobProperties#setPeerCachingFlags}. */
    public JobBuilder peerCaching(Set<PeerCachingFlag> flags) {
        Set<PeerCachingFlag> chosen = Set.copyOf(flags);
        return setting("peerCaching", job -> job.properties().setPeerCachingFlags(chosen));
    }

    /** As {@link JobOwnership#setFileAclFlags}. */
    public JobBuilder fileAcl(Set<FileAclFlag> flags) {
        Set<FileAclFlag> chosen = Set.copyOf(flags);
        return setting("fileAcl", job -> job.ownership().setFileAclFlags(chosen));
    }

    // The way to the server

    /** As {@link JobNetwork#setProxy}. */
    public JobBuilder proxy(ProxySettings settings) {
        ProxySettings checked = settings.requireSettable();
        return setting("proxy", job -> job.network().setProxy(checked));
    }

    /**
     * As {@link JobNetwork#setCredentials}; once for each target and scheme.
     *
     * @param credentials to be closed by the caller, not before the job is made
     */
    public JobBuilder credentials(Credentials credentials) {
        return setting("credentials for " + credentials.target() + " by " + credentials.scheme(),
                job -> job.network().setCredentials(credentials));
    }

    /** As {@link JobProperties#useStoredProxyCredentials}. */
    public JobBuilder storedProxyCredentials() {
        return setting("storedProxyCredentials", job -> job.properties().useStoredProxyCredentials());
    }

    /** As {@link JobHttpOptions#setCustomHeaders}. */
    public JobBuilder headers(Map<String, List<String>> headers) {
        Map<String, List<String>> copy = new LinkedHashMap<>(headers);
        copy.replaceAll((name, values) -> List.copyOf(values));
        JobHttpOptions.lines(copy);
        return setting("headers", job -> job.http().setCustomHeaders(copy));
    }

    /** As {@link JobHttpOptions#makeCustomHeadersWriteOnly}, once the headers are set. */
    public JobBuilder writeOnlyHeaders() {
        return step(Phase.BEFORE_START, "writeOnlyHeaders", job -> job.http().makeCustomHeadersWriteOnly());
    }

    /** As {@link JobHttpOptions#setSecurity}. */
    public JobBuilder security(HttpSecurity security) {
        Objects.requireNonNull(security, "security");
        return setting("security", job -> job.http().setSecurity(security));
    }

    /** As {@link JobHttpOptions#setMethod}: the job's priority is then {@link JobPriority#FOREGROUND}, whatever was chosen. */
    public JobBuilder method(String method) {
        HeaderLines.token("method", method);
        return step(Phase.METHOD, "method", job -> job.http().setMethod(method));
    }

    /** As {@link JobHttpOptions#setClientCertificate}. */
    public JobBuilder clientCertificate(CertificateStoreLocation location, String store, byte[] hash) {
        JobHttpOptions.code(location);
        JobHttpOptions.name("store", store);
        byte[] copy = JobHttpOptions.hash(hash).clone();
        return setting("clientCertificate", job -> job.http().setClientCertificate(location, store, copy));
    }

    /** As {@link JobHttpOptions#setClientCertificateBySubject}. */
    public JobBuilder clientCertificateBySubject(CertificateStoreLocation location, String store, String subject) {
        JobHttpOptions.code(location);
        JobHttpOptions.name("store", store);
        JobHttpOptions.name("subject", subject);
        return setting("clientCertificate", job -> job.http().setClientCertificateBySubject(location, store, subject));
    }

    /** As {@link JobHttpOptions#setServerCertificateCheck}. */
    public JobBuilder serverCertificateCheck(ServerCertificateCheck check) {
        Objects.requireNonNull(check, "check");
        return setting("serverCertificateCheck", job -> job.http().setServerCertificateCheck(check));
    }

    // Whom it notifies

    /** As {@link BackgroundCopyJob#setNotifyFlags}. */
    public JobBuilder notifyFlags(Set<NotifyFlag> flags) {
        Set<NotifyFlag> chosen = Set.copyOf(flags);
        manager.kind().requireNotifyFlags(chosen);
        return setting("notifyFlags", job -> job.setNotifyFlags(chosen));
    }

    /** As {@link #listener(JobListener, NotifyOptions)}, with {@link NotifyOptions#defaults()}. */
    public JobBuilder listener(JobListener listener) {
        return listener(listener, NotifyOptions.defaults());
    }

    /** As {@link BackgroundCopyJob#setNotifyInterface(JobListener, NotifyOptions)}; a job has one listener or one callback. */
    public JobBuilder listener(JobListener listener, NotifyOptions options) {
        Objects.requireNonNull(listener, "listener");
        Objects.requireNonNull(options, "options");
        return step(Phase.NOTIFICATION, "notifyInterface", job -> job.setNotifyInterface(listener, options));
    }

    /** As {@link BackgroundCopyJob#setNotifyInterface(BackgroundCopyCallback)}; a job has one listener or one callback. */
    public JobBuilder callback(BackgroundCopyCallback callback) {
        Objects.requireNonNull(callback, "callback");
        return step(Phase.NOTIFICATION, "notifyInterface", job -> job.setNotifyInterface(callback));
    }

    /** As {@link BackgroundCopyJob#setNotifyCommandLine}. */
    public JobBuilder commandLine(NotifyCommandLine line) {
        Objects.requireNonNull(line, "line");
        return step(Phase.BEFORE_START, "commandLine", job -> job.setNotifyCommandLine(line));
    }

    /** As {@link JobProperties#setNotificationClass}. */
    public JobBuilder notificationClass(UUID clsid) {
        JobProperties.requireClass(clsid);
        return setting("notificationClass", job -> job.properties().setNotificationClass(clsid));
    }

    /** As {@link JobProperties#setMinimumNotificationInterval}. */
    public JobBuilder minimumNotificationInterval(Duration interval) {
        Arguments.milliseconds("interval", interval);
        return setting("minimumNotificationInterval", job -> job.properties().setMinimumNotificationInterval(interval));
    }

    // Anything else

    /** Anything that is done with the job before it has files, after the settings above. May be called several times. */
    public JobBuilder beforeFiles(Consumer<BackgroundCopyJob> step) {
        return step(Phase.OWN, "beforeFiles " + hooks++, Objects.requireNonNull(step, "step"));
    }

    /** Anything that is done with the job when it has its files, and nobody is notified yet. May be called several times. */
    public JobBuilder beforeStart(Consumer<BackgroundCopyJob> step) {
        return step(Phase.BEFORE_START, "beforeStart " + hooks++, Objects.requireNonNull(step, "step"));
    }

    // The job

    /**
     * Makes the job, which is suspended.
     *
     * @throws IllegalArgumentException if the settings do not go together
     * @throws BackgroundCopyException as {@link BackgroundCopyManager#createJob}, and as each of the settings
     */
    public BackgroundCopyJob create() {
        return make(job -> {});
    }

    /**
     * Makes the job and resumes it.
     *
     * @throws IllegalArgumentException if the settings do not go together, or if there is no file
     * @throws BackgroundCopyException as {@link #create()} and {@link BackgroundCopyJob#resume()}
     */
    public BackgroundCopyJob start() {
        if (files.isEmpty() && hooks == 0) {
            throw new IllegalArgumentException("files: a job that is to start needs one at least");
        }
        return make(BackgroundCopyJob::resume);
    }

    private BackgroundCopyJob make(Consumer<BackgroundCopyJob> last) {
        recipe.check(type, files.size(), files.stream().anyMatch(file -> !file.ranges.isEmpty()));
        List<Added> all = List.copyOf(files);
        if (!all.isEmpty()) {
            step(Phase.FILES, "files", job -> add(job, all));
        }
        return recipe.make(manager, displayName, type, last);
    }

    /** All at once if that is possible: it is one call then. */
    private static void add(BackgroundCopyJob job, List<Added> files) {
        if (files.size() > 1 && files.stream().allMatch(added -> added.ranges.isEmpty())) {
            job.addFiles(files.stream().map(Added::file).toList());
        } else {
            files.forEach(added -> add(job, added.file, added.ranges));
        }
    }

    private static void add(BackgroundCopyJob job, FileInfo file, List<FileRange> ranges) {
        if (ranges.isEmpty()) {
            job.addFile(file.remote(), file.local());
        } else {
            job.addFile(file.remote(), file.local(), ranges);
        }
    }
}
