package io.github.bits4j.internal;

import io.github.bits4j.com.HResult;
import java.util.Collection;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Passes notifications on: to the callback that was set, whose answer counts, then to the subscribers.
 *
 * <p>What the callback refuses BITS repeats; the subscribers get it when the callback has taken it, and not each time.
 */
public class Hub<C> {
    private final @Nullable C callback;
    private final Collection<? extends EventSubscription<?, ? extends C>> subscribers;

    /** @param subscribers those of the moment: they come and go */
    public Hub(@Nullable C callback, Collection<? extends EventSubscription<?, ? extends C>> subscribers) {
        this.callback = callback;
        this.subscribers = subscribers;
    }

    public final @Nullable C callback() {
        return callback;
    }

    /** Whether nobody gets anything. */
    final boolean isUnused() {
        return callback == null && subscribers.isEmpty();
    }

    /** Passes it to the subscribers only if the callback takes it. */
    public final int pass(ToIntFunction<C> call) {
        int answer = callback == null ? HResult.E_FAIL : call.applyAsInt(callback);
        if (callback != null && HResult.failed(answer)) {
            return answer;
        }
        for (EventSubscription<?, ? extends C> subscriber : subscribers) {
            C delivery = subscriber.delivery();
            int hr = call.applyAsInt(delivery);
            // Without a callback: one that takes it is enough, the others find it by polling.
            answer = HResult.failed(answer) && !HResult.failed(hr) ? HResult.S_OK : answer;
        }
        return answer;
    }

    /** Passes it to all, first to the subscribers, who lose nothing to a callback that refuses or throws. */
    public final int passToAll(ToIntFunction<C> call) {
        for (EventSubscription<?, ? extends C> subscriber : subscribers) {
            C delivery = subscriber.delivery();
            call.applyAsInt(delivery);
        }
        return callback == null ? HResult.S_OK : call.applyAsInt(callback);
    }
}
