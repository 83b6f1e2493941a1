package io.github.bits4j.tests.bindings;

import static io.github.bits4j.embedded.transfer.ScriptedServer.file;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.bits4j.ServiceKind;
import io.github.bits4j.embedded.EmbeddedOptions;
import io.github.bits4j.embedded.EmbeddedService;
import io.github.bits4j.embedded.transfer.ScriptedServer;
import io.github.bits4j.embedded.transfer.http.TestKeys;
import io.github.bits4j.embedded.transfer.upload.BitsUploadServer;
import io.github.bits4j.testkit.Await;
import io.github.bits4j.testkit.LoopbackServer;
import io.github.bits4j.tests.support.NoLeaks;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A program in C that is handed the embedded service's manager uses it as the system's: it drives every method of every interface
 * by itself, and implements those that the service calls. It is in {@code native/client}.
 */
@ExtendWith(NoLeaks.class)
class NativeClientTest {
    private static final Abi ABI = AbiReader.read();
    private static final byte[] CONTENT = LoopbackServer.bytes(150_000, 3);
    private static final byte[] REPLY = LoopbackServer.bytes(1_000, 4);
    private static final int REPORT_BYTES = 65_536;
    /** The one slot that is not entered: Delivery Optimization has no jobs in on-demand mode. */
    private static final String ON_DEMAND = "IBackgroundCopyCallback3.FileRangesTransferred";
    /**
     * Each vtable's on its own. Of those of the manager (7), the enumerators (8, 8), errors (8), jobs (35, and 25 of the newer
     * interfaces, which have one of their own), their HTTP options (15) and files (18), which C calls, and of its callbacks
     * (8, 4), which are called.
     */
    private static final int SLOTS_OF_BITS = 136;
    /** The same without HTTP options and certificate callback; of files, 15. */
    private static final int SLOTS_OF_DELIVERY_OPTIMIZATION = 109;
    /** Of the client's stream, what a service that writes needs. */
    private static final String[] WRITTEN = {"IStream.Write", "IStream.Seek", "IStream.SetSize", "IStream.QueryInterface",
        "IStream.AddRef", "IStream.Release"};

    @TempDir
    private static Path keyDirectory;
    private static TestKeys clientKeys;
    private static TestKeys serverKeys;
    private static SymbolLookup client;

    @TempDir
    private Path directory;

    @BeforeAll
    static void open() throws Exception {
        Optional<SymbolLookup> opened = new NativeLibrary("client", "NativeClientTest").open();
        assumeTrue(opened.isPresent(), "no C compiler on the PATH");
        client = opened.get();
        clientKeys = TestKeys.make(keyDirectory, "client", "-dname", "CN=native client");
        serverKeys = TestKeys.ofServer(keyDirectory);
    }

    @Test
    void a_program_in_c_drives_every_method_of_bits() throws Throwable {
        ClientReport report = drive("drive_bits", ServiceKind.BITS);
        assertThat(report.failures()).isEmpty();
        assertThat(report.interfaces()).containsExactlyInAnyOrder("IUnknown", "IBackgroundCopyManager",
                "IEnumBackgroundCopyJobs", "IEnumBackgroundCopyFiles", "IBackgroundCopyError",
                "IBackgroundCopyJob", "IBackgroundCopyJob2", "IBackgroundCopyJob3", "IBackgroundCopyJob4", "IBackgroundCopyJob5",
                "IBackgroundCopyJobHttpOptions", "IBackgroundCopyJobHttpOptions2", "IBackgroundCopyJobHttpOptions3",
                "IBackgroundCopyFile", "IBackgroundCopyFile2", "IBackgroundCopyFile3", "IBackgroundCopyFile4",
                "IBackgroundCopyFile5", "IBackgroundCopyFile6",
                "IBackgroundCopyCallback3", "IBackgroundCopyServerCertificateValidationCallback");
        assertThat(report.missed()).isEmpty();
        assertThat(report.count()).isEqualTo(SLOTS_OF_BITS);
    }

    @Test
    void a_program_in_c_drives_every_method_of_delivery_optimization() throws Throwable {
        ClientReport report = drive("drive_delivery_optimization", ServiceKind.DELIVERY_OPTIMIZATION);
        assertThat(report.failures()).isEmpty();
        assertThat(report.interfaces()).containsExactlyInAnyOrder("IUnknown", "IBackgroundCopyManager",
                "IEnumBackgroundCopyJobs", "IEnumBackgroundCopyFiles", "IBackgroundCopyError",
                "IBackgroundCopyJob", "IBackgroundCopyJob5",
                "IBackgroundCopyFile", "IBackgroundCopyFile2", "IBackgroundCopyFile5", "IBackgroundCopyCallback3");
        assertThat(report.missed()).containsExactly(ON_DEMAND);
        assertThat(report.count()).isEqualTo(SLOTS_OF_DELIVERY_OPTIMIZATION);
    }

    @Test
    void a_program_in_c_drives_every_method_of_downloads() throws Throwable {
        ClientReport report = drive("drive_downloads", ServiceKind.DELIVERY_OPTIMIZATION);
        assertThat(report.failures()).isEmpty();
        assertThat(report.interfaces()).contains("IDOManager", "IDODownload", "IEnumUnknown", "IDODownloadStatusCallback",
                "IStream");
        assertThat(report.missed()).filteredOn(slot -> slot.startsWith("IDO") || slot.startsWith("IEnumUnknown.")).isEmpty();
        assertThat(report.missed()).doesNotContain(WRITTEN);
    }

    @Test
    void a_program_in_c_drives_what_delivery_optimization_adds_to_bits() throws Throwable {
        ClientReport report = drive("drive_delivery_additions", ServiceKind.DELIVERY_OPTIMIZATION);
        assertThat(report.failures()).isEmpty();
        assertThat(report.interfaces()).contains("IDeliveryOptimizationJob", "IDeliveryOptimizationJob2",
                "IDeliveryOptimizationFile", "IDeliveryOptimizationFile2", "IStream");
        assertThat(report.missed()).filteredOn(slot -> slot.startsWith("IDelivery")).isEmpty();
    }

    @Test
    void what_delivery_optimization_adds_leaves_no_memory_behind() throws Throwable {
        ClientReport report = drive("drive_delivery_memory", ServiceKind.DELIVERY_OPTIMIZATION);
        assertThat(report.failures()).isEmpty();
        assertThat(report.missed()).filteredOn(slot -> slot.startsWith("IDelivery")
                && !slot.endsWith(".QueryInterface") && !slot.endsWith(".AddRef")).isEmpty();
    }

    private ClientReport drive(String function, ServiceKind kind) throws Throwable {
        EmbeddedOptions options = EmbeddedOptions.usual()
                .withClientCertificates("MY", clientKeys.keyStore(), "changeit".toCharArray());
        BitsUploadServer uploads = new BitsUploadServer().replying(REPLY, "/reply");
        try (EmbeddedService service = EmbeddedService.inMemory(kind, options);
                LoopbackServer server = LoopbackServer.start();
                ScriptedServer secure = new ScriptedServer(serverKeys.context(clientKeys), true);
                ScriptedServer bits = new ScriptedServer().replies(uploads);
                Arena arena = Arena.ofConfined()) {
            secure.replies(file(CONTENT, "ETag: \"1\""));
            Path upload = Files.write(directory.resolve("upload"), CONTENT);
            byte[] certificate = clientKeys.certificate().getEncoded();
            byte[] hash = MessageDigest.getInstance("SHA-1").digest(certificate);
            MemorySegment parameters = words(arena,
                    text(arena, directory + directory.getFileSystem().getSeparator()).address(),
                    text(arena, server.file("/content", CONTENT).uri().toString()).address(),
                    text(arena, server.uri("/missing").toString()).address(),
                    text(arena, secure.localhost("/content")).address(),
                    arena.allocateFrom(JAVA_BYTE, hash).address(),
                    text(arena, bits.url("/upload")).address(),
                    text(arena, upload.toString()).address(),
                    arena.allocateFrom(JAVA_BYTE, CONTENT).address(), CONTENT.length,
                    arena.allocateFrom(JAVA_BYTE, REPLY).address(), REPLY.length,
                    arena.allocateFrom(JAVA_BYTE, certificate).address(), certificate.length,
                    text(arena, server.file("/reply", REPLY).uri().toString()).address());
            ClientReport report = drive(function, service, parameters, arena);
            assertThat(uploads.violations).isEmpty();
            Await.until("the client to have let go", () -> service.counts().equals(new EmbeddedService.Counts(1, 0)));
            return report;
        }
    }

    private static ClientReport drive(String function, EmbeddedService service, MemorySegment parameters, Arena arena)
            throws Throwable {
        MethodHandle drive = Linker.nativeLinker().downcallHandle(
                client.find(function).orElseThrow(), FunctionDescriptor.ofVoid(ADDRESS, ADDRESS, ADDRESS, JAVA_LONG));
        MemorySegment report = arena.allocate(REPORT_BYTES);
        drive.invokeExact(service.pointer(), parameters, report, report.byteSize());
        return new ClientReport(ABI, report.getString(0));
    }

    /** A struct whose members have eight bytes each. */
    private static MemorySegment words(Arena arena, long... words) {
        return arena.allocateFrom(JAVA_LONG, words);
    }

    private static MemorySegment text(Arena arena, String text) {
        return arena.allocateFrom(text, StandardCharsets.UTF_16LE);
    }
}
