package io.github.bits4j.embedded.face;

import static io.github.bits4j.embedded.face.Parameters.required;
import static io.github.bits4j.embedded.face.Parameters.setInt;
import static java.lang.foreign.ValueLayout.ADDRESS;

import io.github.bits4j.InterfaceIds;
import io.github.bits4j.bindings.bits.IBitsTokenOptionsVtbl;
import io.github.bits4j.com.ComException;
import io.github.bits4j.com.ComVtable;
import io.github.bits4j.com.HResult;
import io.github.bits4j.embedded.queue.Job;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;

/**
 * IBitsTokenOptions: a third line of interfaces of the job's object. No client's token ever gets here, since nobody calls
 * through a proxy of COM; the flags are kept.
 */
interface TokenOptionsFace {
    ComVtable<TokenOptionsFace> VTABLE = ComVtable.of(MethodHandles.lookup(), TokenOptionsFace.class,
            IBitsTokenOptionsVtbl.class, InterfaceIds.IBITS_TOKEN_OPTIONS);

    /** To ask. */
    Job job();

    /** See {@link JobFace#byOwner}. */
    Job byOwner(String operation);

    default void setHelperTokenFlags(int flags) {
        byOwner("SetHelperTokenFlags").flags().setHelperToken(flags);
    }

    default void getHelperTokenFlags(MemorySegment out) {
        setInt(out, job().flags().helperToken());
    }

    /** What BITS says to a client who does not let it impersonate him. */
    default void setHelperToken() {
        String operation = "SetHelperToken";
        byOwner(operation);
        throw new ComException(HResult.CO_E_FAILEDTOIMPERSONATE, operation);
    }

    /** There is none to drop. */
    default void clearHelperToken() {
        byOwner("ClearHelperToken");
    }

    default void getHelperTokenSid(MemorySegment out) {
        job();
        required(out, "pSid").set(ADDRESS, 0, MemorySegment.NULL);
    }
}
