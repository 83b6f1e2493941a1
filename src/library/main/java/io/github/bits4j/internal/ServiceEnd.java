package io.github.bits4j.internal;

import io.github.bits4j.com.HResult;
import java.util.Arrays;

/** The codes by which a call says that there is nobody at the other end any more. */
public final class ServiceEnd {
    private static final int RPC_E_CALL_CANCELED = 0x80010006;
    private static final int RPC_S_SERVER_UNAVAILABLE = 0x800706BA;
    private static final int RPC_S_CALL_FAILED = 0x800706BE;
    private static final int RPC_S_CALL_FAILED_DNE = 0x800706BF;
    /** The call has not been done, so that it may be repeated without asking what there is. */
    private static final int[] NOT_DONE = {HResult.RPC_E_SERVER_DIED_DNE, HResult.RPC_E_DISCONNECTED,
        HResult.CO_E_OBJNOTCONNECTED, RPC_S_SERVER_UNAVAILABLE, RPC_S_CALL_FAILED_DNE};
    private static final int[] UNCERTAIN = {RPC_E_CALL_CANCELED, HResult.RPC_E_SERVER_DIED, RPC_S_CALL_FAILED};

    private ServiceEnd() {}

    /** All of them. */
    public static int[] codes() {
        int[] codes = Arrays.copyOf(NOT_DONE, NOT_DONE.length + UNCERTAIN.length);
        System.arraycopy(UNCERTAIN, 0, codes, NOT_DONE.length, UNCERTAIN.length);
        return codes;
    }

    /** Whether the code tells of the service's end. */
    public static boolean isTold(int hresult) {
        return isNotDone(hresult) || contains(UNCERTAIN, hresult);
    }

    /** Whether the code tells that the call has not been done either. */
    public static boolean isNotDone(int hresult) {
        return contains(NOT_DONE, hresult);
    }

    private static boolean contains(int[] codes, int hresult) {
        return Arrays.stream(codes).anyMatch(code -> code == hresult);
    }
}
