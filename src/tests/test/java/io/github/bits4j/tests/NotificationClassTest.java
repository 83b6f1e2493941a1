package io.github.bits4j.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.bits4j.BackgroundCopyCallback;
import io.github.bits4j.BackgroundCopyError;
import io.github.bits4j.BackgroundCopyFile;
import io.github.bits4j.BackgroundCopyJob;
import io.github.bits4j.BackgroundCopyManager;
import io.github.bits4j.InterfaceIds;
import io.github.bits4j.JobState;
import io.github.bits4j.JobType;
import io.github.bits4j.NotifyFlag;
import io.github.bits4j.ServiceKind;
import io.github.bits4j.bindings.bits.BITS_JOB_PROPERTY_VALUE;
import io.github.bits4j.bindings.bits.IBackgroundCopyJob5Vtbl;
import io.github.bits4j.com.Guid;
import io.github.bits4j.com.HResult;
import io.github.bits4j.embedded.EmbeddedOptions;
import io.github.bits4j.embedded.EmbeddedService;
import io.github.bits4j.testkit.Await;
import io.github.bits4j.testkit.LoopbackServer;
import io.github.bits4j.tests.support.LogCapture;
import io.github.bits4j.tests.support.NoLeaks;
import io.github.bits4j.tests.support.RawInterface;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * BITS_JOB_PROPERTY_NOTIFICATION_CLSID: an embedded service makes an object of the class that a job names, one of the
 * application's or, which {@code native/client} tries on Windows, one of a COM server.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/api/bits5_0/ne-bits5_0-bits_job_property_id">BITS_JOB_PROPERTY_ID</a>
 */
@ExtendWith(NoLeaks.class)
class NotificationClassTest {
    private static final int NOTIFICATION_CLSID = 2;
    private static final UUID CLSID = UUID.fromString("5d9f1c3e-7d11-4a5c-9a43-0b0a4f0c8e21");
    private static final byte[] CONTENT = LoopbackServer.bytes(20_000, 2);

    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final AtomicInteger made = new AtomicInteger();
    private volatile int answer = HResult.S_OK;
    private LoopbackServer server;

    @TempDir
    Path directory;

    @BeforeEach
    void start() {
        server = LoopbackServer.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private EmbeddedOptions options() {
        return EmbeddedOptions.usual().withNotificationClass(CLSID, () -> {
            made.incrementAndGet();
            return new BackgroundCopyCallback() {
                @Override
                public int jobTransferred(BackgroundCopyJob job) {
                    calls.add("transferred " + job.displayName());
                    if (answer == HResult.S_OK) {
                        job.complete();
                    }
                    return answer;
                }

                @Override
                public int jobError(BackgroundCopyJob job, BackgroundCopyError error) {
                    calls.add("error " + HResult.name(error.hresult()));
                    return answer;
                }

                @Override
                public int fileTransferred(BackgroundCopyJob job, BackgroundCopyFile file) {
                    calls.add("file " + Path.of(file.localName()).getFileName());
                    return answer;
                }
            };
        });
    }

    private BackgroundCopyJob job(BackgroundCopyManager manager, String path, UUID clsid) {
        BackgroundCopyJob job = manager.createJob("job", JobType.DOWNLOAD);
        job.addFile(server.uri(path), directory.resolve("file"));
        name(job, clsid);
        return job;
    }

    private static void name(BackgroundCopyJob job, UUID clsid) {
        int hresult = new RawInterface(job.pointer(), InterfaceIds.IBACKGROUND_COPY_JOB5).call((vtable, self, arena) -> {
            MemorySegment union = BITS_JOB_PROPERTY_VALUE.allocate(arena);
            Guid.of(clsid).write(BITS_JOB_PROPERTY_VALUE.ClsID(union));
            return IBackgroundCopyJob5Vtbl.SetProperty.invoke(
                    IBackgroundCopyJob5Vtbl.SetProperty(vtable), self, NOTIFICATION_CLSID, union);
        });
        assertThat(hresult).isEqualTo(HResult.S_OK);
    }

    @Test
    void an_object_of_the_applications_class_completes_the_job() {
        for (ServiceKind kind : ServiceKind.values()) {
            calls.clear();
            server.file("/" + kind.name(), CONTENT);
            try (EmbeddedService service = EmbeddedService.inMemory(kind, options());
                    BackgroundCopyManager manager = service.connect()) {
                BackgroundCopyJob job = job(manager, "/" + kind.name(), CLSID);
                job.setNotifyFlags(EnumSet.of(NotifyFlag.JOB_TRANSFERRED, NotifyFlag.FILE_TRANSFERRED));
                job.resume();
                Await.until("the job to be completed", () -> job.state() == JobState.ACKNOWLEDGED);
                Await.until("the object to be released", () -> service.counts().callbacks() == 0);
                assertThat(calls).containsExactly("file file", "transferred job");
                assertThat(directory.resolve("file")).hasBinaryContent(CONTENT);
            }
        }
        assertThat(made).hasValue(2);
    }

    @Test
    void it_gets_the_error_and_is_called_until_it_accepts() {
        answer = HResult.E_FAIL;
        try (EmbeddedService service = EmbeddedService.inMemory(ServiceKind.BITS, options());
                BackgroundCopyManager manager = service.connect()) {
            BackgroundCopyJob job = job(manager, "/missing", CLSID);
            job.resume();
            Await.until("the second call", () -> calls.size() > 1);
            answer = HResult.S_OK;
            assertThat(calls).containsOnly("error BG_E_HTTP_ERROR_404");
            assertThat(made).hasValue(1);
            job.cancel();
        }
    }

    @Test
    void it_is_notified_of_a_job_that_was_transferred_while_no_client_was_there() throws Exception {
        server.file("/file", CONTENT);
        answer = HResult.E_FAIL;
        Path store = directory.resolve("store");
        try (EmbeddedService service = EmbeddedService.open(store, ServiceKind.BITS, options());
                BackgroundCopyManager manager = service.connect()) {
            BackgroundCopyJob job = job(manager, "/file", CLSID);
            job.resume();
            Await.until("the job to be transferred", () -> job.state() == JobState.TRANSFERRED);
        }
        answer = HResult.S_OK;
        try (EmbeddedService service = EmbeddedService.open(store, ServiceKind.BITS, options())) {
            Await.until("the job to be completed", () -> directory.resolve("file").toFile().exists());
            Await.until("the object to be released", () -> service.counts().callbacks() == 0);
        }
        assertThat(directory.resolve("file")).hasBinaryContent(CONTENT);
    }

    @Test
    void a_class_that_nobody_has_is_logged_and_the_notification_repeated() {
        server.file("/file", CONTENT);
        UUID unknown = UUID.fromString("0dd0c1a5-0000-4000-8000-000000000001");
        try (LogCapture log = new LogCapture();
                EmbeddedService service = EmbeddedService.inMemory(ServiceKind.BITS, options());
                BackgroundCopyManager manager = service.connect()) {
            BackgroundCopyJob job = job(manager, "/file", unknown);
            job.resume();
            String complaint = "no object of the class " + Guid.of(unknown) + " can be notified of job " + job.id();
            Await.until("two attempts", () -> log.text().indexOf(complaint) != log.text().lastIndexOf(complaint));
            assertThat(log.text()).contains("REGDB_E_CLASSNOTREG");
            name(job, CLSID);
            Await.until("the job to be completed", () -> job.state() == JobState.ACKNOWLEDGED);
            assertThat(calls).containsExactly("transferred job");
        }
    }

    @Test
    void a_factory_that_fails_is_logged_and_asked_again() {
        server.file("/file", CONTENT);
        EmbeddedOptions failing = EmbeddedOptions.usual().withNotificationClass(CLSID, () -> {
            if (made.incrementAndGet() < 2) {
                throw new IllegalStateException("not yet");
            }
            return new BackgroundCopyCallback() {
                @Override
                public int jobTransferred(BackgroundCopyJob job) {
                    job.complete();
                    return HResult.S_OK;
                }
            };
        });
        try (LogCapture log = new LogCapture();
                EmbeddedService service = EmbeddedService.inMemory(ServiceKind.BITS, failing);
                BackgroundCopyManager manager = service.connect()) {
            BackgroundCopyJob job = job(manager, "/file", CLSID);
            job.resume();
            Await.until("the job to be completed", () -> job.state() == JobState.ACKNOWLEDGED);
            assertThat(log.text()).contains("java.lang.IllegalStateException: not yet");
        }
        assertThat(made).hasValue(2);
    }

    @Test
    void guid_null_is_no_class() {
        assertThatIllegalArgumentException().isThrownBy(
                () -> EmbeddedOptions.usual().withNotificationClass(new UUID(0, 0), () -> new BackgroundCopyCallback() {}))
                .withMessage("clsid: GUID_NULL is for no class");
    }
}
