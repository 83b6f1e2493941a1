package io.github.bits4j.internal;

import io.github.bits4j.com.ComObject;
import io.github.bits4j.com.ComVtable;
import io.github.bits4j.com.HResult;
import java.lang.foreign.MemorySegment;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The COM object that the service calls, with one registration. The service's reference alone keeps it alive, and with it the
 * Java object and the callbacks.
 */
public abstract class CallbackObject<C> implements ComObject.FinalRelease {
    private final Notifications<?, C, ?> notifications;
    private final Hub<C> hub;
    private final ComVtable<?> vtable;
    private volatile @Nullable MemorySegment pointer;
    private volatile boolean ended;

    /** @param vtable the interface's, with this object's class as its target type */
    protected CallbackObject(Notifications<?, C, ?> notifications, Hub<C> hub, ComVtable<?> vtable) {
        this.notifications = notifications;
        this.hub = hub;
        this.vtable = vtable;
    }

    final Hub<C> hub() {
        return hub;
    }

    /** The object to register; the caller releases his reference once the service has its own. */
    final ComObject newObject() {
        ComObject object = ComObject.of(this, vtable);
        pointer = object.pointer();
        return object;
    }

    /** Whether this is the object at {@code other}, a pointer that the service gave back. */
    final boolean isAt(MemorySegment other) {
        MemorySegment mine = pointer;
        return mine != null && mine.address() == other.address();
    }

    /** Whether the service, too, has let go of the object. */
    final boolean isReleased() {
        return pointer == null;
    }

    /** Lets nothing through any more: an event that comes late fails, so that BITS keeps it for another callback. */
    final void end() {
        ended = true;
    }

    @Override
    public final void finallyReleased() {
        pointer = null;
        notifications.settle();
    }

    /** Does the call, unless it comes late; those who wait look at the object afterwards. */
    protected final int deliver(IntSupplier call) {
        if (ended) {
            return HResult.E_FAIL;
        }
        try {
            return call.getAsInt();
        } finally {
            notifications.wakeWatches();
        }
    }
}
