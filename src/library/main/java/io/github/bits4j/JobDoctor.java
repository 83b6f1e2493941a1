package io.github.bits4j;

import io.github.bits4j.Finding.Kind;
import io.github.bits4j.com.HResult;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Finds out why a job does not move. No getter that fails ends it: what cannot be read is a finding. */
final class JobDoctor {
    private static final int PROXY_AUTHENTICATION_REQUIRED = 407;
    private static final Duration NOTEWORTHY = Duration.ofMinutes(1);
    /** How services say that they do not know what they are asked for. */
    private static final Set<Integer> NOT_THERE = Set.of(
            HResult.E_NOTIMPL, HResult.BG_E_UNKNOWN_PROPERTY_ID, HResult.DO_E_UNKNOWN_PROPERTY_ID);

    private final BackgroundCopyJob job;
    private final List<Finding> findings = new ArrayList<>();
    private boolean gone;

    JobDoctor(BackgroundCopyJob job) {
        this.job = job;
    }

    Diagnosis examine() {
        Optional<JobSnapshot> snapshot = read("the job", () -> JobSnapshot.of(job));
        snapshot.ifPresent(this::examine);
        return new Diagnosis(snapshot, findings);
    }

    private void examine(JobSnapshot snapshot) {
        switch (snapshot.state()) {
            case SUSPENDED -> suspended(snapshot);
            case QUEUED -> {
                new QueuePosition(job.connection, this).add(snapshot);
                add(Kind.SESSION, "A user's jobs move only while he is logged on interactively; those of service accounts always. "
                        + "The service does not say whether that is what the job waits for.");
                networks(snapshot);
            }
            case CONNECTING -> {
                add(Kind.MOVES, "The service contacts the server.");
                networks(snapshot);
            }
            case TRANSFERRING -> {
                add(Kind.MOVES, "The job is under way: " + progress(snapshot.progress()) + '.');
                networks(snapshot);
            }
            case TRANSIENT_ERROR -> {
                error(snapshot);
                retry(snapshot);
                networks(snapshot);
            }
            case ERROR -> {
                error(snapshot);
                add(Kind.RETRY, "The service does nothing more by itself: put right what is wrong (a file's remote name, "
                        + "credentials, …) and resume the job, or cancel it.");
            }
            case TRANSFERRED -> add(Kind.WAITS_FOR_COMPLETION, "All is there: complete the job, which gives the files their names.");
            case ACKNOWLEDGED, CANCELLED -> add(Kind.ENDED, "The job has left the queue; for another try, create another job.");
            case UNKNOWN -> add(Kind.UNREADABLE, "The service has a state that this version does not know"
                    + read("the state", job::stateCode).map(code -> ": " + code + ".").orElse("."));
        }
        if (!snapshot.state().isFinal()) {
            quiet(snapshot);
            notifications();
        }
    }

    private void suspended(JobSnapshot snapshot) {
        if (snapshot.progress().filesTotal() == 0) {
            add(Kind.EMPTY, "The job has no files: add one, then resume it.");
        }
        boolean begun = snapshot.progress().bytesTransferred() > 0 || snapshot.errorCount().orElse(0) > 0;
        add(Kind.SUSPENDED, begun
                ? "Somebody suspended the job after it had begun (" + progress(snapshot.progress()) + "); the service does not "
                        + "say who. Resume it. A job on demand is suspended when the ranges asked for are there."
                : "The job does nothing until it is resumed: a new job is suspended, and nothing shows that this one has begun.");
    }

    private void error(JobSnapshot snapshot) {
        snapshot.error().ifPresentOrElse(
                error -> add(error.kind() == ErrorKind.BLOCKED ? Kind.BLOCKED
                        : error.kind() == ErrorKind.NOT_LOGGED_ON ? Kind.SESSION : Kind.ERROR, error.toString()),
                () -> add(Kind.ERROR, "The service does not say what failed."));
        snapshot.errorCount().ifPresent(count -> {
            if (count > 1) {
                add(Kind.ERROR, "The job has failed " + count + " times.");
            }
        });
    }

    private void retry(JobSnapshot snapshot) {
        Optional<Duration> delay = read("the retry delay", job::minimumRetryDelay);
        Optional<Instant> since = snapshot.times().map(JobTimes::modified);
        delay.ifPresent(wait -> add(Kind.RETRY, "The service tries again by itself " + since.map(failed -> "at "
                + seconds(failed.plus(wait))).orElse("after") + " (retry delay " + text(wait) + "), at once when the network comes "
                + "back, and when the job is resumed."));
        Optional<Duration> timeout = read("the no-progress timeout", job::noProgressTimeout);
        timeout.ifPresent(limit -> add(Kind.GIVES_UP, "Without progress for " + text(limit) + " the error is final"
                + since.map(failed -> ": by " + seconds(failed.plus(limit)) + " at the latest.").orElse(".")));
    }

    /** Costs and proxies: what the job's network has to be. */
    private void networks(JobSnapshot snapshot) {
        read("the transfer policy", () -> job.properties().transferPolicy())
                .filter(policy -> !policy.equals(JobTransferPolicy.ALWAYS))
                .ifPresent(policy -> add(Kind.COST_POLICY, "The job may use only networks whose costs are " + policy
                        + ". On others it waits; relax its transfer policy, or connect another network."));
        boolean atFault = snapshot.error().map(JobDoctor::mayBeTheProxys).orElse(false);
        read("the proxy settings", () -> job.network().proxy())
                .filter(proxy -> atFault || proxy.usage() != ProxyUsage.PRECONFIGURED)
                .ifPresent(proxy -> add(Kind.PROXY, "The job's proxies: " + proxy.usage()
                        + (proxy.proxies().isEmpty() ? "" : " " + proxy.proxies())
                        + (proxy.bypass().isEmpty() ? "" : ", not for " + proxy.bypass()) + '.'));
    }

    private static boolean mayBeTheProxys(TransferError error) {
        return error.kind() == ErrorKind.NETWORK || error.httpStatus().orElse(0) == PROXY_AUTHENTICATION_REQUIRED;
    }

    private void quiet(JobSnapshot snapshot) {
        snapshot.times().map(times -> Duration.between(times.modified(), Instant.now()))
                .filter(quiet -> quiet.compareTo(NOTEWORTHY) > 0)
                .ifPresent(quiet -> add(Kind.QUIET, "Nothing about the job has changed for " + text(quiet) + '.'));
    }

    private void notifications() {
        read("the notify flags", job::notifyFlags)
                .filter(flags -> flags.isEmpty() || flags.contains(NotifyFlag.DISABLE))
                .ifPresent(flags -> add(Kind.NOTIFICATIONS, "The notify flags are " + flags + ", so nobody is notified of its end."));
    }

    void add(Kind kind, String text) {
        findings.add(new Finding(kind, text));
    }

    /** Empty if the service has no such getter, or if it fails, which becomes a finding; of a service that is gone, only once. */
    <T> Optional<T> read(String what, Supplier<T> getter) {
        if (gone) {
            return Optional.empty();
        }
        try {
            return Optional.of(getter.get());
        } catch (ServiceGoneException e) {
            gone = true;
            add(Kind.SERVICE_GONE, String.valueOf(e.getMessage()));
        } catch (UnsupportedInterfaceException e) {
            // The service does not have what would be asked, so it is not what holds the job back.
        } catch (BackgroundCopyException e) {
            if (!NOT_THERE.contains(e.hresult())) {
                add(Kind.UNREADABLE, "Could not read " + what + ": " + e.getMessage());
            }
        }
        return Optional.empty();
    }

    private static String progress(JobProgress progress) {
        String total = progress.bytesTotal().isPresent() ? Long.toString(progress.bytesTotal().getAsLong()) : "unknown";
        return "%d of %s bytes, %d of %d files".formatted(
                progress.bytesTransferred(), total, progress.filesTransferred(), progress.filesTotal());
    }

    private static Instant seconds(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS);
    }

    /** Such as {@code 14 days}, {@code 10 min}, {@code 1 h 5 min 3 s}. */
    static String text(Duration duration) {
        StringBuilder text = new StringBuilder();
        append(text, duration.toDays(), duration.toDays() == 1 ? "day" : "days");
        append(text, duration.toHoursPart(), "h");
        append(text, duration.toMinutesPart(), "min");
        append(text, duration.toSecondsPart(), "s");
        return text.isEmpty() ? "0 s" : text.toString();
    }

    private static void append(StringBuilder text, long count, String unit) {
        if (count > 0) {
            text.append(text.isEmpty() ? "" : " ").append(count).append(' ').append(unit);
        }
    }
}
