package io.github.bits4j.com;

import static java.lang.foreign.ValueLayout.ADDRESS;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * A Java object that native code can call: has an interface pointer per {@link ComVtable} and a reference count.
 *
 * <p>The count starts at 1, which is the creator's reference ({@link #release()} gives it back). While it is above 0 the
 * object is strongly reachable, whatever the garbage collector does; at 0 the pointers are dead, and late calls through them
 * get an error. No upcall stub is made per object: the memory of one is 16 bytes per interface.
 */
public final class ComObject {
    private static final Logger LOG = System.getLogger("io.github.bits4j.com");
    private static final AtomicLong LIVE = new AtomicLong();

    /** A target that wants to know when the last reference is gone. */
    public interface FinalRelease {
        /** Called once, on the thread that released the last reference. */
        void finallyReleased();
    }

    private final Object target;
    private final boolean inProcess;
    private final List<ComVtable<?>> vtables;
    /** One for each vtable; null while nobody has asked for its interfaces. The first is there from the beginning. */
    private final AtomicReferenceArray<ObjectTable.@Nullable Cell> cells;
    private final AtomicInteger references = new AtomicInteger(1);

    private ComObject(Object target, boolean inProcess, List<ComVtable<?>> vtables) {
        this.target = target;
        this.inProcess = inProcess;
        this.vtables = vtables;
        this.cells = new AtomicReferenceArray<>(vtables.size());
        cell(0);
        LIVE.incrementAndGet();
    }

    /**
     * Makes {@code target} callable through the given vtables.
     *
     * @param vtables one for each line of interfaces; the first one's pointer is the object's identity (IUnknown)
     * @throws IllegalStateException while the JVM shuts down, when nobody may start to call into it
     */
    public static ComObject of(Object target, ComVtable<?>... vtables) {
        return create(target, false, vtables);
    }

    /**
     * As {@link #of}, for an object that only this process calls: it goes on working while the JVM shuts down, for the
     * application's own shutdown hooks.
     */
    public static ComObject inProcess(Object target, ComVtable<?>... vtables) {
        return create(target, true, vtables);
    }

    private static ComObject create(Object target, boolean inProcess, ComVtable<?>... vtables) {
        for (ComVtable<?> vtable : vtables) {
            if (!vtable.targetType().isInstance(target)) {
                throw new IllegalArgumentException("target: %s is no %s"
                        .formatted(target.getClass().getName(), vtable.targetType().getName()));
            }
        }
        if (vtables.length == 0) {
            throw new IllegalArgumentException("vtables: there must be one at least");
        }
        return new ComObject(target, inProcess, List.of(vtables));
    }

    /** The number of objects that native code may call now. */
    public static long liveCount() {
        return LIVE.get();
    }

    /** The interface pointer of the first vtable; valid while a reference is held. */
    public MemorySegment pointer() {
        return cell(0).memory();
    }

    /** To be called while a reference is held: a cell that came after the object's end would stay for ever. */
    private ObjectTable.Cell cell(int line) {
        ObjectTable.Cell present = cells.get(line);
        if (present == null) {
            ObjectTable.Cell made = ObjectTable.add(this, vtables.get(line));
            present = cells.compareAndExchange(line, null, made);
            if (present == null) {
                return made;
            }
            ObjectTable.remove(made);
        }
        return present;
    }

    /** Takes one more reference. */
    public int addRef() {
        int now;
        do {
            now = references.get();
            if (now == 0) {
                return 0; // dead objects stay dead
            }
        } while (!references.compareAndSet(now, now + 1));
        return now + 1;
    }

    /** Gives a reference back; with the last one the object dies. */
    public int release() {
        int now;
        do {
            now = references.get();
            if (now == 0) {
                LOG.log(Level.ERROR, "an object of {0} was released too often", target.getClass().getName());
                return 0;
            }
        } while (!references.compareAndSet(now, now - 1));
        if (now == 1) {
            die();
        }
        return now - 1;
    }

    private void die() {
        for (int line = 0; line < cells.length(); line++) {
            ObjectTable.Cell cell = cells.get(line);
            if (cell != null) {
                ObjectTable.remove(cell);
            }
        }
        LIVE.decrementAndGet();
        if (target instanceof FinalRelease last) {
            last.finallyReleased();
        }
    }

    /** Whether only this process calls the object. */
    boolean isInProcess() {
        return inProcess;
    }

    /** The object that native code has just called; null if it is dead. */
    private static @Nullable ComObject called(MemorySegment self) {
        ThreadExit.entered();
        return ObjectTable.find(self);
    }

    /** The Java object behind an interface pointer. */
    static Object targetOf(MemorySegment self) {
        ComObject object = called(self);
        if (object == null) {
            throw new ComException(HResult.CO_E_OBJNOTCONNECTED, "call on a released object");
        }
        return object.target;
    }

    static int queryInterface(MemorySegment self, MemorySegment iid, MemorySegment out) {
        try {
            ComObject object = called(self);
            if (out.address() == 0) {
                return HResult.E_POINTER;
            }
            out.set(ADDRESS, 0, MemorySegment.NULL);
            if (iid.address() == 0) {
                return HResult.E_POINTER;
            }
            if (object == null) {
                return HResult.CO_E_OBJNOTCONNECTED;
            }
            int line = object.line(Guid.read(iid));
            if (line < 0) {
                return HResult.E_NOINTERFACE;
            }
            if (object.addRef() == 0) {
                return HResult.CO_E_OBJNOTCONNECTED;
            }
            try {
                out.set(ADDRESS, 0, object.cell(line).memory());
            } catch (Throwable t) {
                object.release();
                throw t;
            }
            return HResult.S_OK;
        } catch (Throwable t) {
            return UpcallGuard.hresultOf("IUnknown.QueryInterface", t);
        }
    }

    /** The index of the vtable that serves the interface; -1 if there is none. */
    private int line(Guid iid) {
        if (iid.equals(Guid.IUNKNOWN)) {
            return 0;
        }
        for (int i = 0; i < vtables.size(); i++) {
            if (vtables.get(i).serves(iid)) {
                return i;
            }
        }
        return -1;
    }

    static int addRef(MemorySegment self) {
        try {
            ComObject object = called(self);
            return object == null ? 0 : object.addRef();
        } catch (Throwable t) {
            UpcallGuard.hresultOf("IUnknown.AddRef", t);
            return 0;
        }
    }

    static int release(MemorySegment self) {
        try {
            ComObject object = called(self);
            return object == null ? 0 : object.release();
        } catch (Throwable t) {
            UpcallGuard.hresultOf("IUnknown.Release", t);
            return 0;
        }
    }
}
