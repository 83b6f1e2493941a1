package io.github.bits4j.com;

import io.github.bits4j.bindings.com.IUnknownVtbl;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.util.Optional;

/**
 * An interface pointer that we hold a reference to: calls out go through it.
 *
 * <p>Usable from any thread. Closing it releases the reference, once, and not before the last call under way has returned;
 * later calls throw {@link IllegalStateException}. What is forgotten is released when it becomes unreachable.
 */
public final class ComPointer implements AutoCloseable {
    private static final Cleaner CLEANER = Cleaner.create(Thread.ofPlatform().daemon().name("bits4j-cleaner").factory());
    private static final int CLSCTX_LOCAL_SERVER = 4;

    /** A call through the vtable. Runs a second time, on another thread, if the pointer is not usable on this one. */
    @FunctionalInterface
    public interface Call<T> {
        /**
         * Invokes one method of the interface.
         *
         * @param vtable the interface's vtable
         * @param self the interface pointer
         * @param arena for the call's parameters; closed when it returns
         * @throws ComException for a failed HRESULT
         */
        T invoke(MemorySegment vtable, MemorySegment self, Arena arena);
    }

    private final InterfaceReference reference;
    private final ComScope scope;
    private final Cleaner.Cleanable cleanable;

    private ComPointer(MemorySegment pointer, ComScope scope) {
        this.reference = scope.adopt(pointer);
        this.scope = scope;
        this.cleanable = CLEANER.register(this, reference::giveUp);
    }

    /**
     * Takes over a reference that the caller owns, and sets the security blanket if it belongs to a proxy.
     *
     * @param pointer an interface pointer, not NULL
     * @param scope what closes the pointer if the caller does not
     */
    public static ComPointer own(MemorySegment pointer, ComScope scope) {
        MemorySegment self = unbounded(pointer);
        return Apartment.call(() -> {
            try {
                ProxySecurity.apply(self);
            } catch (RuntimeException e) {
                IUnknownVtbl.Release.invoke(IUnknownVtbl.Release(vtable(self)), self);
                throw e;
            }
            return new ComPointer(self, scope); // from here on the scope may release it at any time
        });
    }

    /** Takes a reference of our own (AddRef) to an interface pointer that somebody lends. */
    public static ComPointer share(MemorySegment pointer, ComScope scope) {
        MemorySegment self = unbounded(pointer);
        return Apartment.call(() -> {
            if (IUnknownVtbl.AddRef.invoke(IUnknownVtbl.AddRef(vtable(self)), self) == 0) {
                // One of our own objects, and dead: its cell may become another's, which must not get our Release.
                throw new ComException(HResult.CO_E_OBJNOTCONNECTED, "IUnknown::AddRef");
            }
            return own(self, scope);
        });
    }

    /**
     * Creates an object of a class that lives in a process of its own, such as a service.
     *
     * @throws ComException REGDB_E_CLASSNOTREG if the machine has no such class
     * @throws UnsupportedOperationException if this is not Windows
     * @see <a href="https://learn.microsoft.com/windows/win32/api/combaseapi/nf-combaseapi-cocreateinstance">CoCreateInstance</a>
     */
    public static ComPointer createInstance(Guid clsid, Guid iid, ComScope scope) {
        if (!Platform.WINDOWS) {
            throw new UnsupportedOperationException("COM classes exist on Windows only");
        }
        return Apartment.call(() -> {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment out = arena.allocate(ValueLayout.ADDRESS);
                ComException.check(Ole32.createInstance(
                        clsid.allocate(arena), CLSCTX_LOCAL_SERVER, iid.allocate(arena), out), "CoCreateInstance");
                return own(out.get(NativeFunction.POINTER, 0), scope);
            }
        });
    }

    /** The number of references held through this class and not yet released. */
    public static long liveCount() {
        return InterfaceReference.LIVE.get();
    }

    /** The pointer itself, borrowed: valid until this object is closed. */
    public MemorySegment segment() {
        if (reference.isGivenUp()) {
            throw closed();
        }
        return reference.pointer;
    }

    /** The scope that closes this pointer, and in which pointers obtained from it belong. */
    public ComScope scope() {
        return scope;
    }

    /**
     * Calls a method of the interface.
     *
     * @throws IllegalStateException if this pointer is closed
     */
    public <T> T call(Call<T> call) {
        try {
            return callHere(call);
        } catch (ComException e) {
            // A proxy of the MTA refuses an STA's call before it sends anything, so the call can be repeated.
            if (e.hresult() == HResult.RPC_E_WRONG_THREAD && Apartment.isSingleThreaded()) {
                return Apartment.callOnMtaThread(() -> callHere(call));
            }
            throw e;
        }
    }

    /**
     * Calls a method as whom this thread impersonates (dynamic cloaking, from now on with this pointer), and so on no other
     * thread.
     *
     * @throws IllegalStateException if this pointer is closed
     * @throws ComException RPC_E_WRONG_THREAD in an STA
     */
    public <T> T callImpersonating(Call<T> call) {
        return callHere((vtable, self, arena) -> {
            ProxySecurity.cloakDynamically(self);
            return call.invoke(vtable, self, arena);
        });
    }

    private <T> T callHere(Call<T> call) {
        if (!reference.enter()) {
            throw closed();
        }
        try (Arena arena = Arena.ofConfined()) {
            return call.invoke(reference.vtable, reference.pointer, arena);
        } finally {
            reference.leave();
            Reference.reachabilityFence(this);
        }
    }

    /** Asks the object for another interface; empty if it has none of that IID. */
    public Optional<ComPointer> query(Guid iid) {
        return Apartment.call(() -> callHere((vtable, self, arena) -> {
            MemorySegment out = arena.allocate(ValueLayout.ADDRESS);
            int hr = IUnknownVtbl.QueryInterface.invoke(
                    IUnknownVtbl.QueryInterface(vtable), self, iid.allocate(arena), out);
            if (hr == HResult.E_NOINTERFACE) {
                return Optional.empty();
            }
            ComException.check(hr, "IUnknown::QueryInterface(" + iid + ")");
            return Optional.of(own(out.get(NativeFunction.POINTER, 0), scope));
        }));
    }

    /** Releases the reference; a second time it does nothing. */
    @Override
    public void close() {
        cleanable.clean();
    }

    private static IllegalStateException closed() {
        return new IllegalStateException("the interface pointer is closed");
    }

    /** Of no arena: it is used on any thread, and released on the cleaner's. */
    private static MemorySegment unbounded(MemorySegment pointer) {
        if (pointer.address() == 0) {
            throw new IllegalArgumentException("pointer: is NULL");
        }
        return MemorySegment.ofAddress(pointer.address()).reinterpret(Long.MAX_VALUE);
    }

    private static MemorySegment vtable(MemorySegment pointer) {
        return pointer.get(NativeFunction.POINTER, 0);
    }
}
