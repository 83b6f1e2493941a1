package io.github.bits4j.tests;

import static io.github.bits4j.CertificateStoreLocation.CURRENT_USER;
import static io.github.bits4j.CertificateStoreLocation.LOCAL_MACHINE;
import static io.github.bits4j.embedded.transfer.ScriptedServer.file;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.bits4j.BackgroundCopyJob;
import io.github.bits4j.BackgroundCopyManager;
import io.github.bits4j.CertificateStoreLocation;
import io.github.bits4j.ClientCertificate;
import io.github.bits4j.HttpSecurity;
import io.github.bits4j.HttpSecurityFlag;
import io.github.bits4j.InterfaceIds;
import io.github.bits4j.JobHttpOptions;
import io.github.bits4j.JobState;
import io.github.bits4j.JobType;
import io.github.bits4j.ServiceKind;
import io.github.bits4j.bindings.bits.IBackgroundCopyJobHttpOptionsVtbl;
import io.github.bits4j.com.ComException;
import io.github.bits4j.com.HResult;
import io.github.bits4j.com.WideString;
import io.github.bits4j.embedded.EmbeddedOptions;
import io.github.bits4j.embedded.EmbeddedService;
import io.github.bits4j.embedded.transfer.ScriptedServer;
import io.github.bits4j.embedded.transfer.http.TestKeys;
import io.github.bits4j.testkit.Await;
import io.github.bits4j.testkit.LoopbackServer;
import io.github.bits4j.tests.support.NoLeaks;
import io.github.bits4j.tests.support.RawInterface;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.URI;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.function.Consumer;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jspecify.annotations.Nullable;

/**
 * Client certificates, from a key store that the application gave its embedded service as the store MY of the current user.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/api/bits2_5/nf-bits2_5-ibackgroundcopyjobhttpoptions-setclientcertificatebyid">SetClientCertificateByID</a>
 */
@ExtendWith(NoLeaks.class)
class ClientCertificateTest {
    private static final byte[] CONTENT = LoopbackServer.bytes(20_000, 9);
    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final byte[] NO_HASH = new byte[20];

    @TempDir
    static Path keys;
    private static TestKeys client;
    private static TestKeys server;
    private static byte[] hash;

    @TempDir
    Path directory;
    private EmbeddedService service;
    private BackgroundCopyManager manager;

    @BeforeAll
    static void makeKeys() throws Exception {
        client = TestKeys.make(keys, "client", "-dname", "CN=Client One, OU=Unit, O=Firm");
        server = TestKeys.ofServer(keys, "-ext", "eku=serverAuth");
        hash = MessageDigest.getInstance("SHA-1").digest(client.certificate().getEncoded());
    }

    @BeforeEach
    void open() throws Exception {
        service = EmbeddedService.inMemory(
                ServiceKind.BITS, EmbeddedOptions.usual().withClientCertificates("MY", client.keyStore(), PASSWORD));
        manager = service.connect();
    }

    @AfterEach
    void close() {
        manager.close();
        service.close();
    }

    private BackgroundCopyJob job() {
        return manager.createJob("client certificate", JobType.DOWNLOAD);
    }

    private static void assertFails(int hresult, ThrowingCallable call) {
        Assertions.assertThatThrownBy(call).isInstanceOfSatisfying(ComException.class,
                e -> assertThat(e.hresult()).as(e.getMessage()).isEqualTo(hresult));
    }

    @Test
    void it_is_shown_whether_chosen_by_hash_or_by_subject() throws Exception {
        try (ScriptedServer asking = new ScriptedServer(server.context(client), true)) {
            asking.replies(file(CONTENT, "ETag: \"1\""));
            transfer(asking, "by-hash", http -> http.setClientCertificate(CURRENT_USER, "my", hash));
            transfer(asking, "by-subject", http -> http.setClientCertificateBySubject(CURRENT_USER, "MY", "unit, client ONE"));
        }
    }

    private void transfer(ScriptedServer asking, String name, Consumer<JobHttpOptions> choice) {
        BackgroundCopyJob job = job();
        job.addFile(URI.create(asking.localhost("/" + name)), directory.resolve(name));
        job.http().setSecurity(HttpSecurity.defaults().with(HttpSecurityFlag.IGNORE_UNKNOWN_CA));
        choice.accept(job.http());
        job.resume();
        Await.until("the transfer", () -> job.state() == JobState.TRANSFERRED);
        job.complete();
        assertThat(directory.resolve(name)).hasBinaryContent(CONTENT);
    }

    @Test
    void it_is_given_back_until_it_is_removed() {
        JobHttpOptions http = job().http();
        assertThat(http.clientCertificate()).isEmpty();
        http.setClientCertificateBySubject(CURRENT_USER, "MY", "Firm");
        ClientCertificate set = http.clientCertificate().orElseThrow();
        assertThat(set).isEqualTo(new ClientCertificate(
                CURRENT_USER, "MY", HexFormat.of().withUpperCase().formatHex(hash), "Firm, Unit, Client One"));
        assertThat(set.hash()).isEqualTo(hash);
        assertThat(http.removeClientCertificate()).isTrue();
        assertThat(http.clientCertificate()).isEmpty();
        assertThat(http.removeClientCertificate()).isFalse();
    }

    @Test
    void one_that_is_not_there_is_refused_and_the_other_stays() {
        JobHttpOptions http = job().http();
        http.setClientCertificate(CURRENT_USER, "MY", hash);
        assertFails(HResult.CRYPT_E_NOT_FOUND, () -> http.setClientCertificate(CURRENT_USER, "MY", NO_HASH));
        assertFails(HResult.CRYPT_E_NOT_FOUND, () -> http.setClientCertificateBySubject(CURRENT_USER, "MY", "nobody"));
        assertFails(HResult.ofWin32(2), () -> http.setClientCertificate(CURRENT_USER, "ROOT", hash));
        assertFails(HResult.ofWin32(2), () -> http.setClientCertificate(LOCAL_MACHINE, "MY", hash));
        assertThat(http.clientCertificate().orElseThrow().hash()).isEqualTo(hash);
    }

    @Test
    void one_for_servers_is_not_found_by_its_subject() throws Exception {
        EmbeddedOptions options = EmbeddedOptions.usual().withClientCertificates("MY", server.keyStore(), PASSWORD);
        try (EmbeddedService other = EmbeddedService.inMemory(ServiceKind.BITS, options);
                BackgroundCopyManager theirs = other.connect()) {
            JobHttpOptions http = theirs.createJob("for servers only", JobType.DOWNLOAD).http();
            assertFails(HResult.CRYPT_E_NOT_FOUND, () -> http.setClientCertificateBySubject(CURRENT_USER, "MY", "localhost"));
        }
    }

    @Test
    void an_ended_job_takes_none() {
        BackgroundCopyJob job = job();
        job.cancel();
        assertFails(HResult.BG_E_INVALID_STATE, () -> job.http().setClientCertificate(CURRENT_USER, "MY", hash));
        assertFails(HResult.BG_E_INVALID_STATE, () -> job.http().setClientCertificateBySubject(CURRENT_USER, "MY", "Firm"));
        assertFails(HResult.BG_E_INVALID_STATE, job.http()::removeClientCertificate);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 19, 21, 32})
    void a_hash_has_20_bytes(int length) {
        assertRefused("hash: must be a SHA-1 hash of 20 bytes, has " + length,
                http -> http.setClientCertificate(CURRENT_USER, "MY", new byte[length]));
    }

    @Test
    void a_location_must_be_known() {
        String rule = "location: must be one that the service knows, is UNKNOWN";
        assertRefused(rule, http -> http.setClientCertificate(CertificateStoreLocation.UNKNOWN, "MY", hash));
        assertRefused(rule, http -> http.setClientCertificateBySubject(CertificateStoreLocation.UNKNOWN, "MY", "Firm"));
    }

    @Test
    void names_have_limits() {
        String tooLong = "x".repeat(256);
        assertRefused("store: must have at most 255 characters, has 256",
                http -> http.setClientCertificate(CURRENT_USER, tooLong, hash));
        assertRefused("store: must have at most 255 characters, has 256",
                http -> http.setClientCertificateBySubject(CURRENT_USER, tooLong, "Firm"));
        assertRefused("subject: must have at most 255 characters, has 256",
                http -> http.setClientCertificateBySubject(CURRENT_USER, "MY", tooLong));
        assertRefused("store: must not be empty", http -> http.setClientCertificate(CURRENT_USER, "", hash));
        assertRefused("store: must not be empty", http -> http.setClientCertificateBySubject(CURRENT_USER, "", "Firm"));
        assertRefused("subject: must not be empty", http -> http.setClientCertificateBySubject(CURRENT_USER, "MY", ""));
        assertRefused("store: must not contain the character NUL",
                http -> http.setClientCertificate(CURRENT_USER, "M\0Y", hash));
        assertRefused("subject: must not contain the character NUL",
                http -> http.setClientCertificateBySubject(CURRENT_USER, "MY", "Fi\0rm"));
    }

    private void assertRefused(String rule, Consumer<JobHttpOptions> setter) {
        JobHttpOptions http = job().http();
        assertThatIllegalArgumentException().isThrownBy(() -> setter.accept(http)).withMessage(rule);
        assertThat(http.clientCertificate()).isEmpty();
    }

    @Test
    void the_service_checks_it_all_itself() {
        assertThat(setRaw(8, "MY", NO_HASH)).isEqualTo(HResult.E_NOTIMPL);
        assertThat(setRaw(0, "M".repeat(256), NO_HASH)).isEqualTo(HResult.BG_E_STRING_TOO_LONG);
        assertThat(setRaw(0, null, NO_HASH)).isEqualTo(HResult.ofWin32(1780));
        assertThat(setRaw("MY", null)).isEqualTo(HResult.ofWin32(1780));
        assertThat(setRaw("MY", "")).isEqualTo(HResult.E_INVALIDARG);
    }

    private int setRaw(int location, @Nullable String store, byte[] bytes) {
        return options().call((vtable, self, arena) -> IBackgroundCopyJobHttpOptionsVtbl.SetClientCertificateByID.invoke(
                IBackgroundCopyJobHttpOptionsVtbl.SetClientCertificateByID(vtable), self, location,
                WideString.allocate(arena, store), arena.allocateFrom(ValueLayout.JAVA_BYTE, bytes)));
    }

    private int setRaw(String store, @Nullable String subject) {
        return options().call((vtable, self, arena) -> {
            MemorySegment name = WideString.allocate(arena, subject);
            return IBackgroundCopyJobHttpOptionsVtbl.SetClientCertificateByName.invoke(
                    IBackgroundCopyJobHttpOptionsVtbl.SetClientCertificateByName(vtable), self, 0,
                    WideString.allocate(arena, store), name);
        });
    }

    private RawInterface options() {
        return new RawInterface(job().pointer(), InterfaceIds.IBACKGROUND_COPY_JOB_HTTP_OPTIONS);
    }
}
