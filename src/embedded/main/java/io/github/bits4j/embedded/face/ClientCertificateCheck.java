package io.github.bits4j.embedded.face;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import io.github.bits4j.InterfaceIds;
import io.github.bits4j.bindings.bits.IBackgroundCopyServerCertificateValidationCallbackVtbl;
import io.github.bits4j.com.ComException;
import io.github.bits4j.com.ComPointer;
import io.github.bits4j.com.HResult;
import io.github.bits4j.embedded.queue.Job;
import io.github.bits4j.embedded.queue.JobFile;
import io.github.bits4j.embedded.transfer.CertificateCheck;
import java.lang.foreign.MemorySegment;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The certificate callback that a client set for a job, held by a reference and called through its vtable. */
final class ClientCertificateCheck implements CertificateCheck {
    private static final int X509_ASN_ENCODING = 1;
    private static final int RPC_S_SERVER_UNAVAILABLE = HResult.ofWin32(1722);
    private static final int RPC_S_CALL_FAILED = HResult.ofWin32(1726);
    /** What a call gets whose receiver is no more. */
    static final Set<Integer> GONE = Set.of(HResult.CO_E_OBJNOTCONNECTED, HResult.RPC_E_DISCONNECTED,
            HResult.RPC_E_SERVER_DIED, HResult.RPC_E_SERVER_DIED_DNE, RPC_S_SERVER_UNAVAILABLE, RPC_S_CALL_FAILED);

    private final Client client;
    private final Job job;
    private final ComPointer callback;

    /** @throws ComException E_NOINTERFACE if the object is no IBackgroundCopyServerCertificateValidationCallback */
    ClientCertificateCheck(Client client, Job job, MemorySegment unknown) {
        this.client = client;
        this.job = job;
        try (ComPointer given = ComPointer.share(unknown, client.service().clients)) {
            this.callback = given.query(InterfaceIds.IBACKGROUND_COPY_SERVER_CERTIFICATE_VALIDATION_CALLBACK)
                    .orElseThrow(() -> new ComException(HResult.E_NOINTERFACE,
                            "the interface is no IBackgroundCopyServerCertificateValidationCallback"));
        }
        client.service().callbacks.incrementAndGet();
    }

    @Override
    public int check(String host, int port, List<X509Certificate> chain) {
        try {
            List<byte[]> encoded = new ArrayList<>();
            for (X509Certificate certificate : chain) {
                encoded.add(certificate.getEncoded());
            }
            int hresult = call(encoded);
            return GONE.contains(hresult) ? HResult.BG_E_SERVER_CERT_VALIDATION_INTERFACE_REQUIRED : hresult;
        } catch (CertificateEncodingException e) {
            return HResult.E_INVALIDARG;
        } catch (ComException e) {
            return e.hresult();
        } catch (IllegalStateException e) { // released, or the JVM is ending
            return HResult.BG_E_SERVER_CERT_VALIDATION_INTERFACE_REQUIRED;
        }
    }

    private int call(List<byte[]> chain) {
        JobFile file = job.fileAtWork().orElseThrow(() -> new IllegalStateException("a transfer without a file"));
        return ClientCallback.lend(JobFace.pointer(client, job), jobPointer ->
                ClientCallback.lend(FileFace.pointer(client, job, file), filePointer ->
                        callback.call((vtable, self, arena) -> {
                            MemorySegment certificate = arena.allocateFrom(JAVA_BYTE, chain.getFirst());
                            MemorySegment store = arena.allocateFrom(JAVA_BYTE, SerializedStore.of(chain));
                            return IBackgroundCopyServerCertificateValidationCallbackVtbl.ValidateServerCertificate.invoke(
                                    IBackgroundCopyServerCertificateValidationCallbackVtbl.ValidateServerCertificate(vtable),
                                    self, jobPointer, filePointer, (int) certificate.byteSize(), certificate,
                                    X509_ASN_ENCODING, (int) store.byteSize(), store);
                        })));
    }

    @Override
    public void release() {
        client.service().callbacks.decrementAndGet();
        callback.close();
    }
}
