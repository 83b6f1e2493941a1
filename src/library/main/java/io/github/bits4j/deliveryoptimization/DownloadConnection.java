package io.github.bits4j.deliveryoptimization;

import io.github.bits4j.InterfaceIds;
import io.github.bits4j.com.ComException;
import io.github.bits4j.com.ComPointer;
import io.github.bits4j.com.ComScope;
import io.github.bits4j.com.HResult;
import io.github.bits4j.internal.Listening;
import io.github.bits4j.internal.ManagerPointer;
import java.lang.foreign.MemorySegment;
import java.util.function.Function;
import java.util.function.Supplier;

/** What all objects of one manager share: the interface pointers, and how a call's failure is told. */
final class DownloadConnection {
    private static final String CALL_AGAIN =
            "Call again: the manager connects again by itself. Get the downloads again by their identifiers.";
    private static final String GET_AGAIN =
            "Get the download again by its identifier from the manager, which connects again by itself.";
    private static final String MAKE_ANOTHER = "Make another manager of a new interface pointer (an embedded service: open it "
            + "and connect to it again), and get the downloads again by their identifiers.";

    final ComScope scope = new ComScope();
    /** The downloads that have a callback set, a subscriber or a future, which end with the connection. */
    final Listening listening = new Listening();
    private final ManagerPointer manager;

    /** @param renewable whether {@code open} may be called again when the service has ended */
    DownloadConnection(Function<ComScope, ComPointer> open, boolean renewable) {
        this.manager = new ManagerPointer(() -> open.apply(scope), renewable);
    }

    /** The manager's interface pointer; a new one if the service has ended since the last call. */
    ComPointer manager() {
        return manager.get();
    }

    <T> T callManager(ComPointer.Call<T> call) {
        return told(() -> manager.call(pointer -> pointer.call(call)), false);
    }

    <T> T call(ComPointer pointer, ComPointer.Call<T> call) {
        return told(() -> pointer.call(call), true);
    }

    /** As {@link #call}, as whom this thread impersonates. */
    <T> T callImpersonating(ComPointer pointer, ComPointer.Call<T> call) {
        return told(() -> pointer.callImpersonating(call), true);
    }

    /** Takes a reference of our own to an interface pointer that somebody lends. */
    ComPointer share(MemorySegment pointer) {
        return told(() -> ComPointer.share(pointer, scope), true);
    }

    /** What an object gives of another interface that it must have, of which it is the caller's to release. */
    ComPointer download(ComPointer unknown) {
        return told(() -> unknown.query(InterfaceIds.IDO_DOWNLOAD).orElseThrow(() ->
                new ComException(HResult.E_NOINTERFACE, "IUnknown::QueryInterface(IDODownload)")), true);
    }

    private <T> T told(Supplier<T> call, boolean ofObject) {
        try {
            return call.get();
        } catch (ComException e) {
            DeliveryOptimizationException failure = failure(e, ofObject);
            if (ofObject && failure.isServiceGone()) {
                manager.suspect();
            }
            throw failure;
        }
    }

    private DeliveryOptimizationException failure(ComException e, boolean ofObject) {
        if (e instanceof DeliveryOptimizationException known) {
            return known;
        }
        DeliveryOptimizationException plain = DeliveryOptimizationException.of(e.hresult(), e.operation());
        if (!plain.isServiceGone()) {
            return plain;
        }
        String remedy = !manager.isRenewable() ? MAKE_ANOTHER : ofObject ? GET_AGAIN : CALL_AGAIN;
        return new DeliveryOptimizationException(e.hresult(), e.operation(), HResult.meaning(e.hresult()).orElse(""), remedy);
    }

    void close() {
        listening.close();
        scope.close();
    }
}
