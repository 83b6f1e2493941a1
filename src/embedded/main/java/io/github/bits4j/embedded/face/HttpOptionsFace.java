package io.github.bits4j.embedded.face;

import static io.github.bits4j.embedded.face.NullReferences.reference;
import static io.github.bits4j.embedded.face.NullReferences.text;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.github.bits4j.InterfaceIds;
import io.github.bits4j.bindings.bits.IBackgroundCopyJobHttpOptions3Vtbl;
import io.github.bits4j.com.ComException;
import io.github.bits4j.com.ComVtable;
import io.github.bits4j.com.HResult;
import io.github.bits4j.com.TaskMemory;
import io.github.bits4j.com.WideString;
import io.github.bits4j.embedded.queue.Job;
import io.github.bits4j.embedded.transfer.session.ClientCertificate;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;

/** IBackgroundCopyJobHttpOptions to IBackgroundCopyJobHttpOptions3: a second line of interfaces of the job's object. */
interface HttpOptionsFace {
    ComVtable<HttpOptionsFace> VTABLE = ComVtable.of(MethodHandles.lookup(), HttpOptionsFace.class,
            IBackgroundCopyJobHttpOptions3Vtbl.class, InterfaceIds.IBACKGROUND_COPY_JOB_HTTP_OPTIONS,
            InterfaceIds.IBACKGROUND_COPY_JOB_HTTP_OPTIONS2, InterfaceIds.IBACKGROUND_COPY_JOB_HTTP_OPTIONS3);

    /** The size of a certificate's SHA-1 hash. */
    int HASH_BYTES = 20;

    Client client();

    /** To ask. */
    Job job();

    /** To change. */
    Job owned(String operation);

    /** See {@link JobFace#byOwner}. */
    Job byOwner(String operation);

    default void setClientCertificateByID(int location, MemorySegment store, MemorySegment hash) {
        byte[] bytes = reference(hash, "pCertHashBlob").asSlice(0, HASH_BYTES).toArray(JAVA_BYTE);
        owned("SetClientCertificateByID").http().setClientCertificate(
                ClientCertificate.byThumbprint(location, text(store, "StoreName"), bytes));
    }

    default void setClientCertificateByName(int location, MemorySegment store, MemorySegment subject) {
        owned("SetClientCertificateByName").http().setClientCertificate(
                ClientCertificate.bySubject(location, text(store, "StoreName"), text(subject, "SubjectName")));
    }

    default int removeClientCertificate() {
        return owned("RemoveClientCertificate").http().removeClientCertificate();
    }

    default void getClientCertificate(
            MemorySegment location, MemorySegment store, MemorySegment hash, MemorySegment subject) {
        reference(location, "pStoreLocation").set(JAVA_INT, 0, 0);
        reference(store, "pStoreName").set(ADDRESS, 0, MemorySegment.NULL);
        reference(hash, "ppCertHashBlob").set(ADDRESS, 0, MemorySegment.NULL);
        reference(subject, "pSubjectName").set(ADDRESS, 0, MemorySegment.NULL);
        ClientCertificate present = owned("GetClientCertificate").http().clientCertificate();
        if (present == null) {
            throw new ComException(
                    NullReferences.RPC_X_BAD_STUB_DATA, "GetClientCertificate", "the job has no client certificate");
        }
        location.set(JAVA_INT, 0, present.location());
        store.set(ADDRESS, 0, TaskMemory.newString(present.store()));
        byte[] bytes = present.hash();
        MemorySegment blob = TaskMemory.allocate(bytes.length);
        MemorySegment.copy(bytes, 0, blob, JAVA_BYTE, 0, bytes.length);
        hash.set(ADDRESS, 0, blob);
        String name = present.subject();
        subject.set(ADDRESS, 0, TaskMemory.newString(name == null ? "" : name));
    }

    default void setCustomHeaders(MemorySegment headers) {
        byOwner("SetCustomHeaders").http().setCustomHeaders(WideString.readNullable(headers));
    }

    /** S_FALSE if there are none. */
    default int getCustomHeaders(MemorySegment out) {
        reference(out, "pRequestHeaders").set(ADDRESS, 0, MemorySegment.NULL);
        String headers = owned("GetCustomHeaders").http().customHeaders();
        if (headers == null) {
            return HResult.S_FALSE;
        }
        out.set(ADDRESS, 0, TaskMemory.newString(headers));
        return HResult.S_OK;
    }

    default void setSecurityFlags(int flags) {
        owned("SetSecurityFlags").http().setSecurityFlags(flags);
    }

    default void getSecurityFlags(MemorySegment out) {
        reference(out, "pFlags").set(JAVA_INT, 0, job().http().securityFlags());
    }

    default void setHttpMethod(MemorySegment method) {
        owned("SetHttpMethod").http().setMethod(text(method, "method"));
    }

    default void getHttpMethod(MemorySegment out) {
        reference(out, "method").set(ADDRESS, 0, MemorySegment.NULL);
        out.set(ADDRESS, 0, TaskMemory.newString(job().http().method()));
    }

    default void setServerCertificateValidationInterface(MemorySegment unknown) {
        Job mine = owned("SetServerCertificateValidationInterface");
        if (unknown.address() == 0) {
            mine.http().setServerCertificateCheck(null);
            return;
        }
        ClientCertificateCheck check = new ClientCertificateCheck(client(), mine, unknown);
        try {
            mine.http().setServerCertificateCheck(check);
        } catch (RuntimeException | Error e) {
            if (!mine.http().hasCertificateCheck(check)) {
                check.release(); // else the change holds, though it could not be stored
            }
            throw e;
        }
    }

    default void makeCustomHeadersWriteOnly() {
        owned("MakeCustomHeadersWriteOnly").http().makeCustomHeadersWriteOnly();
    }
}
