package io.github.bits4j.embedded.face;

import io.github.bits4j.BackgroundCopyCallback;
import io.github.bits4j.com.ComException;
import io.github.bits4j.com.ComObject;
import io.github.bits4j.com.HResult;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The classes that the application has for jobs to name. Immutable.
 *
 * @param factories by CLSID
 */
public record NotificationClasses(Map<UUID, Supplier<? extends BackgroundCopyCallback>> factories) {
    public static final NotificationClasses NONE = new NotificationClasses(Map.of());

    public NotificationClasses {
        factories = Map.copyOf(factories);
    }

    public NotificationClasses with(UUID clsid, Supplier<? extends BackgroundCopyCallback> factory) {
        Map<UUID, Supplier<? extends BackgroundCopyCallback>> more = new HashMap<>(factories);
        more.put(clsid, factory);
        return new NotificationClasses(more);
    }

    /** A new object, its first reference the caller's; null if the application has no such class. */
    @Nullable ComObject create(Client client, UUID clsid) {
        Supplier<? extends BackgroundCopyCallback> factory = factories.get(clsid);
        if (factory == null) {
            return null;
        }
        BackgroundCopyCallback callback;
        try {
            callback = factory.get();
        } catch (RuntimeException | Error failure) {
            throw failed(clsid, failure);
        }
        if (callback == null) {
            throw failed(clsid, new NullPointerException("the factory's result"));
        }
        return ComObject.inProcess(new ClassObject(client, callback), ClassObject.VTABLE);
    }

    private static ComException failed(UUID clsid, Throwable cause) {
        ComException failure = new ComException(HResult.E_FAIL, "the factory of class " + clsid, cause.toString());
        failure.initCause(cause);
        return failure;
    }
}
