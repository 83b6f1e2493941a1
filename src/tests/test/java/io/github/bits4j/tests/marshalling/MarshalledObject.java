package io.github.bits4j.tests.marshalling;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.com.ComObject;
import io.github.bits4j.com.Guid;
import io.github.bits4j.tests.support.Com;
import java.lang.foreign.MemorySegment;

/** A Java object that lives in one apartment and has a proxy in another. */
final class MarshalledObject implements AutoCloseable {
    private final ComObject object;
    private final ApartmentThread caller;
    private final MemorySegment proxy;

    MarshalledObject(RecordingTarget target, Guid iid, ApartmentThread home, ApartmentThread caller) {
        this.object = target.object();
        this.caller = caller;
        MemorySegment stream;
        try {
            stream = home.call(() -> Com.marshal(object.pointer(), iid));
        } catch (RuntimeException e) {
            object.release();
            throw e;
        }
        proxy = caller.call(() -> Com.unmarshal(stream, iid));
        assertThat(proxy.address()).as("a proxy, not the object").isNotEqualTo(object.pointer().address());
    }

    /** The interface pointer for the calling apartment. */
    MemorySegment proxy() {
        return proxy;
    }

    /** The interface pointer for the home apartment. */
    MemorySegment pointer() {
        return object.pointer();
    }

    /** Disconnects; then COM must have no reference to the object any more. */
    @Override
    public void close() {
        int proxyReferences = caller.call(() -> Ask.release(proxy));
        int ownReferences = object.release();
        assertThat(proxyReferences).as("references to the proxy").isZero();
        assertThat(ownReferences).as("references that the stub kept").isZero();
    }
}
