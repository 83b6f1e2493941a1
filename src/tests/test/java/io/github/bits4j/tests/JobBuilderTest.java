package io.github.bits4j.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.bits4j.AuthScheme;
import io.github.bits4j.AuthTarget;
import io.github.bits4j.BackgroundCopyException;
import io.github.bits4j.BackgroundCopyJob;
import io.github.bits4j.CertificateStoreLocation;
import io.github.bits4j.Credentials;
import io.github.bits4j.FileAclFlag;
import io.github.bits4j.FileInfo;
import io.github.bits4j.FileRange;
import io.github.bits4j.HttpSecurity;
import io.github.bits4j.HttpSecurityFlag;
import io.github.bits4j.InvalidJobStateException;
import io.github.bits4j.JobBuilder;
import io.github.bits4j.JobEvent;
import io.github.bits4j.JobPriority;
import io.github.bits4j.JobState;
import io.github.bits4j.JobTransferPolicy;
import io.github.bits4j.JobType;
import io.github.bits4j.NotifyCommandLine;
import io.github.bits4j.NotifyFlag;
import io.github.bits4j.PeerCachingFlag;
import io.github.bits4j.ProxySettings;
import io.github.bits4j.ServiceKind;
import io.github.bits4j.UnsupportedInterfaceException;
import io.github.bits4j.testkit.LoopbackServer;
import io.github.bits4j.testkit.ServedFile;
import io.github.bits4j.tests.support.Feature;
import io.github.bits4j.tests.support.Recorder;
import io.github.bits4j.tests.support.ServiceTest;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Jobs that are made step by step: entirely or not at all. */
class JobBuilderTest extends ServiceTest {
    private static final String NAME = "made by a builder";

    private JobBuilder builder() {
        return session.manager.newJob(NAME);
    }

    private ServedFile served(String name) {
        return session.server.file("/" + name, LoopbackServer.bytes(10_000, 1));
    }

    private Path local(String name) {
        return session.directory.resolve(name);
    }

    private void assertNoJob() {
        assertThat(session.manager.snapshots()).filteredOn(job -> !job.state().isFinal()).isEmpty();
    }

    private void assertRefusedWithoutJob(String message, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith(message);
        assertNoJob();
    }

    private void onlyBits() {
        session.require(Feature.JOB5);
        Assumptions.assumeTrue(service.kind() == ServiceKind.BITS, "Delivery Optimization has few settings");
    }

    @Test
    void a_job_with_one_file_is_made_and_stays_suspended() {
        BackgroundCopyJob job = session.track(builder().file(served("one").uri(), local("one")).create());
        assertThat(job.state()).isEqualTo(JobState.SUSPENDED);
        assertThat(job.displayName()).isEqualTo(NAME);
        assertThat(job.progress().filesTotal()).isEqualTo(1);
    }

    @Test
    void a_job_with_files_and_a_listener_is_made_and_started() throws Exception {
        var events = new LinkedBlockingQueue<JobEvent>();
        BackgroundCopyJob job = session.track(builder()
                .listener(events::add)
                .file(served("first").uri(), local("first"))
                .files(List.of(new FileInfo(served("second").uri(), local("second"))))
                .priority(JobPriority.FOREGROUND)
                .start());
        JobEvent event;
        do {
            event = events.poll(60, TimeUnit.SECONDS);
            assertThat(event).as("an event").isNotNull();
        } while (!(event instanceof JobEvent.Transferred));
        session.complete(job);
        assertThat(local("first")).hasSize(10_000);
        assertThat(local("second")).hasSize(10_000);
    }

    @Test
    void a_callback_answers_for_the_job() {
        Recorder recorder = new Recorder();
        BackgroundCopyJob job = session.track(builder().callback(recorder).file(served("direct").uri(), local("direct")).start());
        recorder.awaitCall("JobTransferred");
        session.complete(job);
        assertThat(local("direct")).hasSize(10_000);
    }

    @Test
    void parts_of_files_go_with_whole_files() {
        onlyBits();
        BackgroundCopyJob job = session.track(builder().priority(JobPriority.FOREGROUND)
                .file(served("whole").uri(), local("whole"))
                .file(served("parts").uri(), local("parts"), List.of(FileRange.of(10, 20)))
                .start());
        awaitState(job, JobState.TRANSFERRED);
        job.complete();
        assertThat(local("whole")).hasSize(10_000);
        assertThat(local("parts")).hasSize(20);
    }

    @Test
    void settings_are_made_in_the_order_that_the_service_demands() {
        onlyBits();
        List<String> order = new ArrayList<>();
        BackgroundCopyJob job = session.track(builder()
                .listener(event -> { })
                .beforeStart(it -> order.add("files " + it.progress().filesTotal() + ", notify " + it.notifyInterface().isPresent()))
                .file(served("order").uri(), local("order"))
                .beforeFiles(it -> order.add("files " + it.progress().filesTotal() + ", " + it.description() + ", " + it.priority()))
                .highPerformance() // refused once there is a file
                .method("POST") // fixes the priority
                .priority(JobPriority.LOW)
                .description("described")
                .create());
        assertThat(order).containsExactly("files 0, described, FOREGROUND", "files 1, notify false");
        assertThat(job.properties().isHighPerformance()).isTrue();
        assertThat(job.http().method()).isEqualTo("POST");
    }

    @Test
    void all_settings_arrive() {
        onlyBits();
        char[] password = "secret".toCharArray();
        try (Credentials basic = Credentials.of(AuthTarget.SERVER, AuthScheme.BASIC, "user", password);
                Credentials digest = Credentials.of(AuthTarget.SERVER, AuthScheme.DIGEST, "user", password)) {
            BackgroundCopyJob job = session.track(builder()
                    .description("what for")
                    .priority(JobPriority.HIGH)
                    .minimumRetryDelay(Duration.ofSeconds(61))
                    .noProgressTimeout(Duration.ofHours(2))
                    .maximumDownloadTime(Duration.ofDays(3))
                    .maximumDownloadSize(1_000_000)
                    .transferPolicy(JobTransferPolicy.NOT_ROAMING)
                    .fileAcl(Set.of(FileAclFlag.DACL))
                    .peerCaching(Set.of(PeerCachingFlag.DISABLE_BRANCH_CACHE))
                    .proxy(ProxySettings.of("proxy:8080", "<local>"))
                    .credentials(basic)
                    .credentials(digest)
                    .headers(Map.of("X-One", List.of("1")))
                    .security(HttpSecurity.defaults().with(HttpSecurityFlag.ENABLE_CRL_CHECK))
                    .notifyFlags(EnumSet.of(NotifyFlag.JOB_ERROR))
                    .minimumNotificationInterval(Duration.ofMillis(750))
                    .commandLine(new NotifyCommandLine(local("program.exe"), ""))
                    .create());
            assertThat(job.description()).isEqualTo("what for");
            assertThat(job.properties().peerCachingFlags()).containsExactly(PeerCachingFlag.DISABLE_BRANCH_CACHE);
            assertThat(job.priority()).isEqualTo(JobPriority.HIGH);
            assertThat(job.minimumRetryDelay()).hasSeconds(61);
            assertThat(job.noProgressTimeout()).hasHours(2);
            assertThat(job.properties().maximumDownloadTime()).hasDays(3);
            assertThat(job.properties().maximumDownloadSize()).hasValue(1_000_000);
            assertThat(job.properties().transferPolicy()).isEqualTo(JobTransferPolicy.NOT_ROAMING);
            assertThat(job.ownership().fileAclFlags()).containsExactly(FileAclFlag.DACL);
            assertThat(job.network().proxy()).isEqualTo(ProxySettings.of("proxy:8080", "<local>"));
            assertThat(job.network().removeCredentials(AuthTarget.SERVER, AuthScheme.BASIC)).isTrue();
            assertThat(job.network().removeCredentials(AuthTarget.SERVER, AuthScheme.DIGEST)).isTrue();
            assertThat(job.http().customHeaders()).isEqualTo(Map.of("X-One", List.of("1")));
            assertThat(job.http().security().flags()).containsExactly(HttpSecurityFlag.ENABLE_CRL_CHECK);
            assertThat(job.notifyFlags()).containsExactly(NotifyFlag.JOB_ERROR);
            assertThat(job.properties().minimumNotificationInterval()).hasMillis(750);
            assertThat(job.notifyCommandLine()).isPresent();
        }
    }

    @Test
    void each_switch_arrives() {
        onlyBits();
        assertThat(session.track(builder().dynamicContent().create()).properties().isDynamicContent()).isTrue();
        assertThat(session.track(builder().storedProxyCredentials().create()).properties().usesStoredProxyCredentials()).isTrue();
        BackgroundCopyJob secretive = session.track(builder()
                .writeOnlyHeaders().headers(Map.of("X-Secret", List.of("1"))).create());
        assertThatThrownBy(() -> secretive.http().customHeaders()).isInstanceOf(BackgroundCopyException.class);
        Path reply = local("reply");
        assertThat(session.track(builder().type(JobType.UPLOAD_REPLY).replyFile(reply).create()).reply().fileName())
                .contains(reply);
        assertThat(session.track(builder().serverCertificateCheck((job, file, certificate) -> { }).create()).state())
                .isEqualTo(JobState.SUSPENDED);
    }

    @Test
    void arguments_are_refused_before_there_is_a_job() {
        JobBuilder builder = builder();
        assertRefusedWithoutJob("displayName: ", () -> session.manager.newJob("x".repeat(257)));
        assertRefusedWithoutJob("type: ", () -> builder.type(JobType.UNKNOWN));
        assertRefusedWithoutJob("remote: ", () -> builder.file(URI.create("relative"), local("x")));
        assertRefusedWithoutJob("local: ", () -> builder.file(URI.create("http://h/f"), Path.of("relative")));
        assertRefusedWithoutJob("local: ", () -> builder.replyFile(Path.of("relative")));
        assertRefusedWithoutJob("description: ", () -> builder.description("x".repeat(1025)));
        assertRefusedWithoutJob("priority: ", () -> builder.priority(JobPriority.UNKNOWN));
        assertRefusedWithoutJob("delay: ", () -> builder.minimumRetryDelay(Duration.ofSeconds(-1)));
        assertRefusedWithoutJob("timeout: ", () -> builder.noProgressTimeout(Duration.ofSeconds(-1)));
        assertRefusedWithoutJob("time: ", () -> builder.maximumDownloadTime(Duration.ofSeconds(-1)));
        assertRefusedWithoutJob("bytes: ", () -> builder.maximumDownloadSize(0));
        assertRefusedWithoutJob("interval: ", () -> builder.minimumNotificationInterval(Duration.ofSeconds(-1)));
        assertRefusedWithoutJob("headers: ", () -> builder.headers(Map.of("not a token", List.of("1"))));
        assertRefusedWithoutJob("method: ", () -> builder.method("not a token"));
        assertRefusedWithoutJob("clsid: ", () -> builder.notificationClass(new UUID(0, 0)));
        assertRefusedWithoutJob("hash: ", () ->
                builder.clientCertificate(CertificateStoreLocation.CURRENT_USER, "MY", new byte[19]));
        assertRefusedWithoutJob("subject: ", () ->
                builder.clientCertificateBySubject(CertificateStoreLocation.CURRENT_USER, "MY", ""));
        assertRefusedWithoutJob("files: ", () -> builder().start());
        if (service.kind() == ServiceKind.DELIVERY_OPTIMIZATION) {
            assertRefusedWithoutJob("flags: ", () -> builder.notifyFlags(EnumSet.of(NotifyFlag.DISABLE)));
        }
    }

    @Test
    void settings_that_do_not_go_together_are_refused_before_there_is_a_job() {
        assertRefusedWithoutJob("maximumDownloadSize: is for downloads only", () ->
                builder().maximumDownloadSize(1).type(JobType.UPLOAD).create());
        assertRefusedWithoutJob("highPerformance: ", () -> builder().highPerformance().type(JobType.UPLOAD).create());
        assertRefusedWithoutJob("replyFile: ", () -> builder().type(JobType.UPLOAD).replyFile(local("reply")).create());
        assertRefusedWithoutJob("files: an upload has one, there are 2", () -> builder().type(JobType.UPLOAD)
                .file(session.server.uri("/a"), local("a")).file(session.server.uri("/b"), local("b")).create());
        List<FileRange> ranges = List.of(FileRange.of(0, 5));
        assertRefusedWithoutJob("ranges: are for downloads only", () -> builder().type(JobType.UPLOAD)
                .file(session.server.uri("/a"), local("a"), ranges).create());
        assertRefusedWithoutJob("ranges: do not go with", () -> builder().dynamicContent()
                .file(session.server.uri("/a"), local("a"), ranges).create());
        assertRefusedWithoutJob("onDemand: ", () -> builder().onDemand().dynamicContent().create());
        assertRefusedWithoutJob("method: ", () -> builder().method("POST").dynamicContent().create());
    }

    @Test
    void what_the_service_refuses_leaves_no_job() {
        session.require(Feature.TARGET_CHECKS);
        Path nowhere = session.directory.resolve("nowhere").resolve("file");
        assertThatThrownBy(() -> builder().file(served("file").uri(), nowhere).start())
                .isInstanceOf(BackgroundCopyException.class).hasNoSuppressedExceptions();
        assertNoJob();
    }

    @Test
    void what_the_service_does_not_have_leaves_no_job() {
        session.require(Feature.ENDED_JOBS_LEAVE);
        Assumptions.assumeTrue(service.kind() == ServiceKind.DELIVERY_OPTIMIZATION, "BITS has it");
        assertThatThrownBy(() -> builder().headers(Map.of("X-One", List.of("1"))).create())
                .isInstanceOf(UnsupportedInterfaceException.class);
        assertNoJob();
    }

    @Test
    void a_certificate_that_is_not_there_leaves_no_job() {
        onlyBits();
        assertThatThrownBy(() -> builder().file(served("certificate").uri(), local("certificate"))
                .clientCertificate(CertificateStoreLocation.CURRENT_USER, "MY", new byte[20]).start())
                .isInstanceOf(BackgroundCopyException.class);
        assertNoJob();
    }

    @Test
    void what_the_application_throws_leaves_no_job() {
        IllegalStateException failure = new IllegalStateException("on purpose");
        assertThatThrownBy(() -> builder().file(served("hook").uri(), local("hook"))
                .listener(event -> { }).beforeStart(job -> {
                    throw failure;
                }).start()).isSameAs(failure).hasNoSuppressedExceptions();
        assertNoJob();
        AssertionError error = new AssertionError("on purpose");
        assertThatThrownBy(() -> builder().beforeFiles(job -> {
            throw error;
        }).create()).isSameAs(error);
        assertNoJob();
    }

    @Test
    void a_job_that_cannot_be_cancelled_either_says_so_too() {
        IllegalStateException failure = new IllegalStateException("on purpose");
        List<BackgroundCopyJob> made = new ArrayList<>();
        IllegalStateException thrown = catchThrowableOfType(IllegalStateException.class, () -> builder().beforeStart(job -> {
            made.add(job);
            job.cancel();
            throw failure;
        }).create());
        assertThat(thrown.getSuppressed()).singleElement().isInstanceOf(InvalidJobStateException.class);
        assertThatThrownBy(made.getFirst()::state).isInstanceOf(IllegalStateException.class).hasMessageContaining("closed");
    }

    @Test
    void one_builder_makes_several_jobs_and_the_later_of_two_settings_counts() {
        JobBuilder builder = builder().description("first").description("second");
        BackgroundCopyJob one = session.track(builder.create());
        BackgroundCopyJob two = session.track(builder.file(served("two").uri(), local("two")).create());
        assertThat(one.id()).isNotEqualTo(two.id());
        assertThat(one.description()).isEqualTo("second");
        assertThat(one.progress().filesTotal()).isZero();
        assertThat(two.progress().filesTotal()).isEqualTo(1);
    }
}
