package io.github.bits4j.tests;

import io.github.bits4j.BackgroundCopyJob;
import io.github.bits4j.InterfaceIds;
import io.github.bits4j.bindings.bits.BG_AUTH_CREDENTIALS;
import io.github.bits4j.bindings.bits.BG_AUTH_CREDENTIALS_UNION;
import io.github.bits4j.bindings.bits.BG_BASIC_CREDENTIALS;
import io.github.bits4j.bindings.bits.IBackgroundCopyJob2Vtbl;
import io.github.bits4j.com.ComPointer;
import io.github.bits4j.com.ComScope;
import io.github.bits4j.com.WideString;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/** The credentials of IBackgroundCopyJob2; each call returns the HRESULT. */
final class RawCredentials {
    static final int SERVER = 1;
    static final int PROXY = 2;
    static final int BASIC = 1;
    static final int DIGEST = 2;
    static final int NEGOTIATE = 4;

    private RawCredentials() {}

    static int set(BackgroundCopyJob job, int target, int scheme, @Nullable String user, @Nullable String password) {
        return call(job, (vtable, self, arena) -> {
            MemorySegment credentials = BG_AUTH_CREDENTIALS.allocate(arena);
            BG_AUTH_CREDENTIALS.Target(credentials, target);
            BG_AUTH_CREDENTIALS.Scheme(credentials, scheme);
            MemorySegment basic = BG_AUTH_CREDENTIALS_UNION.Basic(BG_AUTH_CREDENTIALS.Credentials(credentials));
            BG_BASIC_CREDENTIALS.UserName(basic, WideString.allocate(arena, user));
            BG_BASIC_CREDENTIALS.Password(basic, WideString.allocate(arena, password));
            int hr = IBackgroundCopyJob2Vtbl.SetCredentials.invoke(
                    IBackgroundCopyJob2Vtbl.SetCredentials(vtable), self, credentials);
            credentials.fill((byte) 0xAA); // what the service may not have kept a pointer to
            return hr;
        });
    }

    static int setNull(BackgroundCopyJob job) {
        return call(job, (vtable, self, _) -> IBackgroundCopyJob2Vtbl.SetCredentials.invoke(
                IBackgroundCopyJob2Vtbl.SetCredentials(vtable), self, MemorySegment.NULL));
    }

    static int remove(BackgroundCopyJob job, int target, int scheme) {
        return call(job, (vtable, self, _) -> IBackgroundCopyJob2Vtbl.RemoveCredentials.invoke(
                IBackgroundCopyJob2Vtbl.RemoveCredentials(vtable), self, target, scheme));
    }

    private static int call(BackgroundCopyJob job, ComPointer.Call<Integer> method) {
        try (ComScope scope = new ComScope(); ComPointer first = ComPointer.share(job.pointer(), scope)) {
            return first.query(InterfaceIds.IBACKGROUND_COPY_JOB2).orElseThrow().call(method);
        }
    }
}
