package io.github.bits4j.tests;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.bits4j.BackgroundCopyException;
import io.github.bits4j.BackgroundCopyFile;
import io.github.bits4j.BackgroundCopyJob;
import io.github.bits4j.BackgroundCopyManager;
import io.github.bits4j.ErrorContext;
import io.github.bits4j.InterfaceIds;
import io.github.bits4j.JobType;
import io.github.bits4j.ServerCertificate;
import io.github.bits4j.ServerCertificateCheck;
import io.github.bits4j.ServiceKind;
import io.github.bits4j.TransferError;
import io.github.bits4j.bindings.bits.IBackgroundCopyServerCertificateValidationCallback;
import io.github.bits4j.bindings.bits.IBackgroundCopyServerCertificateValidationCallbackVtbl;
import io.github.bits4j.com.ComException;
import io.github.bits4j.com.ComObject;
import io.github.bits4j.com.ComPointer;
import io.github.bits4j.com.ComScope;
import io.github.bits4j.com.Guid;
import io.github.bits4j.com.HResult;
import io.github.bits4j.embedded.EmbeddedService;
import io.github.bits4j.embedded.transfer.http.TestKeys;
import io.github.bits4j.tests.support.LogCapture;
import io.github.bits4j.tests.support.NoLeaks;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A check of certificates as the service sees it, which may call it with anything and gets an HRESULT. */
@ExtendWith(NoLeaks.class)
class CertificateCallTest {
    private static final ServerCertificateCheck ACCEPTING = (_, _, _) -> { };
    private static final ServerCertificateCheck LOOKING_AT_THE_CHAIN = (_, _, certificate) -> certificate.chain();

    @TempDir
    static Path keys;
    private static Certificate authority;
    private static Certificate signed;
    private static Certificate impostor;
    private static Certificate leafAsIssuer;

    @TempDir
    Path directory;
    private final FakeHttpJob fake = new FakeHttpJob();
    private EmbeddedService service;
    private BackgroundCopyManager manager;
    private BackgroundCopyJob job;
    /** Held for its pointer, which is released when it is collected. */
    private BackgroundCopyFile lent;
    private MemorySegment file;

    @BeforeAll
    static void makeKeys() throws Exception {
        TestKeys root = TestKeys.make(Files.createTempDirectory(keys, "root"), "authority", "-ext", "bc:c");
        TestKeys server = root.sign("server");
        authority = root.certificate();
        signed = server.certificate();
        leafAsIssuer = server.sign("below-server").certificate();
        impostor = TestKeys.make(Files.createTempDirectory(keys, "impostor"), "authority", "-ext", "bc:c").certificate();
    }

    @BeforeEach
    void open() {
        service = EmbeddedService.inMemory(ServiceKind.BITS);
        manager = service.connect();
        job = manager.job(fake.pointer());
        BackgroundCopyJob real = manager.createJob("with a file", JobType.DOWNLOAD);
        real.addFile(URI.create("https://test.invalid/file"), directory.resolve("file"));
        lent = real.files().getFirst();
        file = lent.pointer();
    }

    @AfterEach
    void close() {
        lent.close();
        fake.close();
        manager.close();
        service.close();
    }

    private int call(byte[] certificate, byte[] store) {
        try (Arena arena = Arena.ofConfined()) {
            return call(file, certificate.length, arena.allocateFrom(JAVA_BYTE, certificate), store.length,
                    arena.allocateFrom(JAVA_BYTE, store));
        }
    }

    private int call(MemorySegment lentFile, int length, MemorySegment data, int storeLength, MemorySegment store) {
        MemorySegment self = fake.callback();
        return IBackgroundCopyServerCertificateValidationCallbackVtbl.ValidateServerCertificate.invoke(
                IBackgroundCopyServerCertificateValidationCallbackVtbl.ValidateServerCertificate(
                        IBackgroundCopyServerCertificateValidationCallback.lpVtbl(self)),
                self, fake.pointer(), lentFile, length, data, 1, storeLength, store);
    }

    /** As CertSaveStore writes it: each certificate after a property of its own. */
    private static byte[] store(Certificate... certificates) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(numbers(0, 0x54524543));
        for (Certificate certificate : certificates) {
            byte[] encoded = certificate.getEncoded();
            out.write(numbers(3, 1, 20));
            out.write(new byte[20]);
            out.write(numbers(32, 1, encoded.length));
            out.write(encoded);
        }
        out.write(numbers(0, 0, 0));
        return out.toByteArray();
    }

    private static byte[] numbers(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asIntBuffer().put(values);
        return bytes.array();
    }

    private List<X509Certificate> chain(byte[] certificate, byte[] store) {
        List<X509Certificate> chain = new ArrayList<>();
        job.http().setServerCertificateCheck((_, _, shown) -> chain.addAll(shown.chain()));
        assertThat(call(certificate, store)).isEqualTo(HResult.S_OK);
        return chain;
    }

    @Test
    void the_check_gets_what_the_service_gave() throws Exception {
        byte[] store = store(authority, signed);
        List<Object> got = new ArrayList<>();
        job.http().setServerCertificateCheck((checked, checkedFile, shown) -> {
            got.addAll(List.of(checked, checkedFile.remoteName(), shown.certificate(), shown.sent(), shown.chain()));
            assertThat(shown.serializedStore()).isEqualTo(store).isNotSameAs(shown.serializedStore());
        });
        assertThat(call(signed.getEncoded(), store)).isEqualTo(HResult.S_OK);
        assertThat(got).containsExactly(
                job, "https://test.invalid/file", signed, List.of(authority, signed), List.of(signed, authority));
    }

    @Test
    void what_has_not_signed_is_not_in_the_chain() throws Exception {
        assertThat(chain(signed.getEncoded(), store(impostor, signed))).as("the same name, another key").containsExactly(
                (X509Certificate) signed);
        assertThat(chain(signed.getEncoded(), store(impostor, authority))).as("in any order").containsExactly(
                (X509Certificate) signed, (X509Certificate) authority);
        assertThat(chain(leafAsIssuer.getEncoded(), store(signed, authority))).as("not allowed to sign").containsExactly(
                (X509Certificate) leafAsIssuer);
        assertThat(chain(authority.getEncoded(), store(authority, authority))).as("by itself").containsExactly(
                (X509Certificate) authority);
        assertThat(chain(signed.getEncoded(), new byte[0])).as("no store").containsExactly((X509Certificate) signed);
    }

    @Test
    void a_store_that_cannot_be_read_matters_to_those_who_look_at_it() throws Exception {
        byte[] cut = store(authority);
        byte[] store = Arrays.copyOf(cut, cut.length - 20);
        job.http().setServerCertificateCheck(ACCEPTING);
        assertThat(call(signed.getEncoded(), store)).isEqualTo(HResult.S_OK);
        job.http().setServerCertificateCheck(LOOKING_AT_THE_CHAIN);
        assertThat(call(signed.getEncoded(), store)).isEqualTo(HResult.TRUST_E_FAIL);
    }

    @Test
    void without_a_certificate_nothing_is_accepted() throws Exception {
        job.http().setServerCertificateCheck(ACCEPTING);
        byte[] encoded = signed.getEncoded();
        assertThat(call(new byte[0], store())).isEqualTo(HResult.TRUST_E_FAIL);
        assertThat(call(new byte[] {1, 2, 3}, store())).isEqualTo(HResult.TRUST_E_FAIL);
        assertThat(call(Arrays.copyOf(encoded, encoded.length / 2), store())).isEqualTo(HResult.TRUST_E_FAIL);
        assertThat(call(file, 10, MemorySegment.NULL, 10, MemorySegment.NULL)).isEqualTo(HResult.TRUST_E_FAIL);
        try (Arena arena = Arena.ofConfined(); LogCapture _ = new LogCapture()) {
            MemorySegment data = arena.allocateFrom(JAVA_BYTE, encoded);
            assertThat(call(file, -1, data, 0, MemorySegment.NULL)).isEqualTo(HResult.E_FAIL);
            assertThat(call(MemorySegment.NULL, encoded.length, data, 0, MemorySegment.NULL)).isEqualTo(HResult.E_FAIL);
            assertThat(call(file, encoded.length, data, 10, MemorySegment.NULL)).as("control").isEqualTo(HResult.S_OK);
        }
    }

    /** A failure that claims to be a success. */
    private static final class Liar extends ComException {
        private static final long serialVersionUID = 1L;

        Liar() {
            super(HResult.E_ACCESSDENIED, "check");
        }

        @Override
        public int hresult() {
            return HResult.S_OK;
        }
    }

    /** A failure of the service's, as an application may pass it on. */
    private static Exception refused(int hresult) {
        return new TransferError(ErrorContext.NONE, hresult, "", "", Optional.empty(), Optional.empty()).toException();
    }

    static Stream<Arguments> thrown() {
        return Stream.of(
                arguments(new CertificateException("secret"), HResult.TRUST_E_FAIL, false),
                arguments(new ComException(HResult.CRYPT_E_NOT_FOUND, "check"), HResult.CRYPT_E_NOT_FOUND, false),
                arguments(refused(HResult.BG_E_INVALID_STATE), HResult.BG_E_INVALID_STATE, false),
                arguments(new Liar(), HResult.E_FAIL, false),
                arguments(new UnsupportedOperationException(), HResult.E_NOTIMPL, true),
                arguments(new IllegalStateException(), HResult.E_FAIL, true),
                arguments(new IOException(), HResult.E_FAIL, true),
                arguments(new InterruptedException(), HResult.E_FAIL, true),
                arguments(new AssertionError(), HResult.E_FAIL, true),
                arguments(new OutOfMemoryError(), HResult.E_OUTOFMEMORY, true),
                arguments(new StackOverflowError(), HResult.E_FAIL, true),
                arguments(new LinkageError(), HResult.E_FAIL, true),
                arguments(new Throwable(), HResult.E_FAIL, true));
    }

    @ParameterizedTest
    @MethodSource("thrown")
    void whatever_it_throws_rejects(Throwable thrown, int hresult, boolean mistake) throws Exception {
        job.http().setServerCertificateCheck((_, _, _) -> Sneaky.raise(thrown));
        try (LogCapture log = new LogCapture()) {
            assertThat(call(signed.getEncoded(), store())).isNegative().isEqualTo(hresult);
            assertThat(log.text().contains("ValidateServerCertificate threw")).as(log.text()).isEqualTo(mistake);
        }
    }

    @Test
    void a_deep_recursion_rejects() throws Exception {
        job.http().setServerCertificateCheck(new ServerCertificateCheck() {
            @Override
            public void check(BackgroundCopyJob checked, BackgroundCopyFile checkedFile, ServerCertificate shown)
                    throws Exception {
                check(checked, checkedFile, shown);
            }
        });
        try (LogCapture _ = new LogCapture()) {
            assertThat(call(signed.getEncoded(), store())).isEqualTo(HResult.E_FAIL);
        }
    }

    @Test
    void a_closed_job_rejects_and_the_check_is_not_asked() throws Exception {
        List<ServerCertificate> asked = new ArrayList<>();
        job.http().setServerCertificateCheck((_, _, shown) -> asked.add(shown));
        job.close();
        assertThat(call(signed.getEncoded(), store())).isEqualTo(HResult.BG_E_SERVER_CERT_VALIDATION_INTERFACE_REQUIRED);
        assertThat(asked).isEmpty();
    }

    @Test
    void a_job_that_is_closed_meanwhile_does_not_accept_by_mistake() throws Exception {
        job.http().setServerCertificateCheck((checked, _, _) -> {
            checked.close();
            checked.state();
        });
        assertThat(call(signed.getEncoded(), store())).isEqualTo(HResult.BG_E_SERVER_CERT_VALIDATION_INTERFACE_REQUIRED);
    }

    @Test
    void a_closed_manager_rejects() throws Exception {
        job.http().setServerCertificateCheck(ACCEPTING);
        MemorySegment callback = fake.callback();
        manager.close();
        assertThat(fake.callback()).isEqualTo(callback);
        assertThat(call(signed.getEncoded(), store())).isEqualTo(HResult.BG_E_SERVER_CERT_VALIDATION_INTERFACE_REQUIRED);
    }

    @Test
    void a_check_that_the_service_refused_is_gone_and_the_other_stays() throws Exception {
        job.http().setServerCertificateCheck(LOOKING_AT_THE_CHAIN);
        MemorySegment first = fake.callback();
        long live = ComObject.liveCount();
        fake.answer = HResult.BG_E_READ_ONLY_WHEN_JOB_ACTIVE;
        Assertions.assertThatExceptionOfType(BackgroundCopyException.class)
                .isThrownBy(() -> job.http().setServerCertificateCheck(ACCEPTING))
                .satisfies(e -> assertThat(e.hresult()).isEqualTo(HResult.BG_E_READ_ONLY_WHEN_JOB_ACTIVE))
                .withMessageContaining("IBackgroundCopyJobHttpOptions3::SetServerCertificateValidationInterface");
        assertThat(ComObject.liveCount()).isEqualTo(live);
        assertThat(fake.callback()).isEqualTo(first);
        assertThat(call(signed.getEncoded(), store(authority))).isEqualTo(HResult.S_OK);
    }

    @Test
    void the_service_has_the_only_reference() {
        long live = ComObject.liveCount();
        job.http().setServerCertificateCheck(ACCEPTING);
        assertThat(ComObject.liveCount()).isEqualTo(live + 1);
        job.http().setServerCertificateCheck(ACCEPTING);
        assertThat(ComObject.liveCount()).as("the first one is gone").isEqualTo(live + 1);
        job.http().clearServerCertificateCheck();
        assertThat(ComObject.liveCount()).isEqualTo(live);
        Assertions.assertThatNullPointerException().isThrownBy(() -> job.http().setServerCertificateCheck(null));
        assertThat(ComObject.liveCount()).isEqualTo(live);
    }

    @Test
    void it_is_a_validation_callback_and_nothing_else() {
        job.http().setServerCertificateCheck(ACCEPTING);
        try (ComScope scope = new ComScope(); ComPointer callback = ComPointer.share(fake.callback(), scope)) {
            assertThat(callback.query(InterfaceIds.IBACKGROUND_COPY_SERVER_CERTIFICATE_VALIDATION_CALLBACK)
                    .orElseThrow().segment()).isEqualTo(callback.segment());
            assertThat(callback.query(Guid.IUNKNOWN).orElseThrow().segment()).isEqualTo(callback.segment());
            assertThat(callback.query(InterfaceIds.IBACKGROUND_COPY_CALLBACK)).isEmpty();
        }
    }
}
