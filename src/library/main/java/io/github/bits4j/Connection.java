package io.github.bits4j;

import io.github.bits4j.bindings.bits.IBackgroundCopyManagerVtbl;
import io.github.bits4j.bindings.bits.bits_h;
import io.github.bits4j.com.ComException;
import io.github.bits4j.com.ComPointer;
import io.github.bits4j.com.ComScope;
import io.github.bits4j.com.Guid;
import io.github.bits4j.com.HResult;
import io.github.bits4j.com.TaskMemory;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** What all objects of one manager share: the service, its interface pointers, and the callbacks registered through it. */
final class Connection {
    static final String GET_ERROR_DESCRIPTION = "IBackgroundCopyManager::GetErrorDescription";

    /** Of the languages that the service knows it takes its own default. */
    static final int LANG_NEUTRAL = 0;

    private static final int FACILITY_HTTP = 0x19;
    private static final int FACILITY_BITS = 0x20;
    private static final int FACILITY_DELIVERY_OPTIMIZATION = 0xD0;

    final ServiceKind kind;
    final ComScope scope = new ComScope();
    /** The jobs that have a callback registered, a subscriber or a future, which end with the connection. */
    final Set<JobNotifications> listening = ConcurrentHashMap.newKeySet();
    private final ComPointer manager;
    private volatile boolean closing;

    Connection(ServiceKind kind, Function<ComScope, ComPointer> open) {
        this.kind = kind;
        this.manager = open.apply(scope);
    }

    ComPointer manager() {
        return manager;
    }

    /** Calls a method; a failed HRESULT gets the service's text. */
    <T> T call(ComPointer pointer, ComPointer.Call<T> call) {
        try {
            return pointer.call(call);
        } catch (ComException e) {
            throw described(e);
        }
    }

    /** As {@link #call}, as whom this thread impersonates. */
    <T> T callImpersonating(ComPointer pointer, ComPointer.Call<T> call) {
        try {
            return pointer.callImpersonating(call);
        } catch (ComException e) {
            throw described(e);
        }
    }

    /** Asks for another interface; empty if there is none of that IID. */
    Optional<ComPointer> query(ComPointer pointer, Guid iid) {
        try {
            return pointer.query(iid);
        } catch (ComException e) {
            throw described(e);
        }
    }

    private BackgroundCopyException described(ComException e) {
        return e instanceof BackgroundCopyException known
                ? known
                : new BackgroundCopyException(e.hresult(), e.operation(), describe(e.hresult()));
    }

    /** The service's text for a code of its own, else ours; empty if nobody knows the code. */
    String describe(int hresult) {
        return serviceText(hresult).or(() -> HResult.meaning(hresult)).orElse("");
    }

    private Optional<String> serviceText(int hresult) {
        int facility = hresult >> 16 & 0x1FFF;
        if (facility != FACILITY_BITS && facility != FACILITY_HTTP && facility != FACILITY_DELIVERY_OPTIMIZATION) {
            return Optional.empty();
        }
        try {
            return Optional.of(manager.call((vtable, self, arena) -> {
                MemorySegment out = arena.allocate(ValueLayout.ADDRESS);
                ComException.check(IBackgroundCopyManagerVtbl.GetErrorDescription.invoke(
                        IBackgroundCopyManagerVtbl.GetErrorDescription(vtable), self, hresult, LANG_NEUTRAL, out),
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
        if (closing) {
            throw new IllegalStateException("the connection is closed");
        }
    }

    void close() {
        closing = true;
        List<JobNotifications> ending = List.copyOf(listening);
        ending.forEach(JobNotifications::close);
        scope.close();
    }
}
