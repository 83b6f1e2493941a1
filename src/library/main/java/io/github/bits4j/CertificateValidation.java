package io.github.bits4j;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import io.github.bits4j.bindings.bits.IBackgroundCopyServerCertificateValidationCallbackVtbl;
import io.github.bits4j.com.ComException;
import io.github.bits4j.com.ComObject;
import io.github.bits4j.com.ComPointer;
import io.github.bits4j.com.ComVtable;
import io.github.bits4j.com.HResult;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.security.cert.CertificateException;

/**
 * The COM object that a job asks about servers: the callback of one {@code setServerCertificateCheck}.
 *
 * <p>The service's reference alone keeps it alive, and with it the Java job and the check. It cannot be withdrawn when the job
 * or its manager is closed, and must not be: the job would then believe servers that nobody has checked. It rejects them.
 */
final class CertificateValidation {
    private static final Logger LOG = System.getLogger("io.github.bits4j");
    private static final ComVtable<CertificateValidation> VTABLE = ComVtable.of(MethodHandles.lookup(),
            CertificateValidation.class, IBackgroundCopyServerCertificateValidationCallbackVtbl.class,
            InterfaceIds.IBACKGROUND_COPY_SERVER_CERTIFICATE_VALIDATION_CALLBACK);

    private final BackgroundCopyJob job;
    private final ServerCertificateCheck check;

    CertificateValidation(BackgroundCopyJob job, ServerCertificateCheck check) {
        this.job = job;
        this.check = check;
    }

    /** The object to register; the caller releases his reference once the service has its own. */
    ComObject newObject() {
        return ComObject.of(this, VTABLE);
    }

    /** Whatever else is thrown the vtable turns into a failure, and logs. */
    public int validateServerCertificate(MemorySegment lentJob, MemorySegment lentFile, int length, MemorySegment data,
            int encoding, int storeLength, MemorySegment store) throws Exception {
        if (isClosed()) {
            return HResult.BG_E_SERVER_CERT_VALIDATION_INTERFACE_REQUIRED;
        }
        try (var file = new BackgroundCopyFile(job.connection, ComPointer.share(lentFile, job.connection.scope))) {
            check.check(job, file, new ServerCertificate(bytes(data, length), bytes(store, storeLength)));
        } catch (CertificateException | ComException e) {
            LOG.log(Level.DEBUG, "a server''s certificate was rejected: {0}", e.getMessage());
            int hresult = e instanceof ComException own ? own.hresult() : HResult.TRUST_E_FAIL;
            return HResult.failed(hresult) ? hresult : HResult.E_FAIL; // a subclass may say anything
        } catch (IllegalStateException e) {
            if (isClosed()) {
                return HResult.BG_E_SERVER_CERT_VALIDATION_INTERFACE_REQUIRED;
            }
            throw e;
        }
        return HResult.S_OK;
    }

    private boolean isClosed() {
        try {
            job.pointer();
            return false;
        } catch (IllegalStateException closed) {
            return true;
        }
    }

    private static byte[] bytes(MemorySegment data, int length) {
        return data.address() == 0 ? new byte[0] : data.asSlice(0, Integer.toUnsignedLong(length)).toArray(JAVA_BYTE);
    }
}
