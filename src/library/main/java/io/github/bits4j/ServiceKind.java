package io.github.bits4j;

import io.github.bits4j.com.Guid;
import java.util.EnumSet;
import java.util.Set;

/** Which service stands behind a manager. Both speak the same interfaces, with rules of their own. */
public enum ServiceKind {
    /** The Background Intelligent Transfer Service. */
    BITS("BITS", InterfaceIds.CLSID_BACKGROUND_COPY_MANAGER, EnumSet.allOf(NotifyFlag.class)),

    /** Delivery Optimization, by the BITS-shaped interfaces that Windows 10 has had since version 1709. */
    DELIVERY_OPTIMIZATION("Delivery Optimization", InterfaceIds.CLSID_DELIVERY_OPTIMIZATION,
            EnumSet.complementOf(EnumSet.of(NotifyFlag.DISABLE, NotifyFlag.FILE_RANGES_TRANSFERRED)));

    private final String title;
    private final Guid clsid;
    private final Set<NotifyFlag> notifyFlags;

    ServiceKind(String title, Guid clsid, Set<NotifyFlag> notifyFlags) {
        this.title = title;
        this.clsid = clsid;
        this.notifyFlags = Set.copyOf(notifyFlags);
    }

    /** The CLSID by which the service is created. */
    public Guid clsid() {
        return clsid;
    }

    /** The notify flags that the service takes. */
    public Set<NotifyFlag> notifyFlags() {
        return notifyFlags;
    }

    void requireNotifyFlags(Set<NotifyFlag> flags) {
        for (NotifyFlag flag : flags) {
            if (!notifyFlags.contains(flag)) {
                throw new IllegalArgumentException("flags: " + flag + " is not supported by " + this);
            }
        }
    }

    /** The service's name. */
    @Override
    public String toString() {
        return title;
    }
}
