package io.github.bits4j.embedded.face;

import io.github.bits4j.com.ComException;
import io.github.bits4j.com.HResult;
import io.github.bits4j.com.WideString;
import java.lang.foreign.MemorySegment;

/**
 * The answers of RPC that the HTTP options document as theirs: on Windows it is not the service that refuses a NULL, but the
 * proxy in front of it.
 */
final class NullReferences {
    static final int RPC_X_NULL_REF_POINTER = HResult.ofWin32(1780);
    static final int RPC_X_BAD_STUB_DATA = HResult.ofWin32(1783);

    private NullReferences() {}

    static MemorySegment reference(MemorySegment parameter, String name) {
        if (parameter.address() == 0) {
            throw new ComException(RPC_X_NULL_REF_POINTER, "parameter " + name);
        }
        return parameter;
    }

    static String text(MemorySegment parameter, String name) {
        return WideString.read(reference(parameter, name));
    }
}
