package io.github.bits4j;

import io.github.bits4j.bindings.bits.IBackgroundCopyManagerVtbl;
import io.github.bits4j.bindings.bits.bits_h;
import io.github.bits4j.com.ComException;
import io.github.bits4j.com.ComPointer;
import io.github.bits4j.com.ComScope;
import io.github.bits4j.com.Guid;
import io.github.bits4j.com.HResult;
import io.github.bits4j.com.TaskMemory;
import io.github.bits4j.internal.Listening;
import io.github.bits4j.internal.ManagerPointer;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** What all objects of one manager share: the service, its interface pointers, and the callbacks registered through it. */
final class Connection {
    static final String GET_ERROR_DESCRIPTION = "IBackgroundCopyManager::GetErrorDescription";

    /** Of the languages that the service knows it takes its own default. */
    static final int LANG_NEUTRAL = 0;

    private static final String CALL_AGAIN =
            "Call again: the manager connects again by itself. Get the jobs again by their identifiers.";
    private static final String GET_JOB_AGAIN =
            "Get the job again by its identifier from the manager, which connects again by itself.";
    private static final String MAKE_ANOTHER =
            "Make another manager of a new interface pointer (an embedded service: open it and connect to it again), and ";

    private static final int FACILITY_HTTP = 0x19;
    private static final int FACILITY_BITS = 0x20;
    private static final int FACILITY_DELIVERY_OPTIMIZATION = 0xD0;

    final ServiceKind kind;
    final ConnectOptions options;
    final ComScope scope = new ComScope();
    /** The jobs that have a callback registered, a subscriber or a future, which end with the connection. */
    final Listening listening = new Listening();
    private final ManagerPointer manager;

    /** @param renewable whether {@code open} may be called again when the service has ended */
    Connection(ServiceKind kind, ConnectOptions options, Function<ComScope, ComPointer> open, boolean renewable) {
        this.kind = kind;
        this.options = Objects.requireNonNull(options, "options");
        this.manager = new ManagerPointer(() -> open.apply(scope), renewable);
    }

    /** The manager's interface pointer; a new one if the service has ended since the last call. */
    ComPointer manager() {
        return manager.get();
    }

    /**
     * Calls a method of the manager. The call that meets the end of the service fails, and the next one connects again; if a
     * job's call has met it before, that one has said so, and this one is repeated.
     */
    <T> T callManager(ComPointer.Call<T> call) {
        return ofManager(pointer -> pointer.call(call));
    }

    /** Asks the manager for another interface; empty if there is none of that IID. */
    Optional<ComPointer> queryManager(Guid iid) {
        return ofManager(pointer -> pointer.query(iid));
    }

    private <T> T ofManager(Function<ComPointer, T> call) {
        try {
            return manager.call(call);
        } catch (ComException e) {
            throw described(e, Optional::empty, manager.isRenewable() ? CALL_AGAIN : MAKE_ANOTHER + "get the jobs again by "
                    + "their identifiers.");
        }
    }

    /** Calls a method; a failed HRESULT gets the service's text. */
    <T> T call(ComPointer pointer, ComPointer.Call<T> call) {
        return call(pointer, call, Optional::empty);
    }

    /** @param state reads the state of the job that is called, for an exception that says it */
    <T> T call(ComPointer pointer, ComPointer.Call<T> call, Supplier<Optional<JobState>> state) {
        try {
            return pointer.call(call);
        } catch (ComException e) {
            throw describedOfObject(e, state);
        }
    }

    /** As {@link #call}, as whom this thread impersonates. */
    <T> T callImpersonating(ComPointer pointer, ComPointer.Call<T> call, Supplier<Optional<JobState>> state) {
        try {
            return pointer.callImpersonating(call);
        } catch (ComException e) {
            throw describedOfObject(e, state);
        }
    }

    /** Asks for another interface; empty if there is none of that IID. */
    Optional<ComPointer> query(ComPointer pointer, Guid iid) {
        try {
            return pointer.query(iid);
        } catch (ComException e) {
            throw describedOfObject(e, Optional::empty);
        }
    }

    /** Takes a reference of our own to an interface pointer that somebody lends. */
    ComPointer share(MemorySegment pointer) {
        try {
            return ComPointer.share(pointer, scope);
        } catch (ComException e) {
            throw describedOfObject(e, Optional::empty);
        }
    }

    private BackgroundCopyException describedOfObject(ComException e, Supplier<Optional<JobState>> state) {
        BackgroundCopyException failure = described(e, state, manager.isRenewable()
                ? GET_JOB_AGAIN : MAKE_ANOTHER + "get the job again by its identifier.");
        if (failure.isServiceGone()) {
            manager.suspect();
        }
        return failure;
    }

    private BackgroundCopyException described(ComException e, Supplier<Optional<JobState>> state, String ifGone) {
        return e instanceof BackgroundCopyException known
                ? known
                : BackgroundCopyException.of(e.hresult(), e.operation(), describe(e.hresult()), state, ifGone);
    }

    /** The service's text for a code of its own, else ours; empty if nobody knows the code. */
    String describe(int hresult) {
        return describe(hresult, LANG_NEUTRAL);
    }

    String describe(int hresult, int languageId) {
        return serviceText(hresult, languageId).or(() -> HResult.meaning(hresult)).orElse("");
    }

    private Optional<String> serviceText(int hresult, int languageId) {
        int facility = hresult >> 16 & 0x1FFF;
        if (facility != FACILITY_BITS && facility != FACILITY_HTTP && facility != FACILITY_DELIVERY_OPTIMIZATION) {
            return Optional.empty();
        }
        try {
            return manager.peek().map(pointer -> pointer.call((vtable, self, arena) -> {
                MemorySegment out = arena.allocate(ValueLayout.ADDRESS);
                ComException.check(IBackgroundCopyManagerVtbl.GetErrorDescription.invoke(
                        IBackgroundCopyManagerVtbl.GetErrorDescription(vtable), self, hresult, languageId, out),
                        GET_ERROR_DESCRIPTION);
                return TaskMemory.takeString(out.get(bits_h.C_POINTER, 0)).strip();
            })).filter(text -> !text.isEmpty());
        } catch (ComException | IllegalStateException e) {
            // Wine has no texts, a service that has ended neither: ours will do, the code is reported all the same.
            return Optional.empty();
        }
    }

    /** @throws IllegalStateException if the connection is closed or being closed */
    void requireOpen() {
        listening.requireOpen();
    }

    void close() {
        listening.close();
        scope.close();
    }
}
