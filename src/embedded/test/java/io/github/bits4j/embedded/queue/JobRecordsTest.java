package io.github.bits4j.embedded.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.ErrorContext;
import io.github.bits4j.JobPriority;
import io.github.bits4j.JobState;
import io.github.bits4j.com.HResult;
import io.github.bits4j.embedded.transfer.CertificateApproval;
import io.github.bits4j.embedded.store.FieldReader;
import io.github.bits4j.embedded.transfer.FileRange;
import io.github.bits4j.embedded.transfer.FileRanges;
import io.github.bits4j.embedded.transfer.RangeSet;
import io.github.bits4j.embedded.transfer.Representation;
import io.github.bits4j.embedded.transfer.session.AuthScheme;
import io.github.bits4j.embedded.transfer.session.AuthTarget;
import io.github.bits4j.embedded.transfer.session.ClientCertificate;
import io.github.bits4j.embedded.transfer.session.Credential;
import io.github.bits4j.embedded.transfer.session.CustomHeaders;
import io.github.bits4j.embedded.transfer.session.HttpOptions;
import io.github.bits4j.embedded.transfer.session.ProxySettings;
import io.github.bits4j.embedded.transfer.session.ProxyUsage;
import io.github.bits4j.embedded.transfer.upload.FileStamp;
import io.github.bits4j.embedded.transfer.upload.UploadSession;
import io.github.bits4j.embedded.transfer.upload.UploadState;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each field of a job and of a file is stored, also one that is added later: then this test asks for it. */
class JobRecordsTest {
    private static final Instant TIME = Instant.parse("2026-11-21T12:34:56.789012345Z");
    private static final HttpOptions HTTP = HttpOptions.USUAL
            .withHeaders(CustomHeaders.parse("X-A: b\r\nX-C: d\r\n"))
            .withSecurityFlags(0x103)
            .withProxy(new ProxySettings(ProxyUsage.OVERRIDE, "proxy:8080", "<local>"))
            .withClientCertificate(ClientCertificate.bySubject(1, "MY", "me"))
            .withApproval(CertificateApproval.GONE)
            .withAnswers(CustomHeaders.parse("X-E: f\r\n"))
            .with(new Credential(AuthTarget.SERVER, AuthScheme.BASIC, "user", "secret"))
            .with(new Credential(AuthTarget.PROXY, AuthScheme.NTLM, null, null));

    @TempDir
    Path directory;

    private JobFile file(String name) {
        JobFile file = new JobFile(new QueueLock(), new FileInfo("http://other.invalid/" + name, "local " + name),
                URI.create("http://test.invalid/" + name), directory.resolve(name),
                new FileRanges(List.of(new FileRange(5, 7), new FileRange(100, FileRange.TO_EOF))));
        file.home = URI.create("http://home.invalid/");
        file.temporary = directory.resolve("BIT" + name);
        file.representation = new Representation(200, "\"tag\"", "Sat, 21 Nov 2026 12:00:00 GMT", true);
        file.responseHeaders = "HTTP/1.1 206 x\r\nA: b\r\n\r\n";
        file.server = "127.0.0.1";
        file.redirection = "http://elsewhere.invalid/";
        file.forced = 11;
        file.position = 11;
        RangeSet there = RangeSet.of(List.of(new FileRange(0, 5), new FileRange(5, 6)));
        file.setDemand(new Demand(there, there, there,
                List.of(new FileRange(50, FileRange.TO_EOF), new FileRange(20, 5)), 17));
        file.upload = new UploadState(new FileStamp(11, TIME),
                new UploadSession("id", "host", Duration.ofSeconds(60), TIME), 11, true, URI.create("http://reply.invalid/"));
        file.transferred = true;
        file.completed = true;
        file.notified = true;
        file.valid = true;
        file.delivery = new DeliveryInfo("id", 12, "{}", false, 3, Duration.ofMillis(45), null);
        return file;
    }

    @Test
    void all_fields_come_back() throws Exception {
        Path source = Files.writeString(directory.resolve("source"), "upload me");
        Path store = directory.resolve("store");
        JobData before;
        try (StoredQueue stored = new StoredQueue(store, QueueFixture.PATIENT, new FakeTransport())) {
            Job job = stored.queue.createJob("usual", 2);
            job.addFile("http://test.invalid/source", source.toString());
            JobData usual = new JobData(JobOwner.ofProcess(), job.type(), "usual", Duration.ZERO, Instant.EPOCH);
            JobFile plain = new JobFile(new QueueLock(), new FileInfo("", ""), URI.create("x:y"), Path.of(""));
            JobFile file = file("a");
            JobFile reply = file("r");
            job.change(Job.Change.PROPERTY, data -> {
                data.owner = new JobOwner("taker", true);
                data.displayName = "name";
                data.description = "description";
                data.priority = JobPriority.LOW;
                data.notifyFlags = 0;
                data.commandLine = new CommandLine("/p", "p a");
                data.notificationClass = new UUID(1, 2);
                data.retryDelay = Duration.ofSeconds(77);
                data.noProgressTimeout = 78;
                data.maximumDownloadTime = -1;
                data.notificationInterval = Duration.ofMillis(79);
                data.http = HTTP;
                data.method = "POST";
                data.headersWriteOnly = true;
                data.traits = new JobTraits(1, true, true, Long.MAX_VALUE, 2, true);
                data.begun = true;
                data.fileAclFlags = 5;
                data.peerCachingFlags = 6;
                data.helperTokenFlags = 3;
                data.state = JobState.ERROR;
                data.files.clear();
                data.files.add(file);
                data.error = new JobError(ErrorContext.REMOTE_FILE, HResult.BG_E_EMPTY, reply, "what", "where", "http");
                data.errorCount = 3;
                data.noProgress = true;
                data.transferred = TIME;
                data.retryAt = TIME;
                data.stalledAt = TIME;
                data.replyName = directory.resolve("reply");
                data.reply = reply;
            });
            // Compared apart: what is the end of a job would begin it, and what makes it a download hides it.
            differs(usual, job.data, Set.of("type", "ending", "lock", "content", "streams"));
            // Refusals and streams are of one process only.
            differs(plain, file, Set.of("lock", "refusals", "stream", "leftover"));
            before = job.data;
        }
        Files.writeString(directory.resolve("BITr"), "eleven chars".substring(1));
        try (StoredQueue stored = new StoredQueue(store, QueueFixture.PATIENT, new FakeTransport())) {
            assertThat(stored.job().data).usingRecursiveComparison()
                    .ignoringFieldsMatchingRegexes(".*lock")
                    .ignoringFields("http.headers.headers", "http.answers.headers").isEqualTo(before);
            assertThat(stored.job().data.error).isNotNull().extracting(JobError::file).isSameAs(stored.job().data.reply);
        }
    }

    @Test
    void all_properties_of_a_download_come_back() throws Exception {
        ContentData content = ContentData.NEW;
        for (ContentProperty property : ContentProperty.values()) {
            content = content.with(property, switch (property.type()) {
                case TEXT -> property.name();
                case FLAG -> true;
                case NUMBER -> -property.code();
                case SIZE -> -1L;
                case BYTES, OBJECT -> new byte[] {1, (byte) property.code()};
            });
        }
        byte[] record = Objects.requireNonNull(ContentRecords.of(content)).toBytes();
        assertThat(ContentRecords.read(new FieldReader(record))).usingRecursiveComparison().isEqualTo(content);
        assertThat(ContentRecords.read(null)).as("of an older store").isNull();
    }

    private static void differs(Object usual, Object special, Set<String> exempt) throws IllegalAccessException {
        for (Field field : special.getClass().getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers()) && !exempt.contains(field.getName())) {
                field.setAccessible(true);
                assertThat(Objects.equals(field.get(usual), field.get(special))).as("a value of its own for " + field).isFalse();
            }
        }
    }
}
